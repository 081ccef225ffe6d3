// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// file => its tokens, with their brackets matched.
//
// For code that Clang dropped from the AST. The file is lexed raw: macros and
// directives don't matter, and whatever the code is, there are tokens.
#pragma once

#include "clang/Basic/SourceLocation.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/TokenKinds.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace corolint {

class FileTokens {
public:
  struct Token {
    clang::tok::TokenKind Kind;
    llvm::StringRef Text;
    unsigned Offset;
    /// The matching bracket's index; for anything else, and for a bracket that
    /// has no match, the token's own.
    size_t Match;

    bool is(llvm::StringRef Spelling) const { return Text == Spelling; }
    bool isName() const { return Kind == clang::tok::raw_identifier; }
    bool opens() const {
      return Kind == clang::tok::l_paren || Kind == clang::tok::l_square ||
             Kind == clang::tok::l_brace;
    }
    unsigned end() const { return Offset + Text.size(); }
  };

  /// \p SM must outlive it.
  FileTokens(clang::FileID File, const clang::SourceManager &SM,
             const clang::LangOptions &Options);

  size_t size() const { return Tokens.size(); }
  /// Token \p I, or an empty one beyond the last: keyword or not, a name is a
  /// raw_identifier.
  const Token &operator[](size_t I) const {
    return I < Tokens.size() ? Tokens[I] : Nothing;
  }

  /// The index of the first token that doesn't begin before \p Offset.
  size_t at(unsigned Offset) const;

  /// The index after bracket \p Open and what it encloses; of the last token if
  /// it isn't closed.
  size_t after(size_t Open) const;

  clang::SourceLocation location(size_t I) const {
    return place((*this)[I].Offset);
  }
  clang::SourceLocation endLocation(size_t I) const {
    return place((*this)[I].end());
  }
  clang::SourceLocation place(unsigned Offset) const {
    return Start.getLocWithOffset(Offset);
  }

  /// What is written from token \p Begin to the one before \p End.
  llvm::StringRef text(size_t Begin, size_t End) const;

  /// The file up to token \p I.
  llvm::StringRef textBefore(size_t I) const {
    return Text.take_front((*this)[I].Offset);
  }

private:
  void matchBrackets();

  clang::SourceLocation Start;
  llvm::StringRef Text;
  std::vector<Token> Tokens;
  Token Nothing{clang::tok::eof, "", 0, 0};
};

} // namespace corolint
