// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/AwaitPlace.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool isPrefixOperator(StringRef Text) {
  return StringSwitch<bool>(Text)
      .Cases("+", "-", "!", "~", "*", "&", "++", "--", true)
      .Cases("co_await", "sizeof", "compl", "not", true)
      .Default(false);
}

bool isCastKeyword(StringRef Text) {
  return StringSwitch<bool>(Text)
      .Cases("static_cast", "const_cast", "dynamic_cast", "reinterpret_cast",
             true)
      .Default(false);
}

/// Words that can't begin an operand or go on with one.
bool isReservedWord(StringRef Text) {
  return StringSwitch<bool>(Text)
      .Cases("and", "or", "xor", "bitand", "bitor", "not_eq", "and_eq", true)
      .Cases("or_eq", "xor_eq", "if", "else", "for", "while", "do", true)
      .Cases("return", "co_return", "co_yield", "switch", "case", true)
      .Default(false);
}

bool isLiteral(const FileTokens::Token &T) {
  return tok::isLiteral(T.Kind) && T.Kind != tok::raw_identifier;
}

/// What begins at \p I goes on with an operand, so that a bracket before it was
/// a cast's: `(int)x`.
bool beginsOperand(const FileTokens &Tokens, size_t I) {
  const FileTokens::Token &T = Tokens[I];
  return (T.isName() && !isReservedWord(T.Text)) || isLiteral(T) || T.is("~") ||
         T.is("::");
}

/// The index after the template arguments whose `<` is at \p Open, or \p Open
/// if it is rather a comparison.
size_t endOfTemplateArguments(const FileTokens &Tokens, size_t Open) {
  int Depth = 0;
  size_t I = Open;
  for (; I < Tokens.size();) {
    const FileTokens::Token &T = Tokens[I];
    if (T.is("<"))
      ++Depth;
    else if (T.is(">"))
      --Depth;
    else if (T.is(">>"))
      Depth -= 2;
    else if (T.is(";") || T.is("{") || T.is("}") || T.is(")") || T.is("]") ||
             T.is("||"))
      return Open;
    I = T.opens() ? Tokens.after(I) : I + 1;
    if (Depth <= 0)
      break;
  }
  const FileTokens::Token &Next = Tokens[I];
  bool Follows = StringSwitch<bool>(Next.Text)
                     .Cases("(", ")", "{", "}", "]", "::", ".", "->", true)
                     .Cases(";", ",", ":", "=", true)
                     .Default(false);
  return Depth == 0 && Follows ? I : Open;
}

size_t endOfNew(const FileTokens &Tokens, size_t I) {
  ++I;
  if (Tokens[I].is("(")) // placement
    I = Tokens.after(I);
  I = endOfName(Tokens, I);
  while (Tokens[I].is("*") || Tokens[I].is("&"))
    ++I;
  return I;
}

size_t endOfPrimary(const FileTokens &Tokens, size_t I) {
  const FileTokens::Token &T = Tokens[I];
  if (beginsLambda(Tokens, I))
    return endOfLambda(Tokens, I);
  if (T.is("("))
    return Tokens.after(I);
  if (isCastKeyword(T.Text) && Tokens[I + 1].is("<"))
    return std::max(endOfTemplateArguments(Tokens, I + 1), I + 1);
  if (T.is("new"))
    return endOfNew(Tokens, I);
  if (T.Kind == tok::string_literal) {
    while (Tokens[I].Kind == tok::string_literal)
      ++I;
    return I;
  }
  if (isLiteral(T))
    return I + 1;
  return endOfName(Tokens, I);
}

size_t endOfPostfixes(const FileTokens &Tokens, size_t I) {
  for (;;) {
    const FileTokens::Token &T = Tokens[I];
    if (T.is("(") || T.is("[") || T.is("{")) {
      I = Tokens.after(I);
    } else if (T.is(".") || T.is("->")) {
      ++I;
      if (Tokens[I].is("template") || Tokens[I].is("~"))
        ++I;
      I = endOfName(Tokens, I);
    } else if (T.is("++") || T.is("--")) {
      ++I;
    } else {
      return I;
    }
  }
}

} // namespace

size_t endOfName(const FileTokens &Tokens, size_t I) {
  size_t Begin = I;
  while (I < Tokens.size()) {
    if (Tokens[I].is("::") || Tokens[I].is("typename") ||
        Tokens[I].is("template"))
      ++I;
    if (Tokens[I].is("operator")) {
      ++I;
      return Tokens[I].opens() ? Tokens.after(I) : I + 1;
    }
    if (!Tokens[I].isName() || isReservedWord(Tokens[I].Text))
      return I == Begin ? Begin : I;
    bool Decltype = Tokens[I].is("decltype");
    ++I;
    if (Decltype && Tokens[I].is("("))
      I = Tokens.after(I);
    // `unsigned long(x)` is of several words.
    if (Tokens[I].is("<"))
      I = endOfTemplateArguments(Tokens, I);
    if (!Tokens[I].is("::"))
      return I;
  }
  return I;
}

bool beginsLambda(const FileTokens &Tokens, size_t I) {
  if (!Tokens[I].is("[") || Tokens[I + 1].is("["))
    return false;
  if (I == 0)
    return true;
  const FileTokens::Token &Before = Tokens[I - 1];
  if (Before.isName())
    return isReservedWord(Before.Text) || isPrefixOperator(Before.Text);
  return !Before.is(")") && !Before.is("]") && !Before.is("[") &&
         !isLiteral(Before);
}

size_t endOfLambda(const FileTokens &Tokens, size_t Begin) {
  size_t I = Tokens.after(Begin);
  if (Tokens[I].is("<"))
    I = std::max(endOfTemplateArguments(Tokens, I), I + 1);
  for (; I < Tokens.size(); ++I) {
    if (Tokens[I].is("{"))
      return Tokens.after(I);
    if (Tokens[I].is("("))
      I = Tokens[I].Match;
    else if (Tokens[I].is(";") || Tokens[I].is("}") || Tokens[I].is(")"))
      return I;
  }
  return I;
}

size_t endOfOperand(const FileTokens &Tokens, size_t Begin) {
  size_t I = Begin;
  for (; I < Tokens.size();) {
    if (isPrefixOperator(Tokens[I].Text)) {
      ++I;
      continue;
    }
    size_t Cast = Tokens[I].is("(") ? Tokens.after(I) : I;
    if (Cast == I || !beginsOperand(Tokens, Cast))
      break;
    I = Cast;
  }
  size_t End = endOfPrimary(Tokens, I);
  return End == I ? std::max(I, Begin + 1) : endOfPostfixes(Tokens, End);
}

AwaitPlaces::File &AwaitPlaces::file(FileID ID) {
  auto [It, New] = Files.try_emplace(ID, File{FileTokens(ID, SM, Options), {}});
  File &F = It->second;
  if (!New)
    return F;
  for (size_t I = 0; I < F.Tokens.size(); ++I) {
    // `for co_await (` awaits what isn't written.
    bool OfFor = I > 0 && F.Tokens[I - 1].is("for");
    if (F.Tokens[I].isName() && F.Tokens[I].is("co_await") && !OfFor)
      F.Awaits.push_back({&F.Tokens, I, I + 1, endOfOperand(F.Tokens, I + 1)});
  }
  return F;
}

const FileTokens &AwaitPlaces::tokensOf(FileID ID) { return file(ID).Tokens; }

/// Token \p I stands in brackets that begin after the first token of \p Await's
/// operand.
static bool isInsideBrackets(const AwaitPlace &Await, size_t I) {
  for (size_t T = Await.Begin; T < I; ++T)
    if ((*Await.In)[T].opens()) {
      size_t After = Await.In->after(T);
      if (I < After - 1)
        return true;
      T = After - 1;
    }
  return false;
}

std::optional<AwaitPlace> AwaitPlaces::at(SourceLocation Place,
                                          bool OfKeyword) {
  if (Place.isInvalid() || Place.isMacroID())
    return std::nullopt;
  auto [ID, Offset] = SM.getDecomposedLoc(Place);
  if (ID.isInvalid())
    return std::nullopt;
  File &F = file(ID);
  size_t I = F.Tokens.at(Offset);
  if (F.Tokens[I].Offset != Offset || F.Tokens[I].is("co_yield"))
    return std::nullopt;
  std::optional<AwaitPlace> Found;
  for (const AwaitPlace &Await : F.Awaits) {
    if (Await.Keyword > I)
      break;
    if (Await.Keyword == I ? OfKeyword || !Found
                           : I < Await.End && !isInsideBrackets(Await, I))
      Found = Await;
  }
  return Found;
}

} // namespace corolint
