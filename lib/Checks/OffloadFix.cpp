// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An expression that can't be handed back as it is (a view of a temporary, an
// iterator that goes on reading) is moved with what is around it.
#include "Checks/OffloadFix.h"
#include "Analysis/Names.h"
#include "Analysis/Statements.h"
#include "Analysis/ValueTransfer.h"
#include "Checks/AwaitSyntax.h"
#include "Checks/MacroArgument.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// An expression and what is around it, outermost first.
struct Placed {
  const Expr *E = nullptr;
  ArrayRef<const Stmt *> Around;
};

/// What the lambda does with the expression.
enum class Form {
  Impossible,
  TooSmall,    ///< something around the expression must be moved with it
  Value,       ///< [&] { return E; }
  Reference,   ///< [&]() -> decltype(auto) { return E; }
  Effect,      ///< [&] { E; }
  Arithmetic,  ///< [&] { return static_cast<T>(E); }
  Declaration, ///< T v = ... [&] { return T(arguments); }
};

class OffloadBuilder {
public:
  OffloadBuilder(const ThreadCall &Call, bool AwaitsByValue)
      : Call(Call), AwaitsByValue(AwaitsByValue),
        Context(Call.At.Within->getASTContext()),
        SM(Context.getSourceManager()) {}

  OffloadEdit build() {
    Placed P = start();
    while (P.E) {
      Form F = formOf(P);
      if (F == Form::TooSmall) {
        P = around(P);
        continue;
      }
      if (F == Form::Impossible)
        Result.Obstacle = whyNotHandedBack(*P.E);
      else
        Result.Obstacle = whyNotInLambda(*P.E);
      if (Result.Obstacle.empty() && F != Form::Impossible)
        write(P, F);
      break;
    }
    if (!Result.Hints.empty())
      Result.Moved = P.E;
    return std::move(Result);
  }

private:
  // Which expression.

  /// The call as the user sees it.
  Placed start() const {
    ArrayRef<const Stmt *> All = Call.At.Ancestors;
    if (!Call.At.Call) {
      Placed Object{Call.At.Object, All};
      return isa_and_nonnull<CXXConstructExpr>(Object.E) ? construction(Object)
                                                         : Object;
    }
    const Expr *Whole = Call.wholeExpression();
    Placed P{Whole, Whole == Call.At.Call ? All : before(Whole)};
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(P.E))
      return construction({Construct, P.Around});
    if (isImplicitConversion(P.E))
      return conversion(P);
    return P;
  }

  ArrayRef<const Stmt *> before(const Stmt *Ancestor) const {
    ArrayRef<const Stmt *> All = Call.At.Ancestors;
    return All.take_front(find(All, Ancestor) - All.begin());
  }

  /// The innermost of \p Around that isn't implicit, with what is around it.
  /// Its statement is null at the end of the full expression.
  std::pair<const Stmt *, ArrayRef<const Stmt *>>
  parent(ArrayRef<const Stmt *> Around) const {
    while (!Around.empty()) {
      const Stmt *S = Around.back();
      Around = Around.drop_back();
      if (isa<ExprWithCleanups>(S))
        break;
      if (!isa<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr,
               CXXBindTemporaryExpr, ConstantExpr>(S))
        return {S, Around};
    }
    return {nullptr, {}};
  }

  /// The expression that \p P constructs an object in, as it is written:
  /// `T(x)`, `new T(x)`, or the initialiser of a variable.
  Placed construction(Placed P) const {
    if (isa<CXXTemporaryObjectExpr>(P.E) || declaredBy(P))
      return P;
    auto [Parent, Around] = parent(P.Around);
    if (isa_and_nonnull<ExplicitCastExpr, CXXNewExpr>(Parent))
      return {cast<Expr>(Parent), Around};
    return {};
  }

  /// The explicit cast that \p P, a conversion function's call, is a part of,
  /// or P.
  Placed conversion(Placed P) const {
    auto [Parent, Around] = parent(P.Around);
    if (isa_and_nonnull<ExplicitCastExpr>(Parent))
      return {cast<Expr>(Parent), Around};
    return P;
  }

  static bool isImplicitConversion(const Expr *E) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(E);
    return Member &&
           isa_and_nonnull<CXXConversionDecl>(Member->getMethodDecl()) &&
           cast<MemberExpr>(Member->getCallee()->IgnoreParens())
               ->getMemberLoc()
               .isInvalid();
  }

  /// The next larger expression around \p P that is written as one and only
  /// looks at its value. What else is done with it stays where it is.
  Placed around(Placed P) const {
    while (true) {
      auto [Parent, Around] = parent(P.Around);
      const auto *E = dyn_cast_or_null<Expr>(Parent);
      if (!E || !onlyLooksAt(*E))
        return {};
      P = {E, Around};
      if (isImplicitConversion(E))
        return conversion(P);
      if (const auto *Member = dyn_cast<MemberExpr>(E);
          Member && isa<CXXMethodDecl>(Member->getMemberDecl()))
        continue; // its call comes next
      if (!isa<CXXConstructExpr>(E))
        return P;
      if (Placed Whole = construction(P); Whole.E)
        return Whole;
      // The implicit conversion of an argument is no expression of its own.
    }
  }

  /// \p E, which has the value as an operand, is part of reading it: it is of
  /// the language or of the standard library, or changes nothing.
  static bool onlyLooksAt(const Expr &E) {
    if (const auto *Operator = dyn_cast<BinaryOperator>(&E))
      return !Operator->isAssignmentOp() && !Operator->isCommaOp() &&
             !Operator->isLogicalOp();
    const FunctionDecl *Callee = nullptr;
    if (const auto *Call = dyn_cast<CallExpr>(&E))
      Callee = Call->getDirectCallee();
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E))
      Callee = Construct->getConstructor();
    else
      return isa<MemberExpr, ArraySubscriptExpr, UnaryOperator,
                 ExplicitCastExpr>(E);
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    return Callee && (isInStd(*Callee) || (Method && Method->isConst()));
  }

  /// The variable that \p P, a constructor's call, initialises directly.
  const VarDecl *declaredBy(Placed P) const {
    if (P.E == Call.At.Call)
      return isa<CXXTemporaryObjectExpr>(P.E) ? nullptr : Call.At.Variable;
    for (const Stmt *S : reverse(P.Around))
      if (const auto *Decls = dyn_cast<DeclStmt>(S)) {
        for (const Decl *D : Decls->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D);
              Var && Var->getInit() && Var->getInit()->IgnoreImplicit() == P.E)
            return Var;
        break;
      }
    return nullptr;
  }

  // What to do with it.

  Form formOf(Placed P) const {
    const Expr &E = *P.E;
    // Instantiations of templates say that a literal begins at its suffix.
    if (E.isTypeDependent() || isLiteral(E))
      return Form::Impossible;
    if (isImplicitConversion(&E))
      return E.getType()->isBuiltinType() ? Form::Arithmetic : Form::Impossible;
    if (isMembersObjectInTemplate(P.Around, *Call.At.Within))
      return Form::TooSmall;
    bool Lost = isLost(P);
    if (!Call.At.Call)
      return Lost && isa<CallExpr, CXXTemporaryObjectExpr, ExplicitCastExpr>(E)
                 ? Form::Effect
                 : Form::Impossible;
    if (isa<CXXConstructExpr>(E) && !isa<CXXTemporaryObjectExpr>(E))
      return isMovable(E.getType(), Context) ? Form::Declaration
                                             : Form::Impossible;
    if (E.isPRValue() && !isMovable(E.getType(), Context))
      return Lost ? Form::Effect : Form::Impossible;
    if (E.isGLValue() && Lost && (AwaitsByValue || mayReferToTemporary(E)))
      return Form::Effect;
    if (!Lost && !isa<CXXNewExpr>(E) &&
        ((E.isGLValue() && AwaitsByValue) || mayReferToTemporary(E) ||
         isIteration(E)))
      return E.isGLValue() && (isOnlyRead(P) || isNumberInTemporary(E)) &&
                     !(E.getType()->isPointerType() && mayReferToTemporary(E))
                 ? Form::Value
                 : Form::TooSmall;
    return E.isGLValue() ? Form::Reference : Form::Value;
  }

  std::string whyNotHandedBack(const Expr &E) const {
    if (!E.isPRValue() || isMovable(E.getType(), Context))
      return "";
    return "a '" + spokenType(E.getType(), Context) +
           "' can't be moved: have 'std::make_unique' make it";
  }

  /// Making an iterator is the least of it: whoever gets it goes on reading.
  bool isIteration(const Expr &E) const {
    return isa<CXXConstructorDecl>(Call.At.Callee) &&
           typeName(E.getType()).ends_with("iterator");
  }

  static bool isLiteral(const Expr &E) {
    const auto *Of = dyn_cast<CallExpr>(&E);
    const FunctionDecl *Callee = Of ? Of->getDirectCallee() : nullptr;
    return Callee && Callee->getLiteralIdentifier();
  }

  bool isLost(Placed P) const {
    if (isValueLost(P.E, P.Around))
      return true;
    auto [Parent, Around] = parent(P.Around);
    const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Parent);
    return Cast && Cast->getType()->isVoidType();
  }

  bool isNodiscard(const Expr &E) const {
    const auto *Of = dyn_cast<CallExpr>(&E);
    return Of && Of->hasUnusedResultAttr(Context);
  }

  /// Whoever gets the member of a temporary may as well get its value.
  static bool isNumberInTemporary(const Expr &E) {
    return E.isXValue() && isa<MemberExpr>(E) &&
           (E.getType()->isArithmeticType() || E.getType()->isEnumeralType());
  }

  /// Nothing is done with the glvalue \p P but to copy, or move from, the
  /// object: the lambda can do that.
  bool isOnlyRead(Placed P) const {
    for (const Stmt *S : reverse(P.Around)) {
      if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S)) {
        if (Cast->getCastKind() == CK_LValueToRValue)
          return true;
        if (Cast->getCastKind() != CK_NoOp)
          return false;
      } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
        return Construct->getConstructor()->isCopyOrMoveConstructor() &&
               Context.hasSameUnqualifiedType(Construct->getType(),
                                              P.E->getType()) &&
               isCopyable(P.E->getType(), Context);
      } else if (!isa<ParenExpr>(S)) {
        return false;
      }
    }
    return false;
  }

  // Writing it.

  StringRef text(SourceRange Range) const {
    return Lexer::getSourceText(CharSourceRange::getTokenRange(Range), SM,
                                Context.getLangOpts());
  }

  SourceLocation endOf(SourceLocation Token) const {
    return Lexer::getLocForEndOfToken(Token, 0, SM, Context.getLangOpts());
  }

  /// The last token of \p E, or none where that isn't known. Instantiations
  /// of templates say that a `new` without an initialiser ends at its keyword.
  static SourceLocation lastToken(const Expr &E) {
    const auto *New = dyn_cast<CXXNewExpr>(&E);
    if (!New || New->getEndLoc() != New->getBeginLoc())
      return E.getEndLoc();
    return New->isArray() ? SourceLocation()
                          : New->getAllocatedTypeSourceInfo()
                                ->getTypeLoc()
                                .getSourceRange()
                                .getEnd();
  }

  void insert(SourceLocation At, const Twine &Text) {
    Result.Hints.push_back(FixItHint::CreateInsertion(At, Text.str()));
  }

  void write(Placed P, Form F) {
    SourceRange Tokens(P.E->getBeginLoc(), lastToken(*P.E));
    if (Tokens.isInvalid())
      return;
    // Instantiations of templates say that a literal begins at its suffix.
    if (Tokens.getBegin().isFileID())
      Tokens.setBegin(Lexer::GetBeginningOfToken(Tokens.getBegin(), SM,
                                                 Context.getLangOpts()));
    if (F == Form::Declaration) {
      if (Tokens.getBegin().isFileID() && Tokens.getEnd().isFileID())
        declare(*declaredBy(P), *P.E);
      return;
    }
    std::string Open = "co_await " + offloadName() + "([&]", Close = "; })";
    switch (F) {
    case Form::Reference:
      Open += "() -> decltype(auto) { return ";
      break;
    case Form::Effect:
      Open += isNodiscard(*P.E) ? " { (void)" : " { ";
      break;
    case Form::Arithmetic:
      Open += " { return static_cast<" +
              P.E->getType().getAsString(Context.getPrintingPolicy()) + ">(";
      Close = ")" + Close;
      break;
    default:
      Open += " { return ";
      break;
    }
    if (needsParentheses(P.E, P.Around)) {
      Open = "(" + Open;
      Close += ")";
    }
    // `x->m`: the arrow stays with the member.
    if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(P.E);
        Arrow && Arrow->getOperator() == OO_Arrow) {
      Tokens.setEnd(Arrow->getArg(0)->getEndLoc());
      if (Tokens.getEnd() == Arrow->getEndLoc())
        return; // one arrow, several operators
      Close = ".operator->()" + Close;
    }
    SourceRange Written = writtenRange(Tokens, SM);
    if (Written.isInvalid())
      return;
    insert(Written.getBegin(), Open);
    insert(endOf(Written.getEnd()), Close);
  }

  /// The bridge's function, as it has to be called where something else is
  /// called `corolint`, too.
  std::string offloadName() const {
    return isHidden("corolint", *Call.At.Within) ? "::corolint::offload"
                                                 : "corolint::offload";
  }

  /// `T v(x)` becomes `T v = co_await offload([&] { return T(x); })`.
  void declare(const VarDecl &Var, const Expr &Init) {
    std::string Type = writtenType(Var);
    SourceLocation AfterName = endOf(Var.getLocation());
    SourceLocation End = endOf(Var.getEndLoc());
    // Behind its name, the variable is what the type's name means.
    if (Type.empty() || Type == Var.getName() || AfterName.isInvalid() ||
        End.isInvalid())
      return;
    if (Var.getInitStyle() == VarDecl::CInit) {
      // As before, only a constructor that isn't explicit can be meant.
      insert(Init.getBeginLoc(),
             "co_await " + offloadName() + "([&]() -> " + Type + " { return ");
      return insert(endOf(Init.getEndLoc()), "; })");
    }
    std::string Open = " = co_await " + offloadName() + "([&] { return " + Type;
    if (AfterName == End)
      return insert(End, Open + "(); })");
    insert(AfterName, Open);
    insert(End, "; })");
  }

  /// The type of \p Var, as it can be written before a constructor's
  /// arguments, or empty.
  std::string writtenType(const VarDecl &Var) const {
    if (Var.isImplicit() || Var.isCXXForRangeDecl() || hasTrailingWords(Var))
      return "";
    TypeLoc Type = Var.getTypeSourceInfo()->getTypeLoc().getUnqualifiedLoc();
    if (auto Reference = Type.getAs<ReferenceTypeLoc>())
      Type = Reference.getPointeeLoc().getUnqualifiedLoc();
    const DeducedType *Deduced = Type.getType()->getContainedDeducedType();
    bool Unsure = isa_and_nonnull<AutoType>(Deduced) ||
                  (Deduced && Var.getInitStyle() == VarDecl::CInit);
    if (Unsure || Type.getAs<ArrayTypeLoc>())
      return "";
    if (auto Elaborated = Type.getAs<ElaboratedTypeLoc>();
        Elaborated && Elaborated.getTypePtr()->getOwnedTagDecl())
      return "";
    StringRef Text = text(Type.getSourceRange());
    for (StringRef Keyword : {"struct ", "class ", "union "})
      Text.consume_front(Keyword);
    return Text.ltrim().str();
  }

  /// An attribute or an array's bound stands between name and initialiser.
  bool hasTrailingWords(const VarDecl &Var) const {
    return any_of(Var.attrs(), [&](const Attr *A) {
      return SM.isBeforeInTranslationUnit(Var.getLocation(), A->getLocation());
    });
  }

  const ThreadCall &Call;
  const bool AwaitsByValue;
  ASTContext &Context;
  const SourceManager &SM;
  OffloadEdit Result;
};

} // namespace

OffloadEdit offloadEdit(const ThreadCall &Call, bool AwaitsByValue) {
  return OffloadBuilder(Call, AwaitsByValue).build();
}

std::string lostByOffload(const model::Framework *Library) {
  if (!Library || !Library->HasExecutor)
    return "; the coroutine then resumes on that executor's thread";
  return Library->AwaitsByValue ? "; 'errno' stays behind on that thread" : "";
}

} // namespace corolint
