// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/AwaitSyntax.h"
#include "Checks/MacroArgument.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace corolint {

static bool isWritten(const Stmt *S) {
  return !isa<ImplicitCastExpr, ExprWithCleanups, MaterializeTemporaryExpr,
              CXXBindTemporaryExpr, ConstantExpr>(S);
}

/// The innermost of \p Ancestors that is written in the source.
static const Stmt *writtenParent(ArrayRef<const Stmt *> Ancestors) {
  auto Found = find_if(reverse(Ancestors), isWritten);
  return Found == Ancestors.rend() ? nullptr : *Found;
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

bool isMembersObjectInTemplate(ArrayRef<const Stmt *> Ancestors,
                               const FunctionDecl &Within) {
  auto Around = find_if(reverse(Ancestors), [](const Stmt *Parent) {
    return isWritten(Parent) && !isa<ParenExpr>(Parent);
  });
  const auto *Member =
      Around == Ancestors.rend() ? nullptr : dyn_cast<MemberExpr>(*Around);
  return Member && !Member->isArrow() && Member->getMemberLoc().isValid() &&
         (Within.getTemplateInstantiationPattern() ||
          Within.isDependentContext());
}

bool bindsLooser(const Expr *E) {
  E = E->IgnoreImplicit();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    return Operator->isInfixBinaryOp();
  return isa<BinaryOperator, AbstractConditionalOperator, CXXThrowExpr>(E);
}

CharSourceRange charactersOf(SourceRange Tokens, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  const LangOptions &Options = Context.getLangOpts();
  if (Tokens.getBegin().isFileID())
    Tokens.setBegin(Lexer::GetBeginningOfToken(Tokens.getBegin(), SM, Options));
  return Lexer::makeFileCharRange(CharSourceRange::getTokenRange(Tokens), SM,
                                  Options);
}

CharSourceRange writtenArguments(const Expr &Call, ArrayRef<const Expr *> Args,
                                 const ASTContext &Context) {
  if (Args.empty())
    return {};
  const SourceManager &SM = Context.getSourceManager();
  const LangOptions &Options = Context.getLangOpts();
  if (const auto *Of = dyn_cast<CallExpr>(&Call)) {
    SourceLocation Name = writtenPlace(Of->getCallee()->getEndLoc(), SM);
    SourceLocation Close = writtenPlace(Of->getRParenLoc(), SM);
    std::optional<Token> Open = Lexer::findNextToken(Name, SM, Options);
    if (Open && Open->is(tok::l_paren) && Close.isFileID()) {
      auto Inside = CharSourceRange::getCharRange(Open->getEndLoc(), Close);
      StringRef All = Lexer::getSourceText(Inside, SM, Options);
      if (All.contains("//") || All.contains("/*")) {
        auto Before = static_cast<int>(All.size() - All.ltrim(' ').size());
        auto Behind = static_cast<int>(All.size() - All.rtrim(' ').size());
        return CharSourceRange::getCharRange(
            Inside.getBegin().getLocWithOffset(Before),
            Close.getLocWithOffset(-Behind));
      }
    }
  }
  return charactersOf({Args.front()->getBeginLoc(), Args.back()->getEndLoc()},
                      Context);
}

bool isHidden(StringRef Outermost, const FunctionDecl &Within) {
  const IdentifierInfo *Name = &Within.getASTContext().Idents.get(Outermost);
  auto Hides = [&](const Decl *D) {
    const auto *Named = dyn_cast<NamedDecl>(D);
    return Named && Named->getIdentifier() == Name &&
           isa<TypeDecl, NamespaceDecl, NamespaceAliasDecl>(Named);
  };
  for (const DeclContext *In = &Within; !In->isTranslationUnit();
       In = In->getParent())
    // A namespace has several blocks.
    if (In->isNamespace() ? any_of(In->lookup(Name), Hides)
                          : any_of(In->decls(), Hides))
      return true;
  return false;
}

/// \p Ancestors[I] is made as a temporary: no variable is initialised with it.
static bool isTemporary(ArrayRef<const Stmt *> Ancestors, size_t I) {
  while (I > 0 && isa<ExprWithCleanups>(Ancestors[I - 1]))
    --I;
  return I > 0 && !isa<DeclStmt, InitListExpr>(Ancestors[I - 1]);
}

/// What of \p Ancestors GCC 12 destroys twice if the coroutine suspends while
/// it is made, or empty.
static StringRef destroyedTwice(ArrayRef<const Stmt *> Ancestors) {
  for (size_t I = Ancestors.size(); I > 0; --I) {
    const auto *E = dyn_cast<Expr>(Ancestors[I - 1]);
    if (!E)
      return "";
    // In a template, the initialiser in parentheses is a list without a type.
    if (E->getType().isNull() || !E->isPRValue() ||
        !E->getType()->isRecordType() || !E->getType().isDestructedType())
      continue;
    const auto *Choice = dyn_cast<AbstractConditionalOperator>(E);
    bool InArm =
        Choice && (I == Ancestors.size() || Ancestors[I] != Choice->getCond());
    if (InArm)
      return "a branch of '?:' that makes an object";
    if (isa<InitListExpr>(E) && isTemporary(Ancestors, I - 1))
      return "an aggregate that is a temporary";
    if (isa<LambdaExpr>(E) && isTemporary(Ancestors, I - 1))
      return "a capture of a lambda that is a temporary";
  }
  return "";
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
  if (StringRef Twice = destroyedTwice(E.Ancestors); !Twice.empty())
    return ("in " + Twice + ", which GCC 12 destroys twice then").str();
  return "";
}

} // namespace corolint
