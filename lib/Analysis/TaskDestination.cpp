// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/TaskDestination.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Names.h"
#include "Analysis/Statements.h"
#include "Analysis/SyncWaits.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {

static bool anyHolds(ArrayRef<TemplateArgument> Args, const model::Model &M,
                     unsigned Depth);

static bool holds(QualType T, const model::Model &M, unsigned Depth) {
  if (T.isNull() || Depth > 5)
    return false;
  T = T.getNonReferenceType();
  if (T->isArrayType())
    return holds(QualType(T->getBaseElementTypeUnsafe(), 0), M, Depth + 1);
  if (isLazyCoroutineType(T, M))
    return true;
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R)
    return false;
  // A task that another was made into: bound to an executor, say.
  if (M.mayNameClass(R->getName()))
    if (const model::TaskType *Task = M.taskType(qualifiedName(*R));
        Task && Task->Lazy)
      return true;
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
      Spec && anyHolds(Spec->getTemplateArgs().asArray(), M, Depth))
    return true;
  return !isInStd(*R) && R->hasDefinition() &&
         any_of(R->fields(), [&](const FieldDecl *Field) {
           return holds(Field->getType(), M, Depth + 1);
         });
}

static bool anyHolds(ArrayRef<TemplateArgument> Args, const model::Model &M,
                     unsigned Depth) {
  return any_of(Args, [&](const TemplateArgument &Arg) {
    if (Arg.getKind() == TemplateArgument::Pack)
      return anyHolds(Arg.getPackAsArray(), M, Depth);
    return Arg.getKind() == TemplateArgument::Type &&
           holds(Arg.getAsType(), M, Depth + 1);
  });
}

bool holdsTask(QualType T, const model::Model &M) { return holds(T, M, 0); }

/// The variable of a function object in a namespace that \p Call calls.
static const VarDecl *calledObject(const CallExpr &Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (!Operator || Operator->getOperator() != OO_Call)
    return nullptr;
  const auto *Ref =
      dyn_cast<DeclRefExpr>(ignoreConversions(Operator->getArg(0)));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasGlobalStorage() ? Var : nullptr;
}

/// \p Call is given a task, as an argument or as its object.
static bool takesTask(const CallExpr &Call, const model::Model &M) {
  auto IsTask = [&](const Expr *E) { return holdsTask(E->getType(), M); };
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  return any_of(Call.arguments(), IsTask) ||
         (Member && IsTask(Member->getImplicitObjectArgument()));
}

Listed listedAs(model::Role R, const CallExpr &Call, const model::Model &M) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const VarDecl *Object = calledObject(Call);
  if (!Callee || isInStd(*Callee))
    return Listed::No;
  const CXXRecordDecl *Receiver = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    Receiver = recordOrPattern(
        ignoreConversions(Member->getImplicitObjectArgument())->getType());
  auto Names = calleeNames(*Callee, Receiver);
  if (Object)
    Names.push_back(qualifiedName(*Object));
  if (any_of(Names, [&](StringRef Name) {
        return Name.contains("::") && M.has(R, Name);
      }))
    return Listed::Qualified;
  const auto &Called =
      Object ? *Object : static_cast<const NamedDecl &>(*Callee);
  return Called.getIdentifier() && M.has(R, Called.getName()) ? Listed::Plain
                                                              : Listed::No;
}

bool isListed(model::Role R, const CallExpr &Call, const model::Model &M) {
  Listed As = listedAs(R, Call, M);
  return As == Listed::Qualified || (As == Listed::Plain && takesTask(Call, M));
}

namespace {

/// The way of a task out of its full expression.
class Way {
public:
  Way(const Expr &E, ArrayRef<const Stmt *> Ancestors, const model::Model &M)
      : Child(&E), Ancestors(Ancestors), M(M) {}

  TaskDestination follow() {
    if (isDriven())
      return {TaskDestination::Driven};
    TaskDestination End = walk();
    if (Starter)
      return {TaskDestination::Spawned, nullptr, Starter};
    return End;
  }

private:
  /// Something around it in the full expression awaits, or waits.
  bool isDriven() const {
    const Stmt *Inner = Child;
    for (const Stmt *Parent : reverse(Ancestors)) {
      if (!isa<Expr>(Parent))
        return false;
      if (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(Parent))
        return true;
      if (const auto *Call = dyn_cast<CallExpr>(Parent))
        if (waitsForEnd(*Call, Inner))
          return true;
      Inner = Parent;
    }
    return false;
  }

  bool waitsForEnd(const CallExpr &Call, const Stmt *Inner) const {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return false;
    if (isa<CXXMemberCallExpr>(Call) && Inner == Call.getCallee() &&
        asksForResult(*Callee))
      return true;
    auto Waits = [&](const NamedDecl &D) {
      return hasSyncWaitName(D) || any_of(M.blockingApis(qualifiedName(D)),
                                          [](const model::BlockingApi *Api) {
                                            return Api->SyncWait;
                                          });
    };
    const VarDecl *Object = calledObject(Call);
    return Waits(*Callee) || (Object && Waits(*Object));
  }

  TaskDestination walk() {
    for (const Stmt *Parent : reverse(Ancestors)) {
      if (isValueLost(*Parent, Child))
        return {TaskDestination::Dropped};
      if (isa<ReturnStmt, CoreturnStmt>(Parent))
        return {TaskDestination::Returned};
      if (const auto *Declaration = dyn_cast<DeclStmt>(Parent))
        return declared(*Declaration);
      const auto *E = dyn_cast<Expr>(Parent);
      if (!E)
        return {};
      if (std::optional<TaskDestination> End = step(*E))
        return *End;
      Child = E;
    }
    return {TaskDestination::Kept};
  }

  TaskDestination declared(const DeclStmt &S) const {
    for (const Decl *D : S.decls())
      if (const auto *Var = dyn_cast<VarDecl>(D);
          Var && Var->getInit() == Child)
        return {TaskDestination::Kept, Var};
    return {};
  }

  /// Where it ends in \p Parent, or nullopt if Parent's value has it in turn.
  std::optional<TaskDestination> step(const Expr &Parent) {
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(&Parent))
      return Child == Choice->getCond() ? std::optional(TaskDestination{})
                                        : std::nullopt;
    if (const auto *Operator = dyn_cast<BinaryOperator>(&Parent)) {
      bool IsLeft = Child == Operator->getLHS();
      if (Operator->getOpcode() == BO_Comma)
        return IsLeft ? std::optional(TaskDestination{TaskDestination::Dropped})
                      : std::nullopt;
      if (Operator->getOpcode() == BO_Assign && !IsLeft)
        return TaskDestination{TaskDestination::Kept,
                               variable(Operator->getLHS())};
      return TaskDestination{};
    }
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(&Parent);
        Cast && Cast->getType()->isVoidType())
      return TaskDestination{TaskDestination::Dropped};
    if (isa<CXXNewExpr>(Parent))
      return TaskDestination{TaskDestination::Kept};
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Parent))
      return holdsTask(Construct->getType(), M)
                 ? std::nullopt
                 : std::optional(TaskDestination{});
    if (const auto *Call = dyn_cast<CallExpr>(&Parent))
      return called(*Call);
    if (isa<CastExpr, ParenExpr, FullExpr, MaterializeTemporaryExpr,
            CXXBindTemporaryExpr, InitListExpr, CXXStdInitializerListExpr,
            CXXParenListInitExpr, CXXDefaultInitExpr, LambdaExpr, MemberExpr>(
            Parent))
      return std::nullopt;
    return TaskDestination{};
  }

  std::optional<TaskDestination> called(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return holdsTask(Call.getType(), M) ? std::nullopt
                                          : std::optional(TaskDestination{});
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
        Operator && Operator->isAssignmentOp() && Operator->getNumArgs() == 2)
      return assigned(*Operator);
    // What an eager coroutine that takes the task awaits, this full expression
    // doesn't.
    if (isListed(model::Role::Spawn, Call, M) ||
        startOfCoroutineType(Call.getType(), M) == Start::Eager) {
      Starter = Callee;
      return std::nullopt;
    }
    if (isListed(model::Role::Combinator, Call, M))
      return std::nullopt;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
        Member && Child != Member->getCallee() && puts(*Callee))
      return TaskDestination{TaskDestination::Kept,
                             variable(Member->getImplicitObjectArgument())};
    return holdsTask(Call.getType(), M) || Starter
               ? std::nullopt
               : std::optional(TaskDestination{});
  }

  TaskDestination assigned(const CXXOperatorCallExpr &Assign) const {
    if (Child == Assign.getArg(0))
      return {};
    const VarDecl *Var = variable(Assign.getArg(0));
    if (Var && Var->isInStdNamespace() && Var->getName() == "ignore")
      return {TaskDestination::Dropped};
    return {TaskDestination::Kept, Var};
  }

  /// A member function that keeps its argument in its object.
  static bool puts(const FunctionDecl &Callee) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    if (!Method || Method->isConst() || !Method->getIdentifier())
      return false;
    return isInStd(*Method) ||
           is_contained({"push_back", "emplace_back", "push_front",
                         "emplace_front", "insert", "emplace", "push", "add",
                         "append", "put"},
                        Method->getName());
  }

  static const VarDecl *variable(const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(ignoreConversions(E));
    return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  }

  const Stmt *Child;
  ArrayRef<const Stmt *> Ancestors;
  const model::Model &M;
  const FunctionDecl *Starter = nullptr;
};

} // namespace

TaskDestination destinationOf(const Expr &E, ArrayRef<const Stmt *> Ancestors,
                              const model::Model &M) {
  return Way(E, Ancestors, M).follow();
}

} // namespace corolint
