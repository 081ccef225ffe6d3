// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/ObjectPath.h"
#include "Analysis/LockTypes.h"
#include "Analysis/Variables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/IgnoreExpr.h"
#include "clang/Basic/Builtins.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// What stands for `*this`, the function's result, and the mutex of a guard.
static const char ThisTag = 0, ResultTag = 0, MutexTag = 0;

ObjectPath ObjectPath::thisObject() { return {Base::This, &ThisTag}; }
ObjectPath ObjectPath::result() { return {Base::Result, &ResultTag}; }
ObjectPath ObjectPath::written(unsigned Hash) {
  return {Base::Written, reinterpret_cast<const void *>(uintptr_t(Hash))};
}

bool ObjectPath::isThis() const { return !empty() && Kind == Base::This; }
bool ObjectPath::isResult() const { return !empty() && Kind == Base::Result; }
bool ObjectPath::isTemporary() const {
  return !empty() && Kind == Base::Temporary;
}
bool ObjectPath::isWritten() const { return !empty() && Kind == Base::Written; }

const VarDecl *ObjectPath::variable() const {
  return empty() || Kind != Base::Variable
             ? nullptr
             : static_cast<const VarDecl *>(Parts.front());
}

ObjectPath ObjectPath::member(const IdentifierInfo *Name) const {
  ObjectPath Result = *this;
  // An anonymous union's members are its class's.
  if (Name)
    Result.Parts.push_back(Name);
  return Result;
}

ObjectPath ObjectPath::mutexOf() const {
  ObjectPath Result = *this;
  Result.Parts.push_back(&MutexTag);
  return Result;
}

bool ObjectPath::isWithin(const ObjectPath &Whole) const {
  return !Whole.empty() && Parts.size() >= Whole.Parts.size() &&
         equal(Whole.Parts, ArrayRef(Parts).take_front(Whole.Parts.size()));
}

ObjectPath ObjectPath::moved(const ObjectPath &From,
                             const ObjectPath &To) const {
  ObjectPath Result = To;
  size_t Known = From.empty() ? 1 : From.Parts.size();
  append_range(Result.Parts, ArrayRef(Parts).drop_front(Known));
  return Result;
}

std::string ObjectPath::name() const {
  std::string Name;
  if (const VarDecl *Var = variable())
    Name = Var->getName();
  for (const void *Part : drop_begin(Parts))
    if (Part != &MutexTag)
      Name += (Name.empty() ? "" : ".") +
              static_cast<const IdentifierInfo *>(Part)->getName().str();
  return Name;
}

/// \p Call gives back its argument as it is: `std::move`, `std::addressof`.
static bool isIdentity(const CallExpr &Call) {
  switch (Call.getBuiltinCallee()) {
  case Builtin::BImove:
  case Builtin::BIforward:
  case Builtin::BIas_const:
  case Builtin::BIaddressof:
  case Builtin::BI__addressof:
  case Builtin::BI__builtin_addressof:
    return Call.getNumArgs() == 1;
  default:
    return false;
  }
}

const Expr *objectExpression(const Expr *E) {
  auto IgnoreWhatNamesTheSame = [](Expr *E) -> Expr * {
    if (auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
      return Default->getExpr();
    if (auto *Op = dyn_cast<UnaryOperator>(E);
        Op && (Op->getOpcode() == UO_AddrOf || Op->getOpcode() == UO_Deref))
      return Op->getSubExpr();
    auto *Call = dyn_cast<CallExpr>(E);
    return Call && isIdentity(*Call) ? Call->getArg(0) : E;
  };
  return E ? IgnoreExprNodes(const_cast<Expr *>(E), IgnoreParensSingleStep,
                             IgnoreCastsSingleStep, IgnoreImplicitSingleStep,
                             IgnoreWhatNamesTheSame)
           : nullptr;
}

/// A hash of how \p E is written.
static unsigned hashOf(const Expr &E, const ASTContext &Context) {
  FoldingSetNodeID Id;
  E.Profile(Id, Context, /*Canonical=*/true);
  return Id.ComputeHash();
}

/// \p Init extends the lifetime of a temporary to that of the reference.
static bool extendsTemporary(const Expr *Init) {
  if (const auto *Full = dyn_cast<FullExpr>(Init))
    Init = Full->getSubExpr();
  const auto *Temporary =
      dyn_cast<MaterializeTemporaryExpr>(Init->IgnoreParenImpCasts());
  return Temporary && Temporary->getExtendingDecl();
}

static ObjectPath pathOfVariable(const VarDecl &Var, const ASTContext &Context,
                                 const model::Model &M) {
  ObjectPath Itself(Var);
  const Expr *Init = Var.getInit();
  bool Refers = Var.getType()->isReferenceType() ||
                (Var.getType()->isPointerType() && keepsInitialValue(Var));
  if (!Init || !Refers || isa<ParmVarDecl>(Var) || Var.isCXXForRangeDecl() ||
      extendsTemporary(Init))
    return Itself;
  ObjectPath Target = objectPath(Init, Context, M);
  bool IsKnown =
      Target.variable() || Target.isThis() || Var.getType()->isReferenceType();
  return IsKnown ? Target : Itself;
}

ObjectPath objectPath(const Expr *E, const ASTContext &Context,
                      const model::Model &M) {
  E = objectExpression(E);
  if (!E)
    return {};
  if (isa<CXXThisExpr>(E))
    return ObjectPath::thisObject();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      return pathOfVariable(*Var, Context, M);
    if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
      if (Binding->getBinding())
        return objectPath(Binding->getBinding(), Context, M);
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
      return ObjectPath(*Static);
    return objectPath(Member->getBase(), Context, M)
        .member(Member->getMemberDecl()->getIdentifier());
  }
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E)) {
    ObjectPath Object = Member->isImplicitAccess()
                            ? ObjectPath::thisObject()
                            : objectPath(Member->getBase(), Context, M);
    return Object.member(Member->getMember().getAsIdentifierInfo());
  }
  if (const auto *Call = dyn_cast<CallExpr>(E))
    if (std::optional<LockCall> Locks = lockCall(*Call, M);
        Locks && Locks->Object) {
      if (Locks->Act == model::LockAct::Access)
        return objectPath(Locks->Object, Context, M);
      if (Locks->Act == model::LockAct::Mutex ||
          Locks->Act == model::LockAct::Release)
        return objectPath(Locks->Object, Context, M).mutexOf();
    }
  if (E->isPRValue() && !E->getType().isNull() && E->getType()->isRecordType())
    return ObjectPath(*E);
  return ObjectPath::written(hashOf(*E, Context));
}

} // namespace corolint
