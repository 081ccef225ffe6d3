// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/ReadyResults.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Names.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// What \p E, a step to an element or a move, starts from; null if it is none.
static const Expr *stepOrigin(const Expr &E) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E))
    return Construct->getNumArgs() == 1 ? Construct->getArg(0) : nullptr;
  if (const auto *Deref = dyn_cast<UnaryOperator>(&E))
    return Deref->getOpcode() == UO_Deref ? Deref->getSubExpr() : nullptr;
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(&E))
    return Subscript->getBase();
  const auto *Call = dyn_cast<CallExpr>(&E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return nullptr;
  if (is_contained({OO_Star, OO_Arrow, OO_Subscript},
                   Callee->getOverloadedOperator())) {
    // `p.operator->()`
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      return Member->getImplicitObjectArgument();
    return Call->getNumArgs() > 0 ? Call->getArg(0) : nullptr;
  }
  if (!isInStd(*Callee) || !Callee->getIdentifier())
    return nullptr;
  StringRef Name = Callee->getName();
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    return is_contained({"begin", "at", "front", "back", "value", "get_future"},
                        Name)
               ? Member->getImplicitObjectArgument()
               : nullptr;
  return Call->getNumArgs() > 0 && is_contained({"begin", "get", "move"}, Name)
             ? Call->getArg(0)
             : nullptr;
}

const Expr *wholeOf(const Expr *E) {
  E = ignoreConversions(E);
  while (const Expr *Origin = E ? stepOrigin(*E) : nullptr)
    E = ignoreConversions(Origin);
  return E;
}

bool givesReady(const Expr *Operand, const model::Model &M) {
  Operand = ignoreConversions(Operand);
  while (const auto *Cast = dyn_cast<ExplicitCastExpr>(Operand))
    Operand = ignoreConversions(Cast->getSubExpr());
  const FunctionDecl *F = nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(Operand))
    F = Call->getDirectCallee();
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Operand))
    F = Construct->getConstructor();
  return F && M.isOfFramework(enclosingNamespace(*F));
}

bool isReady(const Expr *Object, const FlowState &Before,
             const model::Model &M) {
  Object = wholeOf(Object);
  if (const auto *Await = dyn_cast_or_null<CoawaitExpr>(Object))
    return givesReady(Await->getOperand(), M);
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Object))
    return Before.Ready.contains(Ref->getDecl());
  // A member, or one of an object that was asked for it.
  const auto *Member = dyn_cast_or_null<MemberExpr>(Object);
  return Member && (Before.Ready.contains(Member->getMemberDecl()) ||
                    isReady(Member->getBase(), Before, M));
}

namespace {
/// Whether a body names a member.
class MemberFinder : public RecursiveASTVisitor<MemberFinder> {
public:
  explicit MemberFinder(const ValueDecl &Of) : Of(Of) {}
  bool Found = false;
  bool VisitMemberExpr(MemberExpr *E) {
    Found |= E->getMemberDecl() == &Of;
    return !Found;
  }

private:
  const ValueDecl &Of;
};
} // namespace

bool isWaitedForByAwaiter(const Evaluation &E) {
  const auto *Resume = dyn_cast<CXXMethodDecl>(E.Within);
  const auto *Object = dyn_cast_or_null<MemberExpr>(wholeOf(E.Object));
  if (!Resume || !Object || !Resume->getIdentifier() ||
      Resume->getName() != "await_resume" ||
      !isa<CXXThisExpr>(Object->getBase()->IgnoreParenImpCasts()))
    return false;
  MemberFinder Finder(*Object->getMemberDecl());
  for (const CXXMethodDecl *Method : Resume->getParent()->methods())
    if (Method->getIdentifier() &&
        is_contained({"await_ready", "await_suspend"}, Method->getName()))
      if (const FunctionDecl *Definition = Method->getDefinition())
        Finder.TraverseStmt(Definition->getBody());
  return Finder.Found;
}

} // namespace corolint
