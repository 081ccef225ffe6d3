// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/TopOfFile.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Counts braces and conditions from the top down, token by token.
class Nesting {
public:
  explicit Nesting(StringRef Text, const LangOptions &Options)
      : Text(Text),
        Raw(SourceLocation(), Options, Text.begin(), Text.begin(), Text.end()) {
    Tok.startToken();
    next();
  }

  bool isNested() const {
    return Braces > 0 || Conditions.size() > Guards + MayBeGuard;
  }
  bool atEnd() const {
    return Tok.is(tok::eof) ||
           is_contained({"co_await", "co_return", "co_yield"}, spelling());
  }
  unsigned offset() const { return Offset; }
  /// Where what is nested here begins, which the step from \p Last has shown.
  unsigned beginOfNested(unsigned Last) const {
    return Conditions.size() > Guards ? Conditions[Guards].Offset : Last;
  }
  /// Where the last step has ended.
  unsigned endOfStep() const { return End; }

  /// Goes over one token, or one directive. True if that is an include.
  bool step() {
    if (Tok.is(tok::hash) && Tok.isAtStartOfLine())
      return directive();
    if (Tok.is(tok::l_brace))
      ++Braces;
    else if (Tok.is(tok::r_brace) && Braces > 0)
      --Braces;
    SeenCode = true;
    MayBeGuard = false;
    next();
    return false;
  }

private:
  enum class Directive { Other, If, Ifndef, Else, Endif, Define, Include };

  void next() {
    End = Offset + Tok.getLength();
    Raw.LexFromRawLexer(Tok);
    Offset = Raw.getBufferLocation() - Text.begin() - Tok.getLength();
  }
  StringRef spelling() const {
    return Tok.is(tok::raw_identifier) ? Tok.getRawIdentifier() : StringRef();
  }

  bool directive() {
    unsigned Hash = Offset;
    next();
    auto Kind = Tok.isAtStartOfLine() ? Directive::Other
                                      : StringSwitch<Directive>(spelling())
                                            .Cases("if", "ifdef", Directive::If)
                                            .Case("ifndef", Directive::Ifndef)
                                            .Cases("else", "elif", "elifdef",
                                                   "elifndef", Directive::Else)
                                            .Case("endif", Directive::Endif)
                                            .Case("define", Directive::Define)
                                            .Cases("include", "include_next",
                                                   "import", Directive::Include)
                                            .Default(Directive::Other);
    bool Pragma = spelling() == "pragma";
    while (Tok.isNot(tok::eof) && !Tok.isAtStartOfLine()) {
      // `#if !defined(GUARD)`
      if (Kind == Directive::If && Tok.is(tok::exclaim))
        Kind = Directive::Ifndef;
      next();
    }
    switch (Kind) {
    case Directive::If:
    case Directive::Ifndef:
      MayBeGuard = Kind == Directive::Ifndef && !SeenCode && Conditions.empty();
      Conditions.push_back({Hash, Braces});
      break;
    case Directive::Else:
      if (!Conditions.empty())
        Braces = Conditions.back().Braces;
      break;
    case Directive::Endif:
      if (!Conditions.empty())
        Conditions.pop_back();
      Guards = std::min<size_t>(Guards, Conditions.size());
      break;
    case Directive::Define:
      if (MayBeGuard)
        Guards = 1;
      break;
    default:
      break;
    }
    if (Kind != Directive::If && Kind != Directive::Ifndef)
      MayBeGuard = false;
    SeenCode |= !Pragma;
    return Kind == Directive::Include;
  }

  StringRef Text;
  Lexer Raw;
  Token Tok;
  unsigned Offset = 0, End = 0;
  size_t Braces = 0;
  struct Condition {
    unsigned Offset;
    size_t Braces; ///< How many are open around it.
  };
  SmallVector<Condition> Conditions;
  /// How many of them are the include guard.
  size_t Guards = 0;
  /// The last directive was an `#ifndef` above all else.
  bool MayBeGuard = false;
  bool SeenCode = false;
};

} // namespace

TopOfFile::TopOfFile(StringRef Text, const LangOptions &Options) : Text(Text) {
  Nesting At(Text, Options);
  unsigned Begin = 0;
  while (!At.atEnd()) {
    bool Nested = At.isNested();
    unsigned Offset = At.offset();
    bool Included = At.step();
    if (!Nested && At.isNested())
      Open.emplace_back(Begin, At.beginOfNested(Offset));
    else if (Nested && !At.isNested())
      Begin = At.endOfStep();
    size_t Line = Text.find('\n', At.endOfStep());
    if (Included && !Nested && Line != StringRef::npos)
      BelowIncludes = Line + 1;
  }
  if (!At.isNested())
    Open.emplace_back(Begin, At.offset());
}

bool TopOfFile::mayInclude(unsigned Offset) const {
  return any_of(Open, [&](auto Stretch) {
    return Stretch.first <= Offset && Offset <= Stretch.second;
  });
}

StringRef TopOfFile::head() const {
  return Text.take_front(Open.empty() ? 0 : Open.front().second);
}

} // namespace corolint
