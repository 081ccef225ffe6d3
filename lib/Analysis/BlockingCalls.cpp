// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/BlockingCalls.h"
#include "Analysis/Conditions.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Descriptors.h"
#include "Analysis/Marks.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {

static StringRef rootOf(StringRef QualifiedName) {
  return QualifiedName.split("::").first;
}

/// The name that \p T was written with, if it is a typedef that its own library
/// gives it (`std::ifstream`), else the class's.
static std::string writtenName(QualType T, const CXXRecordDecl &Class) {
  T = T.getNonReferenceType();
  std::string Own = qualifiedName(Class);
  for (const auto *Alias = T->getAs<TypedefType>(); Alias;
       Alias = Alias->desugar()->getAs<TypedefType>()) {
    std::string Name = qualifiedName(*Alias->getDecl());
    if (rootOf(Name) == rootOf(Own) &&
        Alias->getDecl()->getDeclContext()->isNamespace())
      return Name;
  }
  return Own;
}

std::string BlockingCall::apiName() const {
  if (!Api)
    return displayName(*At.Callee);
  if (isa<CXXConstructorDecl>(At.Callee))
    return writtenName(At.Variable ? At.Variable->getType()
                                   : At.Call->getType(),
                       *cast<CXXMethodDecl>(At.Callee)->getParent());
  const CXXRecordDecl *Receiver = At.receiver();
  if (!Receiver || isa<CXXDestructorDecl>(At.Callee) ||
      !recordOrPattern(ignoreConversions(At.Object)->getType()))
    return Api->Name;
  // Api->Name is the model's class; the user wrote a typedef of it, or a class
  // of the same library that derives from it.
  std::string Written =
      writtenName(ignoreConversions(At.Object)->getType(), *Receiver);
  if (rootOf(Written) != rootOf(Api->Name))
    return Api->Name;
  return Written + "::" + StringRef(Api->Name).rsplit("::").second.str();
}

const CXXForRangeStmt *BlockingCall::rangeInitOf() const {
  for (size_t I = 0; I + 1 < At.Ancestors.size(); ++I)
    if (const auto *Loop = dyn_cast<CXXForRangeStmt>(At.Ancestors[I]))
      if (Loop->getRangeStmt() == At.Ancestors[I + 1])
        return Loop;
  return nullptr;
}

model::Kind BlockingCall::kind() const {
  return Api ? Api->Blocks : model::Kind::Wait;
}

namespace {
/// Whether a body waits for, gives away or lets go of a variable's work, so
/// that its destructor has nothing left to wait for.
class ReleaseFinder : public RecursiveASTVisitor<ReleaseFinder> {
public:
  explicit ReleaseFinder(const VarDecl &Var) : Var(Var) {}
  bool Found = false;

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method && Method->getIdentifier() &&
        names(Call->getImplicitObjectArgument()))
      Found |=
          is_contained({"join", "detach", "get", "wait"}, Method->getName()) ||
          Method->getName() == "share" || Method->getName() == "swap";
    return !Found;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
        (Callee->getName() == "move" || Callee->getName() == "swap"))
      Found |= any_of(Call->arguments(),
                      [&](const Expr *Arg) { return names(Arg); });
    return !Found;
  }
  bool VisitReturnStmt(ReturnStmt *S) {
    Found |= names(S->getRetValue());
    return !Found;
  }
  bool VisitCoreturnStmt(CoreturnStmt *S) {
    Found |= names(S->getOperand());
    return !Found;
  }

private:
  bool names(const Expr *E) const {
    E = ignoreConversions(E);
    if (const auto *Move = dyn_cast_or_null<CXXConstructExpr>(E);
        Move && Move->getNumArgs() == 1)
      E = ignoreConversions(Move->getArg(0));
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
    return Ref && Ref->getDecl() == &Var;
  }
  const VarDecl &Var;
};
} // namespace

/// The object that \p E destroys has nothing to wait for.
static bool destroysNothing(const Evaluation &E,
                            const model::BlockingApi &Api) {
  const Expr *From = E.Variable ? E.Variable->getInit() : E.Object;
  if (E.Variable) {
    ReleaseFinder Finder(*E.Variable);
    Finder.TraverseStmt(const_cast<Stmt *>(writtenBody(*E.Within)));
    if (Finder.Found)
      return true;
  }
  const Expr *Origin = From ? ignoreConversions(From) : nullptr;
  if (Api.WaitsOnResultOf.empty()) {
    // Default-constructed: no thread to join.
    const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Origin);
    return Construct && Construct->getNumArgs() == 0;
  }
  const auto *Call = dyn_cast_or_null<CallExpr>(Origin);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return !Callee || !is_contained(Api.WaitsOnResultOf, qualifiedName(*Callee));
}

static bool isExempt(const Evaluation &E, const model::BlockingApi &Api) {
  if (any_of(Api.Unless, [&](auto &C) { return holds(C, E); }))
    return true;
  if (isa<CXXDestructorDecl>(E.Callee))
    return destroysNothing(E, Api);
  if (Api.Descriptor && *Api.Descriptor < E.Args.size() &&
      isNonblockingDescriptor(E, E.Args[*Api.Descriptor]))
    return true;
  return Api.CLinkage && any_of(E.Args, [&](const Expr *Arg) {
           return isMemoryStream(E, Arg);
         });
}

/// The first parameters of \p F have these types; "_" is any.
static bool isOverload(const FunctionDecl &F, ArrayRef<std::string> Types) {
  return F.getNumParams() >= Types.size() &&
         all_of(enumerate(Types), [&](const auto &Type) {
           return Type.value() == "_" ||
                  Type.value() ==
                      typeName(F.getParamDecl(Type.index())->getType());
         });
}

static bool matches(const model::BlockingApi &Api, const Evaluation &E) {
  if (Api.CLinkage && !E.Callee->isExternC())
    return false;
  if (E.Args.size() < Api.MinArgs ||
      (Api.MaxArgs && E.Args.size() > *Api.MaxArgs))
    return false;
  if (!isOverload(*E.Callee, Api.Params))
    return false;
  auto Holds = [&](const model::Condition &C) { return holds(C, E); };
  return all_of(Api.When, Holds);
}

const model::BlockingApi *blockingApi(const Evaluation &E,
                                      const model::Model &M) {
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(E.Callee))
    if (Ctor->isCopyOrMoveConstructor())
      return nullptr;
  for (const std::string &Name : calleeNames(*E.Callee, E.receiver()))
    for (const model::BlockingApi *Api : M.blockingApis(Name))
      if (matches(*Api, E) && !isExempt(E, *Api))
        return Api;
  return nullptr;
}

/// \p E asks a future for what is known to be there.
static bool isReady(const Evaluation &E, const FlowState &Before) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(ignoreConversions(E.Object));
  return Ref && Before.Ready.contains(dyn_cast<VarDecl>(Ref->getDecl()));
}

void forEachBlockingCall(const FunctionDecl &F, const model::Model &M,
                         Flow &Paths,
                         function_ref<void(const BlockingCall &)> Visit) {
  if (allowsBlocking(F))
    return;
  // A range-for blocks once, whether in its range or in a step.
  SmallPtrSet<const CXXForRangeStmt *, 4> Loops;
  forEachEvaluation(F, M, [&](const Evaluation &E) {
    BlockingCall Call{E, nullptr};
    std::optional<BlockingMark> Mark = blockingMark(*E.Callee);
    if (Mark == BlockingMark::Nonblocking)
      return;
    if (!Mark && !(Call.Api = blockingApi(E, M)))
      return;
    const FlowState *Before = Paths.before(*E.Within, E.Call, E.Ancestors, M);
    if (!Before || Before->MayBlock || isReady(E, *Before))
      return;
    if (E.Within != &F) {
      // A lambda runs where the coroutine calls it.
      const FlowState *Around = Paths.before(F, nullptr, E.Ancestors, M);
      if (!Around || Around->MayBlock)
        return;
    }
    if (const CXXForRangeStmt *Loop = Call.rangeInitOf())
      Loops.insert(Loop);
    if (!E.RangeFor || Loops.insert(E.RangeFor).second)
      Visit(Call);
  });
}

} // namespace corolint
