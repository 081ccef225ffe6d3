// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/MacroArgument.h"
#include "clang/Lex/Lexer.h"

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

} // namespace corolint
