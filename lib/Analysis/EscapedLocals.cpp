// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/EscapedLocals.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Evaluation.h"
#include "Analysis/InlineCallables.h"
#include "Analysis/LazyCalls.h"
#include "Analysis/Names.h"
#include "Analysis/TaskDestination.h"
#include "Analysis/Variables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Finds what somebody keeps a reference to, in one function and, \p Depth
/// calls deep, in those whose bodies are in sight.
class Finder {
public:
  Finder(const FunctionDecl &F, const model::Model &M,
         function_ref<void(const Referent &, SourceLocation)> Visit,
         unsigned Depth = 3)
      : F(F), M(M), Visit(Visit), Depth(Depth) {}

  void run() {
    forEachExpression(F, [&](const Expr &E, ArrayRef<const Stmt *> Around) {
      Start = startOfLoop(E, Around);
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E))
        constructed(*Construct, Around);
      else if (const auto *Assignment = dyn_cast<BinaryOperator>(&E))
        assigned(*Assignment);
      else if (const auto *Call = dyn_cast<CallExpr>(&E))
        called(*Call, Around);
    });
  }

private:
  void called(const CallExpr &Call, ArrayRef<const Stmt *> Around) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee || Call.isCallToStdMove())
      return;
    TaskDestination Goes = destinationOf(Call, Around, M);
    if (Goes.Where == TaskDestination::Driven)
      return;
    if (startOfCoroutineType(Call.getType(), M) != corolint::Start::Unknown) {
      if (Goes.Where != TaskDestination::Dropped)
        started(Call);
      return;
    }
    const Expr *Object = nullptr;
    ArrayRef<const Expr *> Args(Call.getArgs(), Call.getNumArgs());
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
      Object = Member->getImplicitObjectArgument();
    } else if (isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee)) {
      Object = Args.front();
      Args = Args.drop_front();
    }
    if (Callee->getIdentifier() && Callee->getName().starts_with("async_"))
      return named(Call);
    keptBy(*Callee, Object, Args);
    bool Keeps = isOffloadSink(*Callee, M) ||
                 (Object && keepsArguments(*Callee, *Object));
    for (auto [I, Arg] : enumerate(Args))
      if (Keeps || isKeptCallable(targetOf(*Callee, &Call, Object), I, *Arg))
        escape(*Arg);
  }

  /// The operation that \p Call starts goes on with what its arguments name: a
  /// buffer's memory, an object to fill.
  void named(const CallExpr &Call) {
    for (const Expr *Arg : Call.arguments()) {
      escape(*Arg);
      forEachName(*Arg, [&](const VarDecl &Var) {
        if (Var.getType()->isRecordType() || Var.getType()->isArrayType())
          found({Referent::Local, Arg, &Var});
      });
    }
  }

  /// Calls \p Visit for each local object that \p S names, but for bodies of
  /// lambdas.
  static void forEachName(const Stmt &S,
                          function_ref<void(const VarDecl &)> Visit) {
    if (const auto *E = dyn_cast<Expr>(&S))
      if (const VarDecl *Var = local(*E))
        return Visit(*Var);
    if (!isa<LambdaExpr>(S))
      for (const Stmt *Child : S.children())
        if (Child)
          forEachName(*Child, Visit);
  }

  /// A thread, or whatever else runs what it is constructed with elsewhere; and
  /// an object that registers itself.
  void constructed(const CXXConstructExpr &E, ArrayRef<const Stmt *> Around) {
    if (isOffloadSink(*E.getConstructor(), M))
      for (const Expr *Arg : E.arguments())
        escape(*Arg);
    if (keptBy(*E.getConstructor(), nullptr, {E.getArgs(), E.getNumArgs()}))
      if (const VarDecl *Var = variableOf(E, Around))
        found({Referent::Local, &E, Var});
  }

  /// The variable that \p E makes, or null.
  static const VarDecl *variableOf(const CXXConstructExpr &E,
                                   ArrayRef<const Stmt *> Around) {
    for (const Stmt *S : reverse(Around))
      if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
        for (const Decl *D : Declaration->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D);
              Var && Var->getInit() && Var->getInit()->IgnoreImplicit() == &E)
            return Var;
        break;
      }
    return nullptr;
  }

  /// What \p Callee can be seen to keep of its object and arguments has got
  /// away. True if that is its object, be it known or not.
  bool keptBy(const FunctionDecl &Callee, const Expr *Object,
              ArrayRef<const Expr *> Args) {
    const FunctionDecl *Definition = Callee.getDefinition();
    if (Depth == 0 || !Definition || !Definition->hasBody() ||
        isInStd(Callee) || coroutineBody(*Definition))
      return false;
    // What a local of ours keeps stays here.
    bool IntoLocal =
        isa<CXXConstructorDecl>(Callee) || (Object && local(*Object));
    bool KeepsItself = false;
    auto Kept = [&](const Referent &R, SourceLocation) {
      KeepsItself |= R.What == Referent::This;
      if (R.What == Referent::This && Object)
        gotAway(*Object);
      if (R.What != Referent::Parameter || IntoLocal)
        return;
      unsigned Position =
          cast<ParmVarDecl>(R.Variable)->getFunctionScopeIndex();
      if (Position < Args.size())
        isReferring(R.Variable->getType()) ? gotAway(*Args[Position])
                                           : escape(*Args[Position]);
    };
    Finder(*Definition, M, Kept, Depth - 1).run();
    return KeepsItself;
  }

  static bool isReferring(QualType T) {
    return T->isReferenceType() || T->isPointerType();
  }

  void gotAway(const Expr &E) {
    forEachReferent(E, F, [&](const Referent &R) { found(R); });
  }

  /// The coroutine that \p Call makes goes on by itself.
  void started(const CallExpr &Call) {
    forEachKept(Call, F, M, [&](const Referent &R) { found(R); });
    if (const auto *Lambda = dyn_cast<CXXOperatorCallExpr>(&Call))
      escape(*Lambda->getArg(0));
  }

  /// `pointer_ = &x`, where that is no local.
  void assigned(const BinaryOperator &E) {
    if (E.isAssignmentOp() && E.getType()->isPointerType() &&
        !local(*E.getLHS()))
      escape(*E.getRHS());
  }

  /// \p Object, no local of the function, gets the arguments of \p Callee to
  /// keep: an element, or a pointer that nothing comes back for.
  bool keepsArguments(const FunctionDecl &Callee, const Expr &Object) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    if (!Method || Method->isConst() || local(Object))
      return false;
    if (Callee.getOverloadedOperator() == OO_Equal)
      return true;
    if (!isInStd(Callee))
      return Callee.getReturnType()->isVoidType();
    return Callee.getIdentifier() &&
           is_contained({"push_back", "push_front", "push", "insert", "emplace",
                         "emplace_back", "emplace_front", "try_emplace",
                         "insert_or_assign"},
                        Callee.getName());
  }

  /// \p Arg is a callable that \p Callee doesn't call before it returns.
  bool isKeptCallable(CallTarget Callee, unsigned Position,
                      const Expr &Arg) const {
    return calledLambda(&Arg) &&
           callsArgument(Callee, Position, M) != RunsArgument::Yes;
  }

  /// The local object that \p E names, or null.
  static const VarDecl *local(const Expr &E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(ignoreConversions(&E));
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType()
               ? Var
               : nullptr;
  }

  /// Where \p E begins, or the outermost loop around it.
  static SourceLocation startOfLoop(const Expr &E,
                                    ArrayRef<const Stmt *> Around) {
    for (const Stmt *S : Around)
      if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
        return S->getBeginLoc();
    return E.getBeginLoc();
  }

  /// Somebody keeps the value of \p E. What an lvalue has is copied, but for
  /// the pointer or lambda that it was made with; a reference to it is its
  /// callee's matter.
  void escape(const Expr &E) {
    const Expr *Value = ignoreConversions(&E);
    if (const auto *Call = dyn_cast<CallExpr>(Value);
        Call && isBinding(*Call)) {
      for (const Expr *Bound : Call->arguments())
        escape(*Bound);
      return;
    }
    if (const auto *Copy = dyn_cast<CXXConstructExpr>(Value);
        Copy && Copy->getConstructor()->isCopyOrMoveConstructor())
      return escape(*Copy->getArg(0));
    const VarDecl *Var = local(*Value);
    if (Var && isa<ParmVarDecl>(Var) && Var->getDeclContext() == &F)
      return found({Referent::Parameter, Value, Var});
    if (Var)
      // A callable keeps what it captured, moved or not.
      Value = isCallable(Var->getType()) ? initializer(*Var) : keptValue(Value);
    else if (!Value->isPRValue())
      return;
    if (Value)
      gotAway(*Value);
  }

  /// \p Call gives what its arguments have: `std::bind`, `std::move`.
  static bool isBinding(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    return Callee && isInStd(*Callee) && Callee->getIdentifier() &&
           is_contained({"bind", "bind_front", "bind_back", "move", "forward"},
                        Callee->getName());
  }

  void found(const Referent &R) {
    if (!R.Variable || !isForThreads(R.Variable->getType()))
      Visit(R, Start);
  }

  /// Any number of threads may use a \p T at a time.
  static bool isForThreads(QualType T) {
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    return R && isInStd(*R) &&
           is_contained({"mutex", "recursive_mutex", "timed_mutex",
                         "recursive_timed_mutex", "shared_mutex",
                         "shared_timed_mutex", "condition_variable",
                         "condition_variable_any", "atomic", "atomic_flag",
                         "latch", "barrier", "counting_semaphore", "promise",
                         "stop_source", "stop_token"},
                        R->getName());
  }

  const FunctionDecl &F;
  const model::Model &M;
  function_ref<void(const Referent &, SourceLocation)> Visit;
  unsigned Depth;
  /// Where what is looked at begins to be reached.
  SourceLocation Start;
};

} // namespace

bool EscapedLocals::contains(const VarDecl &Var, SourceLocation At) {
  const SourceManager &SM = F.getASTContext().getSourceManager();
  if (!From) {
    From.emplace();
    auto Add = [&](const Referent &Escaped, SourceLocation Start) {
      if (Escaped.What != Referent::Local)
        return;
      SourceLocation &First = (*From)[Escaped.Variable];
      if (First.isInvalid() || SM.isBeforeInTranslationUnit(Start, First))
        First = Start;
    };
    Finder(F, M, Add).run();
  }
  auto Found = From->find(&Var);
  return Found != From->end() &&
         SM.isBeforeInTranslationUnit(Found->second, At);
}

} // namespace corolint
