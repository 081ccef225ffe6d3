// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/FileTokens.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace clang;
using namespace llvm;

namespace corolint {

FileTokens::FileTokens(FileID File, const SourceManager &SM,
                       const LangOptions &Options)
    : Start(SM.getLocForStartOfFile(File)), Text(SM.getBufferData(File)) {
  Lexer Raw(File, SM.getBufferOrFake(File), SM, Options);
  clang::Token Tok;
  for (Raw.LexFromRawLexer(Tok); Tok.isNot(tok::eof);
       Raw.LexFromRawLexer(Tok)) {
    unsigned Offset = SM.getFileOffset(Tok.getLocation());
    Tokens.push_back({Tok.getKind(), Text.substr(Offset, Tok.getLength()),
                      Offset, Tokens.size()});
  }
  Nothing.Offset = Text.size();
  Nothing.Match = Tokens.size();
  matchBrackets();
}

/// A closing bracket closes the nearest open one of its kind; what is open
/// inside stays without a match.
void FileTokens::matchBrackets() {
  SmallVector<size_t> Open;
  auto OpenerOf = [](tok::TokenKind Kind) {
    return Kind == tok::r_paren    ? tok::l_paren
           : Kind == tok::r_square ? tok::l_square
           : Kind == tok::r_brace  ? tok::l_brace
                                   : tok::unknown;
  };
  for (size_t I = 0; I < Tokens.size(); ++I) {
    if (Tokens[I].opens())
      Open.push_back(I);
    tok::TokenKind Opener = OpenerOf(Tokens[I].Kind);
    if (Opener == tok::unknown)
      continue;
    auto Found = find_if(reverse(Open),
                         [&](size_t O) { return Tokens[O].Kind == Opener; });
    if (Found == Open.rend())
      continue;
    Tokens[*Found].Match = I;
    Tokens[I].Match = *Found;
    Open.erase(std::prev(Found.base()), Open.end());
  }
}

size_t FileTokens::at(unsigned Offset) const {
  return lower_bound(Tokens, Offset,
                     [](const Token &T, unsigned O) { return T.Offset < O; }) -
         Tokens.begin();
}

size_t FileTokens::after(size_t Open) const {
  size_t Close = (*this)[Open].Match;
  return Close > Open ? Close + 1 : Tokens.size();
}

StringRef FileTokens::text(size_t Begin, size_t End) const {
  if (Begin >= End)
    return "";
  return Text.slice((*this)[Begin].Offset, (*this)[End - 1].end());
}

} // namespace corolint
