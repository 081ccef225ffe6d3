// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/AwaitSyntax.h"
#include "Checks/MacroArgument.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// The innermost of \p Ancestors that is written in the source.
static const Stmt *writtenParent(ArrayRef<const Stmt *> Ancestors) {
  for (const Stmt *Parent : reverse(Ancestors))
    if (!isa<ImplicitCastExpr, ExprWithCleanups, MaterializeTemporaryExpr,
             CXXBindTemporaryExpr, ConstantExpr>(Parent))
      return Parent;
  return nullptr;
}

static bool isPostfix(const CXXOperatorCallExpr &E) {
  return is_contained({OO_PlusPlus, OO_MinusMinus}, E.getOperator()) &&
         E.getNumArgs() == 2;
}

bool needsParentheses(const Expr *E, ArrayRef<const Stmt *> Ancestors) {
  const Stmt *Parent = writtenParent(Ancestors);
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Parent))
    return !isa<CXXConversionDecl>(Member->getMemberDecl());
  if (const auto *Subscript = dyn_cast_or_null<ArraySubscriptExpr>(Parent))
    return ignoreConversions(Subscript->getLHS()) == E;
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Parent)) {
    bool Postfix =
        isPostfix(*Operator) || is_contained({OO_Call, OO_Subscript, OO_Arrow},
                                             Operator->getOperator());
    return Postfix && ignoreConversions(Operator->getArg(0)) == E;
  }
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Parent))
    return Unary->isPostfix();
  const auto *Outer = dyn_cast_or_null<CallExpr>(Parent);
  return Outer && ignoreConversions(Outer->getCallee()) == E;
}

bool bindsLooser(const Expr *E) {
  E = E->IgnoreImplicit();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    return Operator->isInfixBinaryOp();
  return isa<BinaryOperator, AbstractConditionalOperator, CXXThrowExpr>(E);
}

std::string writtenArguments(const Expr &Call, ArrayRef<const Expr *> Args,
                             const ASTContext &Context) {
  if (Args.empty())
    return "";
  const SourceManager &SM = Context.getSourceManager();
  const LangOptions &Options = Context.getLangOpts();
  auto Text = [&](CharSourceRange Range) {
    return Lexer::getSourceText(Range, SM, Options);
  };
  if (const auto *Of = dyn_cast<CallExpr>(&Call)) {
    SourceLocation Name = writtenPlace(Of->getCallee()->getEndLoc(), SM);
    SourceLocation Close = writtenPlace(Of->getRParenLoc(), SM);
    std::optional<Token> Open = Lexer::findNextToken(Name, SM, Options);
    if (Open && Open->is(tok::l_paren) && Close.isFileID()) {
      StringRef All =
          Text(CharSourceRange::getCharRange(Open->getEndLoc(), Close));
      if (All.contains("//") || All.contains("/*"))
        return All.ltrim(' ').str();
    }
  }
  return Text(CharSourceRange::getTokenRange(Args.front()->getBeginLoc(),
                                             Args.back()->getEndLoc()))
      .str();
}

std::string whyNoAwaitAt(const Evaluation &E, const FunctionDecl &Coroutine) {
  if (E.InDefaultArgument)
    return "in a default argument or initializer";
  if (E.Within != &Coroutine)
    return "in a lambda that is no coroutine";
  for (const Stmt *Ancestor : E.Ancestors) {
    if (isa<CXXCatchStmt>(Ancestor))
      return "in a catch handler";
    if (isa<CXXStdInitializerListExpr>(Ancestor))
      return "in a braced list of elements, which GCC can't compile then";
    if (const auto *Decls = dyn_cast<DeclStmt>(Ancestor))
      for (const Decl *D : Decls->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          if (!Var->hasLocalStorage())
            return "in the initializer of a static variable";
  }
  return "";
}

} // namespace corolint
