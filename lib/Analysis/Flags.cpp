// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Flags.h"
#include "Analysis/ConstantInteger.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Variables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Follows what a body assigns to a local variable, down to some place.
class FlagsFinder : public RecursiveASTVisitor<FlagsFinder> {
public:
  FlagsFinder(const VarDecl &Var, SourceLocation Place, ArrayRef<int64_t> Flags,
              const ASTContext &Context)
      : Var(Var), Place(Place), Flags(Flags), Context(Context) {}
  bool Has = false;

  bool VisitVarDecl(VarDecl *D) {
    if (D == &Var && D->getInit() && comesBefore(*D->getInit()))
      Has = hasFlag(D->getInit(), Flags, Context);
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Op) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Op->getLHS()->IgnoreParens());
    if (!Op->isAssignmentOp() || !Ref || Ref->getDecl() != &Var ||
        !comesBefore(*Op))
      return true;
    bool Keeps = Op->getOpcode() == BO_OrAssign;
    bool Gives = (Keeps || Op->getOpcode() == BO_Assign) &&
                 hasFlag(Op->getRHS(), Flags, Context);
    Has = Gives || (Keeps && Has);
    return true;
  }

private:
  bool comesBefore(const Expr &E) const {
    return Context.getSourceManager().isBeforeInTranslationUnit(E.getEndLoc(),
                                                                Place);
  }

  const VarDecl &Var;
  SourceLocation Place;
  ArrayRef<int64_t> Flags;
  const ASTContext &Context;
};

/// \p E names a local variable that has one of \p Flags there.
bool hasFlagByNow(const Expr *E, ArrayRef<int64_t> Flags,
                  const ASTContext &Context) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const auto *Around =
      Var && Var->hasLocalStorage() && Var->getType()->isIntegralType(Context)
          ? dyn_cast<FunctionDecl>(Var->getDeclContext())
          : nullptr;
  if (!Around || !Around->getBody())
    return false;
  FlagsFinder Finder(*Var, E->getBeginLoc(), Flags, Context);
  Finder.TraverseStmt(Around->getBody());
  return Finder.Has;
}

} // namespace

bool hasFlag(const Expr *E, ArrayRef<int64_t> Flags,
             const ASTContext &Context) {
  E = ignoreConversions(E);
  if (!E)
    return false;
  if (std::optional<int64_t> Value = constantInteger(E, Context))
    return any_of(Flags, [&](int64_t Flag) {
      return Flag != 0 && (*Value & Flag) == Flag;
    });
  // A class of flags such as QFlags: made of one, or of several with `|`.
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() == 1)
    return hasFlag(Construct->getArg(0), Flags, Context);
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E))
    return Op->getOperator() == OO_Pipe &&
           any_of(Op->arguments(), [&](const Expr *Arg) {
             return hasFlag(Arg, Flags, Context);
           });
  if (const auto *Op = dyn_cast<BinaryOperator>(E))
    return Op->getOpcode() == BO_Or && (hasFlag(Op->getLHS(), Flags, Context) ||
                                        hasFlag(Op->getRHS(), Flags, Context));
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return hasFlag(Choice->getTrueExpr(), Flags, Context) &&
           hasFlag(Choice->getFalseExpr(), Flags, Context);
  if (const Expr *Value = keptValue(E))
    return hasFlag(Value, Flags, Context);
  return hasFlagByNow(E, Flags, Context);
}

} // namespace corolint
