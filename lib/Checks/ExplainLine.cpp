// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/ExplainLine.h"
#include "Analysis/ContextSwitch.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Marks.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using namespace clang;
using namespace llvm;

namespace corolint {

/// The line of \p Location if it is in the file asked about, else 0.
unsigned LineExplainer::lineIn(SourceLocation Location) const {
  Location = Sources->getExpansionLoc(Location);
  if (Location.isInvalid())
    return 0;
  SmallString<256> Path(Sources->getFilename(Location));
  Sources->getFileManager().makeAbsolutePath(Path);
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path == Asked.File ? Sources->getExpansionLineNumber(Location) : 0;
}

bool LineExplainer::isOnLine(SourceLocation Location) const {
  return lineIn(Location) == Asked.Line;
}

/// `12:3` in the file asked about, `a.hpp:12:3` elsewhere.
std::string LineExplainer::placeOf(SourceLocation Location) const {
  Location = Sources->getExpansionLoc(Location);
  std::string File =
      lineIn(Location)
          ? ""
          : sys::path::filename(Sources->getFilename(Location)).str() + ":";
  return File + std::to_string(Sources->getExpansionLineNumber(Location)) +
         ":" + std::to_string(Sources->getExpansionColumnNumber(Location));
}

bool LineExplainer::add(const FunctionDecl &F) {
  Sources = &F.getASTContext().getSourceManager();
  SourceRange Range = F.getSourceRange();
  unsigned First = lineIn(Range.getBegin()), Last = lineIn(Range.getEnd());
  if (!First || First > Asked.Line || Asked.Line > Last)
    return false;
  // One instantiation speaks for all.
  if (any_of(Around, [&](const FunctionDecl *Known) {
        return Known->getLocation() == F.getLocation();
      }))
    return false;
  Around.push_back(&F);
  return true;
}

static std::string spoken(const FunctionDecl &F) {
  std::string Name = displayName(F);
  return Name == "lambda" ? "a lambda" : "'" + Name + "'";
}

FunctionAround LineExplainer::describe(const FunctionDecl &F) const {
  FunctionAround Result;
  Result.Line = lineIn(F.getLocation());
  Result.IsCoroutine = isAsynchronousCoroutine(F, M);
  std::string Name = displayName(F);
  bool IsLambda = Name == "lambda";
  std::string Kind = coroutineBody(F) ? "coroutine" : "function";
  Result.What = IsLambda
                    ? (coroutineBody(F) ? "a lambda coroutine" : "a lambda")
                    : Kind + " '" + Name + "'";
  if (const model::Framework *Of = frameworkOf(F, M); Of && coroutineBody(F))
    Result.What += " of " + Of->Name;
  if (coroutineBody(F) && !Result.IsCoroutine)
    Result.Is.push_back("its promise never lets it wait with co_await, so that "
                        "blocking in it stalls nobody but its caller");
  if (allowsBlocking(F))
    Result.Is.push_back("it is marked as allowed to block");
  if (std::optional<BlockingMark> Mark = blockingMark(F))
    Result.Is.push_back(*Mark == BlockingMark::Blocking
                            ? "it is marked as blocking, whatever its body does"
                            : "it is marked as non-blocking: nobody looks into "
                              "its body");
  return Result;
}

/// "the model says … (kind …): source".
std::string LineExplainer::aboutEntry(const model::BlockingApi &Entry) const {
  std::string Text = "'" + Entry.Name + "' (" +
                     model::toString(Entry.Blocks).str() + ", " +
                     Entry.From.File + ":" + std::to_string(Entry.From.Line);
  if (!Entry.Source.empty())
    Text += "; source: " + Entry.Source;
  return Text + ")";
}

namespace {
/// Visits the awaits of one function.
class AwaitVisitor : public RecursiveASTVisitor<AwaitVisitor> {
public:
  explicit AwaitVisitor(function_ref<void(const CoawaitExpr &)> Visit)
      : Visit(Visit) {}
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitCoawaitExpr(CoawaitExpr *E) {
    Visit(*E);
    return true;
  }

private:
  function_ref<void(const CoawaitExpr &)> Visit;
};
} // namespace

/// The last await before \p E that moves its coroutine to where it may block.
std::string LineExplainer::placeOfSwitch(const Evaluation &E) const {
  SourceLocation Last;
  AwaitVisitor([&](const CoawaitExpr &Await) {
    if (Sources->isBeforeInTranslationUnit(Await.getKeywordLoc(), E.Location) &&
        resumesWhereItMayBlock(*Await.getOperand(), M) == true)
      Last = Await.getKeywordLoc();
  }).TraverseStmt(const_cast<Stmt *>(writtenBody(*E.Within)));
  return Last.isValid() ? placeOf(Last) : "";
}

namespace {
/// Finds the calls that get a lambda.
class ReceiverFinder : public RecursiveASTVisitor<ReceiverFinder> {
public:
  explicit ReceiverFinder(const FunctionDecl &Lambda) : Lambda(Lambda) {}
  const FunctionDecl *Receiver = nullptr;

  bool VisitCallExpr(CallExpr *Call) {
    return look(Call->getDirectCallee(), {Call->getArgs(), Call->getNumArgs()});
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Call) {
    return look(Call->getConstructor(), {Call->getArgs(), Call->getNumArgs()});
  }

private:
  bool look(const FunctionDecl *Callee, ArrayRef<const Expr *> Args) {
    if (Callee && any_of(Args, [&](const Expr *Arg) {
          const CXXMethodDecl *Operator = calledLambda(Arg);
          return Operator && Operator->getLocation() == Lambda.getLocation();
        }))
      Receiver = Callee;
    return !Receiver;
  }
  const FunctionDecl &Lambda;
};
} // namespace

std::string LineExplainer::whereLambdaGoes(const FunctionDecl &Lambda,
                                           const FunctionDecl &Outer) const {
  ReceiverFinder Finder(Lambda);
  Finder.TraverseStmt(const_cast<Stmt *>(writtenBody(Outer)));
  if (!Finder.Receiver)
    return "it is not called where it is written: it doesn't run in " +
           spoken(Outer);
  std::string To = "'" + displayName(*Finder.Receiver) + "'";
  return isOffloadSink(*Finder.Receiver, M)
             ? "it is handed to " + To +
                   ", which runs it elsewhere: it doesn't run in " +
                   spoken(Outer)
             : "it is handed to " + To +
                   ", which isn't known to call it before it returns: it "
                   "doesn't run in " +
                   spoken(Outer);
}

static void addAboutMark(const FunctionDecl &Callee, StringRef Mark,
                         std::vector<std::string> &To) {
  To.push_back("'" + displayName(Callee) + "' is marked as " + Mark.str());
}

JudgedCall LineExplainer::describe(const ThreadCall &Call, const Ruling &R,
                                   const FunctionDecl &F) const {
  JudgedCall Result;
  Result.Line = Sources->getExpansionLineNumber(Call.At.Location);
  Result.Column = Sources->getExpansionColumnNumber(Call.At.Location);
  const FunctionDecl &Callee = *Call.At.Callee;
  Result.Callee = Call.blocksItself() ? Call.apiName() : displayName(Callee);
  Result.Function = spoken(F);
  Result.InCoroutine = isAsynchronousCoroutine(F, M);
  Result.Blocks = R.Why == Ruling::Blocks;
  Result.ByOthers = Call.Site.has_value();
  Result.IsElsewhere = isElsewhere(Callee, M);
  std::vector<std::string> &Because = Result.Because;
  if (Call.At.Within != &F)
    Because.push_back("it is in a lambda (" +
                      placeOf(Call.At.Within->getLocation()) +
                      ") that runs where " + spoken(F) +
                      " calls it, or hands "
                      "it to what calls it");
  if (Call.Marked)
    addAboutMark(Callee, "blocking", Because);
  else if (Call.Api)
    Because.push_back("the model has " + aboutEntry(*Call.Api));
  else if (Call.DrivesAwaitable)
    Because.push_back("it is called like a function that waits for an "
                      "awaitable, and gets one");
  switch (R.Why) {
  case Ruling::Blocks:
    break;
  case Ruling::Allowed:
    Because.push_back(spoken(F) + " is marked as allowed to block");
    break;
  case Ruling::Marked:
    addAboutMark(Callee, "non-blocking", Because);
    break;
  case Ruling::ListedHarmless:
    Because.push_back("the model lists it as non-blocking");
    break;
  case Ruling::Spared:
    Because.push_back("the model has " + aboutEntry(*R.Entry) +
                      (R.Unless ? ", but not if " + toString(*R.Unless)
                                : ", but not for these arguments or this "
                                  "object"));
    break;
  case Ruling::NothingToFollow:
    Because.push_back(Callee.hasBody() &&
                              !Sources->isInSystemHeader(Callee.getLocation())
                          ? "nothing in its body blocks"
                          : "neither the model nor a mark says that it blocks");
    break;
  case Ruling::Unreachable:
    Because.push_back("no path of the function leads there");
    break;
  case Ruling::Switched: {
    std::string Where = placeOfSwitch(Call.At);
    Because.push_back(
        Where.empty() ? spoken(F) + " runs on an executor where it may block"
                      : "on every path there, " + spoken(F) +
                            " has moved to an executor where it may block (" +
                            Where + ")");
    break;
  }
  case Ruling::ResultIsThere:
    Because.push_back("what it asks for is there on every path");
    break;
  case Ruling::EndsProcess:
    Because.push_back("every path from there ends the process");
    break;
  }
  return Result;
}

void LineExplainer::addAwaits(const FunctionDecl &F, LineAnswer &To) const {
  AwaitVisitor([&](const CoawaitExpr &E) {
    if (!isOnLine(E.getKeywordLoc()))
      return;
    std::optional<bool> OnPool = resumesWhereItMayBlock(*E.getOperand(), M);
    JudgedAwait A{Asked.Line,
                  Sources->getExpansionColumnNumber(E.getKeywordLoc()),
                  !OnPool   ? "it moves the coroutine to no other executor"
                  : *OnPool ? "after it, the coroutine runs where it may block"
                            : "after it, the coroutine runs where it may not "
                              "block"};
    To.Awaits.push_back(std::move(A));
  }).TraverseStmt(const_cast<Stmt *>(writtenBody(F)));
}

/// What nobody wrote as a call, and doesn't block by itself: not worth a word.
/// If it is a finding by what it calls, that says so.
static bool isNoise(const ThreadCall &Call) {
  const Evaluation &E = Call.At;
  return !Call.blocksItself() &&
         (E.OfKeyword || E.RangeFor || !E.Callee->getIdentifier());
}

LineAnswer LineExplainer::answer(FileGraph &Graph,
                                 function_ref<bool(StringRef Kind)> Counts) {
  LineAnswer Result;
  std::map<std::pair<unsigned, std::string>, JudgedCall> Calls;
  std::set<SourceLocation> Run; // The lambdas that run in what is around them.
  auto Judge = [&](const ThreadCall &Call, const Ruling &R,
                   const FunctionDecl &F) {
    if (!isOnLine(Call.At.Location) || isNoise(Call))
      return;
    JudgedCall Judged = describe(Call, R, F);
    if (Judged.Blocks && Call.Site && !Graph.reaches(*Call.Site)) {
      Judged.Blocks = false;
      Judged.Because.push_back("nothing that it calls blocks");
    } else if (Judged.Blocks && !Call.Site && !Call.isSyncWait() &&
               !Counts(Call.kind())) {
      Judged.Blocks = false;
      Judged.Because.push_back("blocking of the kind '" + Call.kind().str() +
                               "' is switched off (coro-blocking-call.Kinds)");
    }
    // What runs in a coroutine is said of the coroutine.
    auto [It, New] = Calls.try_emplace({Judged.Column, Judged.Callee}, Judged);
    if (!New && Judged.InCoroutine && !It->second.InCoroutine)
      It->second = std::move(Judged);
  };
  const FunctionDecl *Outer = nullptr;
  for (const FunctionDecl *F : Around) {
    FunctionAround About = describe(*F);
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (Outer && !About.IsCoroutine && Method &&
        Method->getParent()->isLambda())
      About.Is.push_back(Run.count(F->getLocation())
                             ? "it runs in " + spoken(*Outer)
                             : whereLambdaGoes(*F, *Outer));
    forEachJudgedCall(
        *F, M, Paths, /*OnAnyExecutor=*/false,
        [&](const Evaluation &E) { return Graph.siteOf(E); },
        [&](const ThreadCall &Call, const Ruling &R) {
          if (Call.At.Assumes.empty())
            Run.insert(Call.At.Within->getLocation());
          Judge(Call, R, *F);
        });
    addAwaits(*F, Result);
    Result.Around.push_back(std::move(About));
    Outer = F;
  }
  for (auto &[Where, Call] : Calls)
    Result.Calls.push_back(std::move(Call));
  return Result;
}

} // namespace corolint
