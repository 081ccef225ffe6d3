// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/MacroArgument.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// The argument that holds \p Written is put into the macro's body once.
static bool isExpandedOnce(SourceLocation Written, const SourceManager &SM) {
  unsigned Times = 0;
  for (unsigned I = 1, Size = SM.local_sloc_entry_size(); I < Size; ++I) {
    const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isExpansion() || !Entry.getExpansion().isMacroArgExpansion())
      continue;
    unsigned Next = I + 1 < Size ? SM.getLocalSLocEntry(I + 1).getOffset()
                                 : SM.getNextLocalOffset();
    SourceLocation Begin = Entry.getExpansion().getSpellingLoc();
    SourceLocation End =
        Begin.getLocWithOffset(static_cast<int>(Next - Entry.getOffset()) - 1);
    Times += Begin <= Written && Written < End;
  }
  return Times == 1;
}

SourceRange writtenRange(SourceRange Tokens, const SourceManager &SM) {
  SourceLocation Begin = Tokens.getBegin(), End = Tokens.getEnd();
  while (Begin.isMacroID()) {
    if (!SM.isMacroArgExpansion(Begin) || !SM.isMacroArgExpansion(End) ||
        SM.getImmediateExpansionRange(Begin).getBegin() !=
            SM.getImmediateExpansionRange(End).getBegin())
      return SourceRange();
    Begin = SM.getImmediateSpellingLoc(Begin);
    End = SM.getImmediateSpellingLoc(End);
    if (!isExpandedOnce(Begin, SM))
      return SourceRange();
  }
  return End.isFileID() ? SourceRange(Begin, End) : SourceRange();
}

SourceLocation writtenPlace(SourceLocation Loc, const SourceManager &SM) {
  while (SM.isMacroArgExpansion(Loc))
    Loc = SM.getImmediateSpellingLoc(Loc);
  return Loc;
}

std::string macroCaveat(SourceLocation Loc, const SourceManager &SM,
                        const LangOptions &Options) {
  if (!Loc.isMacroID())
    return "";
  return "; every definition of '" +
         Lexer::getImmediateMacroName(Loc, SM, Options).str() +
         "' has to allow 'co_await' in this argument";
}

/// How often \p Token stands in [Begin, End) of a file.
static unsigned countTokens(StringRef Token, SourceLocation Begin,
                            SourceLocation End, const SourceManager &SM,
                            const LangOptions &Options) {
  StringRef Text = SM.getBufferData(SM.getFileID(Begin));
  Lexer Lex(SM.getLocForStartOfFile(SM.getFileID(Begin)), Options, Text.begin(),
            Text.begin() + SM.getFileOffset(Begin), Text.end());
  unsigned Times = 0;
  clang::Token T;
  while (!Lex.LexFromRawLexer(T) && T.getLocation() < End)
    Times +=
        Text.substr(SM.getFileOffset(T.getLocation()), T.getLength()) == Token;
  return Times;
}

std::string whichInMacro(SourceLocation Loc, StringRef Named,
                         const SourceManager &SM, const LangOptions &Options) {
  SourceLocation Macro = SM.getExpansionLoc(Loc), Written = SM.getFileLoc(Loc);
  if (Written == Macro || !SM.isWrittenInSameFile(Macro, Written))
    return "";
  auto TokenAt = [&](SourceLocation At) {
    return Lexer::getSourceText(CharSourceRange::getTokenRange(At), SM,
                                Options);
  };
  StringRef Token = TokenAt(Written);
  unsigned Before = countTokens(Token, Macro, Written, SM, Options);
  bool IsNamed = Named.consume_back(Token) &&
                 (Named.empty() || !isAsciiIdentifierContinue(Named.back()));
  if (!Before && IsNamed)
    return "";
  std::string Which;
  if (Before)
    Which =
        ("the " + Twine(Before + 1) + getOrdinalSuffix(Before + 1) + " ").str();
  if (!IsNamed)
    Which += ("'" + Token + "' ").str();
  return (Which + "in '" + TokenAt(Macro) + "'").str();
}

} // namespace corolint
