// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/ContextSwitch.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Evaluation.h"
#include "Analysis/InlineCallables.h"
#include "Analysis/Marks.h"
#include "Analysis/Names.h"
#include "Analysis/Variables.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// The class of \p T, through a smart pointer or a plain one.
static const CXXRecordDecl *pointee(QualType T) {
  T = T.getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *R = recordOrPattern(T);
  if (const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(R))
    if (is_contained({"std::shared_ptr", "std::unique_ptr"}, qualifiedName(*R)))
      return pointee(Spec->getTemplateArgs().get(0).getAsType());
  return R;
}

/// \p T is an executor on which blocking is allowed, or made of one: the
/// executor type of a pool, a strand around it.
static bool isBlockingExecutor(QualType T, const model::Model &M) {
  const CXXRecordDecl *R = pointee(T);
  if (!R)
    return false;
  if (M.isBlockingExecutor(qualifiedName(*R)))
    return true;
  // thread_pool::basic_executor_type and other nested classes.
  if (const auto *Outer = dyn_cast<CXXRecordDecl>(R->getDeclContext()))
    if (M.isBlockingExecutor(qualifiedName(*Outer)))
      return true;
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
  return Spec && any_of(Spec->getTemplateArgs().asArray(),
                        [&](const TemplateArgument &Arg) {
                          return Arg.getKind() == TemplateArgument::Type &&
                                 isBlockingExecutor(Arg.getAsType(), M);
                        });
}

/// The same for the object that \p E names or points to, as it was declared.
static bool isBlockingExecutor(const Expr &E, const model::Model &M) {
  const Expr *Written = ignoreConversions(&E);
  if (const auto *Address = dyn_cast<UnaryOperator>(Written);
      Address && Address->getOpcode() == UO_AddrOf)
    Written = ignoreConversions(Address->getSubExpr());
  // A smart pointer to a base made of one to a derived class.
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Written);
      Construct && Construct->getNumArgs() == 1)
    Written = ignoreConversions(Construct->getArg(0));
  return isBlockingExecutor(E.getType(), M) ||
         isBlockingExecutor(Written->getType(), M);
}

/// The executor that a completion token of type \p T binds a handler to, itself
/// or through a token that it adapts (`as_tuple(bind_executor(…))`); else null.
static QualType boundExecutor(QualType T, const model::Model &M) {
  const auto *R =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOrPattern(T));
  if (!R)
    return {};
  ArrayRef<TemplateArgument> Args = R->getTemplateArgs().asArray();
  if (M.has(model::Role::ExecutorBinder, qualifiedName(*R)))
    return Args.back().getKind() == TemplateArgument::Type
               ? Args.back().getAsType()
               : QualType();
  for (const TemplateArgument &Arg : Args)
    if (Arg.getKind() == TemplateArgument::Type)
      if (QualType Found = boundExecutor(Arg.getAsType(), M); !Found.isNull())
        return Found;
  return {};
}

/// What \p Call names: a function, or an object that is called like one.
static const NamedDecl *calledName(const CallExpr &Call) {
  const auto *Ref =
      isa<CXXOperatorCallExpr>(Call)
          ? dyn_cast<DeclRefExpr>(ignoreConversions(Call.getArg(0)))
          : nullptr;
  return Ref ? Ref->getDecl() : Call.getDirectCallee();
}

std::optional<bool> resumesWhereItMayBlock(const Expr &Operand,
                                           const model::Model &M) {
  const Expr *Awaited = ignoreConversions(&Operand);
  // `auto switching = pool.schedule(); co_await std::move(switching);`
  if (const auto *Move = dyn_cast<CallExpr>(Awaited);
      Move && Move->isCallToStdMove())
    Awaited = ignoreConversions(Move->getArg(0));
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Awaited))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->isLocalVarDecl() && initializer(*Var))
      Awaited = ignoreConversions(initializer(*Var));
  const auto *Call = dyn_cast<CallExpr>(Awaited);
  // `co_await pool`; one of connections gives one.
  if (!Call && isBlockingExecutor(*Awaited, M))
    if (QualType Result = awaitResultType(Awaited->getType());
        !Result.isNull() && Result->isVoidType())
      return true;
  const NamedDecl *Callee = Call ? calledName(*Call) : nullptr;
  if (!Callee || !Callee->getIdentifier())
    return std::nullopt;

  const auto *F = dyn_cast<FunctionDecl>(Callee);
  bool Marked = F && isMarkedContextSwitch(*F);
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    Object = Member->getImplicitObjectArgument();
  if (Marked || M.has(model::Role::ContextSwitch, qualifiedName(*Callee)) ||
      M.has(model::Role::ContextSwitch, Callee->getName())) {
    bool OnPool = (Marked && allowsBlocking(*F)) ||
                  (Object && isBlockingExecutor(*Object, M));
    for (const Expr *Arg : Call->arguments())
      OnPool |= isBlockingExecutor(*Arg, M);
    return OnPool;
  }

  // An asynchronous operation completes on its handler's executor: the bound
  // one, else the coroutine's own.
  for (const Expr *Arg : Call->arguments()) {
    const Expr *Token = ignoreConversions(Arg);
    if (QualType Executor = boundExecutor(Token->getType(), M);
        !Executor.isNull())
      return isBlockingExecutor(Executor, M);
    const CXXRecordDecl *R = recordOrPattern(Token->getType());
    if (R && M.has(model::Role::CompletionToken, qualifiedName(*R)))
      return false;
  }
  if (Callee->getName().starts_with("async_"))
    return false;
  return std::nullopt;
}

bool startsOnGivenExecutor(const FunctionDecl &F, const model::Model &M) {
  return any_of(F.parameters(), [&](const ParmVarDecl *Parameter) {
    const CXXRecordDecl *R = recordOrPattern(Parameter->getType());
    return R && M.has(model::Role::ExecutorTag, qualifiedName(*R));
  });
}

namespace {
class PoolStartFinder : public RecursiveASTVisitor<PoolStartFinder> {
public:
  using Visitor = function_ref<void(const FunctionDecl &)>;
  PoolStartFinder(const model::Model &M,
                  DenseMap<const FunctionDecl *, bool> &Sinks, Visitor Lambda,
                  Visitor Started, Visitor Named)
      : M(M), Sinks(Sinks), Lambda(Lambda), Started(Started), Named(Named) {}

  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !isSink(*Callee))
      return true;
    if (none_of(Call->arguments(),
                [&](const Expr *Arg) { return isBlockingExecutor(*Arg, M); }))
      return true;
    for (const Expr *Arg : Call->arguments())
      startedByArgument(*Arg);
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()))
      Named(*F);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Member) {
    if (const auto *F = dyn_cast<FunctionDecl>(Member->getMemberDecl()))
      Named(*F);
    return true;
  }

private:
  bool isSink(const FunctionDecl &F) {
    auto [Known, New] = Sinks.try_emplace(&F, false);
    if (New)
      Known->second = M.has(model::Role::OffloadSink, qualifiedName(F),
                            enclosingNamespace(F));
    return Known->second;
  }

  void startedByArgument(const Expr &Arg) {
    if (const CXXMethodDecl *Operator = calledLambda(&Arg))
      return Lambda(*Operator);
    // The coroutine is made here and runs there.
    const auto *Made = dyn_cast<CallExpr>(ignoreConversions(&Arg));
    const FunctionDecl *Coroutine = Made ? Made->getDirectCallee() : nullptr;
    if (!Coroutine)
      return;
    if (isa<CXXOperatorCallExpr>(Made))
      if (const CXXMethodDecl *Operator = calledLambda(Made->getArg(0)))
        return Lambda(*Operator);
    Started(*Coroutine);
  }

  const model::Model &M;
  DenseMap<const FunctionDecl *, bool> &Sinks;
  Visitor Lambda, Started, Named;
};
} // namespace

void PoolStarts::addBody(const FunctionDecl &F, const model::Model &M,
                         function_ref<void(const FunctionDecl &)> Lambda) {
  auto OnPool = [&](const FunctionDecl &Started) {
    ++Functions[Started.getCanonicalDecl()].OnPools;
  };
  auto Name = [&](const FunctionDecl &Named) {
    ++Functions[Named.getCanonicalDecl()].Named;
  };
  PoolStartFinder(M, Sinks, Lambda, OnPool, Name)
      .TraverseStmt(const_cast<Stmt *>(writtenBody(F)));
}

} // namespace corolint
