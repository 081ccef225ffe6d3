// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/UnawaitedFix.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Variables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class FixBuilder {
public:
  FixBuilder(const DroppedAwaitable &Drop, const FunctionDecl &F,
             const model::Model &M)
      : Drop(Drop), F(F), M(M), Context(F.getASTContext()) {}

  std::optional<FixPlan> build() {
    if (!Drop.MayAwait || !coroutineBody(F) || Drop.Overwriting ||
        Drop.Assigned || !Drop.Callable.isNull() || Drop.IgnoredBy)
      return std::nullopt;
    QualType T = Context.getRecordType(Drop.What.Class);
    if (Drop.Variable)
      return awaitVariable(T);
    FixPlan Plan{"insert 'co_await'", /*Safe=*/!Drop.Question, {}};
    bool Fixed = Drop.Question ? awaitTested(T, Plan)
                               : awaitDiscarded(*Drop.Discarded, Plan);
    if (Fixed && !Plan.Hints.empty())
      return Plan;
    return std::nullopt;
  }

private:
  /// `f(), g();` becomes `co_await f(), co_await g();`.
  bool awaitDiscarded(const Expr &E, FixPlan &Plan) {
    const Expr *Inner = E.IgnoreImplicit()->IgnoreParens()->IgnoreImplicit();
    if (const auto *Comma = dyn_cast<BinaryOperator>(Inner);
        Comma && Comma->getOpcode() == BO_Comma)
      return awaitDiscarded(*Comma->getLHS(), Plan) &&
             awaitDiscarded(*Comma->getRHS(), Plan);
    std::optional<Awaitable> What = asAwaitable(Inner->getType(), M);
    // The other side of a comma may be anything.
    bool Awaits = What && !Inner->isLValue();
    // The elements of a pack, `(f(t), ...)`, stand at one place.
    auto [Known, New] = Operands.try_emplace(Inner->getBeginLoc(), Awaits);
    if (!New)
      return Known->second == Awaits;
    return !Awaits ||
           insertAwait(*Inner, Context.getRecordType(What->Class), Plan);
  }

  /// `if (f())` becomes `if (co_await f())` where that gives a truth value.
  bool awaitTested(QualType T, FixPlan &Plan) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(Drop.Question);
    QualType Result = awaitResultType(T);
    return Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()) &&
           !Result.isNull() && Result.getNonReferenceType()->isScalarType() &&
           insertAwait(*Drop.Value->IgnoreImplicit(), T, Plan);
  }

  bool insertAwait(const Expr &E, QualType T, FixPlan &Plan) {
    if (!awaitable(E, T))
      return false;
    bool Parentheses = isOperation(E);
    Plan.Hints.push_back(FixItHint::CreateInsertion(
        E.getBeginLoc(), Parentheses ? "co_await (" : "co_await "));
    if (Parentheses)
      Plan.Hints.push_back(
          FixItHint::CreateInsertion(endOf(E.getEndLoc()), ")"));
    return true;
  }

  /// `auto v = f();` becomes `auto v = co_await f();`, or `co_await f();` where
  /// there is no value or the declared type is the task's.
  std::optional<FixPlan> awaitVariable(QualType T) {
    if (!Drop.Declaration)
      return std::nullopt;
    const auto &Var = cast<VarDecl>(*Drop.Variable);
    const Expr *Init = initializer(Var);
    Init = Init ? Init->IgnoreImplicit() : nullptr;
    if (!Init || isa<ConditionalOperator>(Init) || !awaitable(*Init, T))
      return std::nullopt;
    // What runs already goes on beside the rest, and no longer with the fix.
    bool Lazy = Drop.What.Starts == Start::Lazy;
    FixPlan Plan{Lazy ? "insert 'co_await'"
                      : "insert 'co_await'; what follows then waits for it",
                 Lazy,
                 {}};
    QualType Result = awaitResultType(T);
    bool IsAuto = Var.getTypeSourceInfo() && Var.getTypeSourceInfo()
                                                 ->getTypeLoc()
                                                 .getUnqualifiedLoc()
                                                 .getAs<AutoTypeLoc>();
    bool Parentheses = isOperation(*Init);
    std::string Await = Parentheses ? "co_await (" : "co_await ";
    if (Parentheses)
      Plan.Hints.push_back(
          FixItHint::CreateInsertion(endOf(Init->getEndLoc()), ")"));
    if (IsAuto && !Result.isNull() && !Result->isVoidType())
      Plan.Hints.push_back(
          FixItHint::CreateInsertion(Init->getBeginLoc(), Await));
    else
      awaitInstead(*Drop.Declaration, *Init, Await, Plan);
    return Plan;
  }

  /// `co_await` would take the first operand of \p E alone.
  static bool isOperation(const Expr &E) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
    return isa<ConditionalOperator>(E) ||
           (Operator && Operator->getOperator() != OO_Call);
  }

  /// Has \p Await, which ends with `co_await`, and \p Init in place of
  /// \p Declaration.
  void awaitInstead(const DeclStmt &Declaration, const Expr &Init,
                    StringRef Await, FixPlan &Plan) const {
    Plan.Hints.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getCharRange(Declaration.getBeginLoc(),
                                      Init.getBeginLoc()),
        Await));
    // A parenthesis or brace may come before the semicolon.
    auto Rest = CharSourceRange::getCharRange(endOf(Init.getEndLoc()),
                                              Declaration.getEndLoc());
    if (Rest.getBegin() != Rest.getEnd())
      Plan.Hints.push_back(FixItHint::CreateRemoval(Rest));
  }

  /// `co_await` in front of \p E compiles: E is the awaitable itself.
  bool awaitable(const Expr &E, QualType T) const {
    return E.getBeginLoc().isFileID() && E.getEndLoc().isFileID() &&
           Context.hasSameUnqualifiedType(E.getType(), T) &&
           isa<CallExpr, CoawaitExpr, ConditionalOperator,
               CXXFunctionalCastExpr, CXXTemporaryObjectExpr>(E) &&
           promiseAccepts(F, T);
  }

  SourceLocation endOf(SourceLocation Token) const {
    return Lexer::getLocForEndOfToken(Token, 0, Context.getSourceManager(),
                                      Context.getLangOpts());
  }

  /// Where those of a comma begin, and whether they are awaited.
  DenseMap<SourceLocation, bool> Operands;
  const DroppedAwaitable &Drop;
  const FunctionDecl &F;
  const model::Model &M;
  ASTContext &Context;
};

} // namespace

std::optional<FixPlan> unawaitedFix(const DroppedAwaitable &Drop,
                                    const FunctionDecl &F,
                                    const model::Model &M) {
  return FixBuilder(Drop, F, M).build();
}

} // namespace corolint
