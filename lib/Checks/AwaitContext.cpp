// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/AwaitContext.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {

AwaitContext::AwaitContext(const FailedAwait &A)
    : A(A), Tokens(*A.Place->In), Keyword(A.Place->Keyword),
      After(A.Place->End) {
  const SourceManager &SM = A.Within->getASTContext().getSourceManager();
  const Stmt *Body = writtenBody(*A.Within);
  Open = Tokens.at(SM.getFileOffset(
      SM.getFileLoc(Body ? Body->getBeginLoc() : A.Within->getEndLoc())));
  Close = Tokens[Open].Match;
}

/// The bracket that \p I stands in directly, or nothing.
static std::optional<size_t> openAround(const FileTokens &Tokens, size_t I) {
  while (I-- > 0) {
    if (Tokens[I].opens())
      return I;
    I = std::min(I, Tokens[I].Match);
  }
  return std::nullopt;
}

bool AwaitContext::isStatement() const {
  const FileTokens::Token &Next = Tokens[After];
  size_t I = Keyword - 1;
  const FileTokens::Token &Before = Tokens[I];
  bool Ends = Next.is(";") || (Next.is(",") && !Before.is("("));
  if (Before.is(";") || Before.is("{") || Before.is("}") || Before.is("else") ||
      Before.is("do"))
    // The last clause of a for.
    return Ends || (Before.is(";") && Next.is(")"));
  if (Before.is(")") && Ends) {
    size_t Head = Before.Match;
    bool VoidCast = I == Head + 2 && Tokens[Head + 1].is("void");
    StringRef Word = Tokens[Head - 1].Text;
    return VoidCast || Word == "if" || Word == "for" || Word == "while" ||
           Word == "switch" || Word == "constexpr";
  }
  // A label's colon, not that of `?:` or a range-for.
  if (Before.is(":") && Ends)
    return Tokens[I - 1].is("default") || Tokens[I - 2].is("case") ||
           (Tokens[I - 1].isName() &&
            (Tokens[I - 2].is(";") || Tokens[I - 2].is("{") ||
             Tokens[I - 2].is("}")));
  return false;
}

bool AwaitContext::fits(QualType Wanted) const {
  if (Wanted.isNull())
    return A.Operand->isArithmeticType();
  Wanted = Wanted.getNonReferenceType();
  if (Wanted->isUndeducedType() || Wanted->isDependentType())
    return true;
  auto IsNumber = [](QualType T) {
    return T->isArithmeticType() || T->isUnscopedEnumerationType();
  };
  return Wanted.getUnqualifiedType().getCanonicalType() ==
             A.Operand.getUnqualifiedType().getCanonicalType() ||
         (Wanted->isArithmeticType() && IsNumber(A.Operand));
}

/// `v = co_await e`, with or without a type before it.
/// Into how many names \p T can be taken apart, as far as that is certain.
static std::optional<size_t> partsOf(QualType T) {
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return std::nullopt;
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
  std::string Name = qualifiedName(*R);
  if (Name == "std::pair")
    return 2;
  if (Spec && Name == "std::tuple")
    return Spec->getTemplateArgs().get(0).pack_size();
  if (R->isAggregate() && R->getNumBases() == 0 && !isInStd(*R))
    return range_size(R->fields());
  return std::nullopt;
}

bool AwaitContext::takesBindings() const {
  size_t Close = Keyword - 2, Open = Tokens[Close].Match;
  size_t Names = 1;
  for (size_t I = Open + 1; I < Close; ++I)
    Names += Tokens[I].is(",");
  return Open > 0 && Tokens[Open - 1].is("auto") && partsOf(A.Operand) == Names;
}

bool AwaitContext::takesAssigned() const {
  size_t Name = Keyword - 2;
  if (Tokens[Name].is("]") && takesBindings())
    return true;
  if (!Tokens[Name].isName())
    return A.Operand->isArithmeticType();
  // `int &n = co_await e`, of a value
  if (Tokens[Name - 1].is("&") && !Tokens[Name - 2].is("const") &&
      !Tokens[Name - 3].is("const") && !A.Written.IsLvalue)
    return false;
  if (Tokens[Name - 1].is("*") && !A.Operand->isPointerType())
    return false;
  // A declarator is declared before its initialiser.
  ScopeLookup Scope(A.Around, A.Location, A.Within->getASTContext());
  for (const NamedDecl *D : Scope.unqualified(Tokens[Name].Text))
    if (const auto *Variable = dyn_cast<ValueDecl>(D))
      return fits(Variable->getType());
  return A.Operand->isArithmeticType();
}

bool AwaitContext::takesReturned() const {
  return fits(awaitResultType(A.Within->getReturnType()));
}

bool AwaitContext::takesIteration() const {
  return A.Operand->isArrayType() || hasMember("begin");
}

bool AwaitContext::hasMember(StringRef Name) const {
  const CXXRecordDecl *R = recordOrPattern(A.Operand);
  return R && !membersNamed(R, Name).empty();
}

bool AwaitContext::isInInitList() const {
  std::optional<size_t> Around = openAround(Tokens, Keyword);
  if (!Around || !Tokens[*Around].is("{") || *Around == 0)
    return false;
  const FileTokens::Token &Before = Tokens[*Around - 1];
  return Before.is("=") || Before.is("return") || Before.is("co_return") ||
         Before.is("]") || Before.is(">") || Before.is(",") || Before.is("(") ||
         (Before.isName() && !Before.is("else") && !Before.is("do") &&
          !Before.is("try"));
}

bool AwaitContext::takesOperand() const {
  if (isStatement())
    return true;
  if (A.Operand->isVoidType())
    return false;
  const FileTokens::Token &Before = Tokens[Keyword - 1];
  if (Before.is("="))
    return takesAssigned();
  if (Before.is("co_return"))
    return takesReturned();
  if (std::optional<size_t> Around = openAround(Tokens, Keyword);
      Around && *Around > 0 && Before.is(":") && Tokens[*Around - 1].is("for"))
    return takesIteration();
  if (isInInitList() && A.Operand->isArithmeticType())
    return false; // That may narrow it.
  // `(co_await e).m`; a temporary's has no address.
  if (Before.is("(") && Before.Match == After &&
      (Tokens[After + 1].is(".") || Tokens[After + 1].is("->")))
    return Tokens[After + 1].is(".") && hasMember(Tokens[After + 2].Text) &&
           (A.Written.IsLvalue || !Tokens[Keyword - 2].is("&"));
  return true;
}

bool AwaitContext::isLastUse() const {
  const auto *Var = dyn_cast_or_null<VarDecl>(A.Written.Variable);
  if (!Var || A.Place->End - A.Place->Begin != 1 || !Var->hasLocalStorage() ||
      Var->getDeclContext() != A.Within || Var->getType()->isReferenceType())
    return false;
  StringRef Name = Tokens[A.Place->Begin].Text;
  for (size_t I = beginOfOperandsLife(); I < Close; ++I) {
    const FileTokens::Token &T = Tokens[I];
    bool Comes = I >= After;
    if (T.is(Name) && I != A.Place->Begin && (Comes || !Tokens[I + 1].is(".")))
      return false;
    bool Captures = beginsLambda(Tokens, I) && !Tokens[I + 1].is("]");
    if (bringsBack(I) || (!Comes && Captures))
      return false;
  }
  return true;
}

size_t AwaitContext::beginOfOperandsLife() const {
  const auto *Var = dyn_cast_or_null<VarDecl>(A.Written.Variable);
  if (!Var || Var->getDeclContext() != A.Within || isa<ParmVarDecl>(Var) ||
      !Var->hasLocalStorage())
    return Open + 1;
  const SourceManager &SM = A.Within->getASTContext().getSourceManager();
  return Tokens.at(SM.getFileOffset(SM.getFileLoc(Var->getLocation()))) + 1;
}

bool AwaitContext::bringsBack(size_t I) const {
  const FileTokens::Token &T = Tokens[I];
  bool Loops = T.is("for") || T.is("while") || T.is("do");
  return T.is("goto") || (Loops && I < After);
}

bool AwaitContext::mayAwaitAgain() const {
  StringRef Operand = Tokens[A.Place->Begin].Text;
  for (size_t I = beginOfOperandsLife(); I < Close; ++I)
    if (bringsBack(I) ||
        (I != Keyword && Tokens[I].is("co_await") && Tokens[I + 1].is(Operand)))
      return true;
  return false;
}

unsigned AwaitContext::coroutineKeywords() const {
  unsigned Count = 0;
  for (size_t I = Open + 1; I < Close; ++I) {
    if (beginsLambda(Tokens, I))
      I = endOfLambda(Tokens, I) - 1;
    else if (Tokens[I].is("co_await") || Tokens[I].is("co_yield") ||
             Tokens[I].is("co_return"))
      ++Count;
  }
  return Count;
}

std::optional<FixItHint> AwaitContext::endingWith(StringRef Statement) const {
  if (!Tokens[Open].is("{") || Close <= Open)
    return std::nullopt;
  StringRef Text = Tokens.textBefore(Close);
  StringRef Line = Text.take_back(Text.size() - (Text.rfind('\n') + 1));
  std::string Inserted = Statement.str() + " ";
  if (Line.trim().empty())
    Inserted = "  " + Statement.str() + "\n" + Line.str();
  return FixItHint::CreateInsertion(Tokens.location(Close), Inserted);
}

} // namespace corolint
