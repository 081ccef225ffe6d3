// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Statements.h"
#include "Analysis/Coroutine.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {

bool isValueLost(const Stmt &Parent, const Stmt *Child) {
  if (!isa_and_nonnull<Expr>(Child))
    return false;
  if (const auto *If = dyn_cast<IfStmt>(&Parent))
    return Child == If->getThen() || Child == If->getElse() ||
           Child == If->getInit();
  if (const auto *For = dyn_cast<ForStmt>(&Parent))
    return Child == For->getBody() || Child == For->getInc() ||
           Child == For->getInit();
  if (const auto *Loop = dyn_cast<WhileStmt>(&Parent))
    return Child == Loop->getBody();
  if (const auto *Loop = dyn_cast<DoStmt>(&Parent))
    return Child == Loop->getBody();
  if (const auto *Loop = dyn_cast<CXXForRangeStmt>(&Parent))
    return Child == Loop->getBody() || Child == Loop->getInit();
  if (const auto *Switch = dyn_cast<SwitchStmt>(&Parent))
    return Child == Switch->getBody() || Child == Switch->getInit();
  if (const auto *Case = dyn_cast<SwitchCase>(&Parent))
    return Child == Case->getSubStmt();
  return isa<CompoundStmt, LabelStmt, AttributedStmt>(Parent);
}

bool isValueLost(const Stmt *E, ArrayRef<const Stmt *> Ancestors) {
  for (const Stmt *Parent : reverse(Ancestors)) {
    if (!isa<ExprWithCleanups, ParenExpr, ConstantExpr, ImplicitCastExpr,
             MaterializeTemporaryExpr, CXXBindTemporaryExpr>(Parent))
      return isValueLost(*Parent, E);
    E = Parent;
  }
  return false;
}

bool mayAwaitBelow(ArrayRef<const Stmt *> Ancestors) {
  return none_of(Ancestors, [](const Stmt *S) {
    const auto *Decls = dyn_cast<DeclStmt>(S);
    return isa<CXXCatchStmt>(S) ||
           (Decls && any_of(Decls->decls(), [](const Decl *D) {
              const auto *Var = dyn_cast<VarDecl>(D);
              return Var && !Var->hasLocalStorage();
            }));
  });
}

bool isDiscarded(const Stmt &S, ArrayRef<const Stmt *> Ancestors,
                 const ASTContext &Context) {
  const Stmt *Child = &S;
  for (const Stmt *Parent : reverse(Ancestors)) {
    const auto *If = dyn_cast<IfStmt>(Parent);
    if (If && If->isConstexpr() && !If->getCond()->isInstantiationDependent() &&
        (Child == If->getThen() || Child == If->getElse()))
      if (std::optional<const Stmt *> Taken = If->getNondiscardedCase(Context);
          Taken && *Taken != Child)
        return true;
    Child = Parent;
  }
  return false;
}

namespace {
class OwnStatements {
public:
  using Visitor = function_ref<void(const Stmt &, ArrayRef<const Stmt *>)>;
  explicit OwnStatements(Visitor Visit) : Visit(Visit) {}

  void walk(const Stmt *S) {
    if (!S || isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr,
                  CXXDefaultArgExpr>(S))
      return;
    Visit(*S, Ancestors);
    Ancestors.push_back(S);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
      for (const Expr *Init : Lambda->capture_inits())
        walk(Init);
    else if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(S))
      walk(Suspend->getOperand());
    else if (const auto *Return = dyn_cast<CoreturnStmt>(S))
      // Its other child is the promise call, which repeats the operand.
      walk(Return->getOperand());
    else
      for (const Stmt *Child : S->children())
        walk(Child);
    Ancestors.pop_back();
  }

private:
  Visitor Visit;
  SmallVector<const Stmt *, 32> Ancestors;
};
} // namespace

void forEachOwnStatement(
    const FunctionDecl &F,
    function_ref<void(const Stmt &, ArrayRef<const Stmt *>)> Visit) {
  OwnStatements Walk(Visit);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&F))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten())
        Walk.walk(Init->getInit());
  Walk.walk(writtenBody(F));
}

} // namespace corolint
