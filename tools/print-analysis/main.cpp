// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints what each analysis sees in a file, for tests: print-analysis a.cpp --
// -std=c++20. One line per fact, in source order within a function:
//
//   function 'f': coroutine, asynchronous, framework Asio
//     12:3 evaluates 'sleep' blocks(sleep)
//     13:3 drops task, lazy
//     14:8 drops local 't': task, lazy
//     15:12 't' moved, after 13:12 used it up, while it holds 11:12
//     15:3 may suspend, holding 'lock' (11:19)
#include "Analysis/AwaitableFlow.h"
#include "Analysis/BlockingCalls.h"
#include "Analysis/Coroutine.h"
#include "Analysis/DroppedAwaitables.h"
#include "Analysis/HeldLocks.h"
#include "Analysis/Names.h"
#include "Analysis/SuspensionPoints.h"
#include "Config/ProjectConfig.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include <map>
#include <set>

using namespace clang;
using namespace corolint;
using namespace llvm;

namespace {

StringRef text(Start S) {
  return S == Start::Lazy ? "lazy" : S == Start::Eager ? "eager" : "unknown";
}

StringRef text(Use U) {
  static const StringRef Names[] = {"lost",     "asked",  "disposed", "awaited",
                                    "moved",    "copied", "started",  "lent",
                                    "assigned", "filled", "emptied"};
  return Names[static_cast<unsigned>(U)];
}

class Printer : public RecursiveASTVisitor<Printer> {
public:
  Printer(ASTContext &Context, const model::Model &M)
      : SM(Context.getSourceManager()), M(M), Effects(M) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitFunctionDecl(FunctionDecl *F) {
    if (F->doesThisDeclarationHaveABody() && !F->isImplicit() &&
        SM.isInMainFile(F->getLocation()))
      print(*F);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    return VisitFunctionDecl(Lambda->getCallOperator());
  }

private:
  raw_ostream &at(SourceLocation Loc) {
    Loc = SM.getExpansionLoc(Loc);
    return outs() << "  " << SM.getExpansionLineNumber(Loc) << ':'
                  << SM.getExpansionColumnNumber(Loc) << ' ';
  }

  void print(const FunctionDecl &F) {
    outs() << "function '" << displayName(F) << "':";
    if (coroutineBody(F)) {
      outs() << " coroutine, "
             << (isAsynchronousCoroutine(F, M) ? "asynchronous"
                                               : "synchronous");
      if (const model::Framework *Library = frameworkOf(F, M))
        outs() << ", framework " << Library->Name;
    }
    outs() << "\n";
    forEachEvaluation(F, M, [&](const Evaluation &E) {
      at(E.Location) << "evaluates '" << qualifiedName(*E.Callee) << "'";
      if (const model::BlockingApi *Api = blockingApi(E, M))
        outs() << " blocks(" << model::toString(Api->Blocks) << ")";
      const FlowState *Before = Paths.before(*E.Within, E.Call, E.Ancestors, M);
      if (!Before)
        outs() << " unreachable";
      else if (Before->MayBlock)
        outs() << " off-loop";
      outs() << "\n";
    });
    printFates(F);
    forEachDroppedAwaitable(
        LocalFates(F, M, FunctionGraphs), M, [&](const DroppedAwaitable &D) {
          if (D.Overwriting)
            at(D.Overwriting->getBeginLoc())
                << "overwrites local '" << D.Variable->getName() << "': ";
          else if (D.Variable)
            at(D.Variable->getLocation())
                << "drops local '" << D.Variable->getName() << "': ";
          else
            at(D.Discarded->getBeginLoc()) << "drops ";
          outs() << qualifiedName(*D.What.Class) << ", " << text(D.What.Starts)
                 << "\n";
        });
    printLocks(F);
  }

  void printLocks(const FunctionDecl &F) {
    LockFlow Locks = solveLocks(F, FunctionGraphs.of(F), Effects);
    forEachSuspensionPoint(F, [&](const Expr &E) {
      at(E.getExprLoc()) << "may suspend";
      StringRef Separator = ", holding ";
      for (const HeldLock &Lock : Locks.AtSuspension.lookup(&E)) {
        outs() << Separator << "'" << lockName(Lock) << "' ("
               << SM.getExpansionLineNumber(Lock.Taken) << ':'
               << SM.getExpansionColumnNumber(Lock.Taken) << ')';
        Separator = ", ";
      }
      outs() << "\n";
    });
    if (coroutineBody(F))
      return;
    for (const LockOutcome &Way : Locks.Outcomes)
      if (!Way.Locks.empty() || !Way.GivenBack.empty()) {
        outs() << "  may end";
        for (const HeldLock &Lock : Way.Locks)
          outs() << " holding '" << lockName(Lock) << "'";
        for (const ObjectPath &Given : Way.GivenBack)
          outs() << " having unlocked '" << Given.name() << "'";
        outs() << "\n";
      }
  }

  std::string place(SourceLocation Loc) const {
    Loc = SM.getExpansionLoc(Loc);
    return std::to_string(SM.getExpansionLineNumber(Loc)) + ":" +
           std::to_string(SM.getExpansionColumnNumber(Loc));
  }

  void printFates(const FunctionDecl &F) {
    std::map<unsigned, std::string> Lines;
    LocalFates Fates(F, M, FunctionGraphs);
    for (const auto &[By, Object, Whole, Work] : Fates.met()) {
      if (!By->Name)
        continue;
      std::string &Line =
          Lines[SM.getFileOffset(SM.getExpansionLoc(By->Name->getLocation()))];
      Line = "  " + place(By->Name->getLocation()) + " '" +
             By->Name->getNameInfo().getAsString() + By->Done.Element + "' " +
             text(By->Done.What).str();
      std::set<std::string> Before;
      for (const Fate::Consumption &C : Object.UsedUp)
        Before.insert(place(C.By->Name->getLocation()));
      for (const std::string &Place : Before)
        Line += ", after " + Place + " used it up";
      for (const Expr *Work : Whole.Holds)
        Line += ", holds " + place(Work->getBeginLoc());
      if (Whole.MayBeKnown)
        Line += ", lent before";
    }
    for (const auto &[Offset, Line] : Lines)
      outs() << Line << "\n";
  }

  const SourceManager &SM;
  const model::Model &M;
  Graphs FunctionGraphs;
  Flow Paths{FunctionGraphs};
  LockEffects Effects;
};

class PrintAction : public ASTFrontendAction {
  class Consumer : public ASTConsumer {
    void HandleTranslationUnit(ASTContext &Context) override {
      auto M = cantFail(modelForFile(""));
      Printer(Context, *M).TraverseAST(Context);
    }
  };
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 StringRef) override {
    return std::make_unique<Consumer>();
  }
};

} // namespace

int main(int argc, const char **argv) {
  std::string Error;
  auto Command =
      tooling::FixedCompilationDatabase::loadFromCommandLine(argc, argv, Error);
  if (!Command || argc != 2) {
    errs() << "usage: print-analysis FILE -- FLAGS...\n" << Error;
    return 2;
  }
  tooling::ClangTool Tool(*Command, {argv[1]});
  return Tool.run(tooling::newFrontendActionFactory<PrintAction>().get());
}
