// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// place of an error => the `co_await` whose operand it is about.
//
// The compiler reports a failed await at its operand, and knows the keyword no
// more. Here the operand's extent is read from the tokens, as the grammar of a
// cast-expression has it ([expr.await], [expr.unary]).
#pragma once

#include "Analysis/FileTokens.h"
#include <map>
#include <optional>

namespace corolint {

/// One `co_await` in a file, by the indices of tokens.
struct AwaitPlace {
  const FileTokens *In = nullptr;
  size_t Keyword = 0;
  /// The operand: from its first token to the one after its last.
  size_t Begin = 0, End = 0;

  clang::SourceLocation keyword() const { return In->location(Keyword); }
  clang::SourceLocation begin() const { return In->location(Begin); }
  clang::SourceLocation end() const { return In->endLocation(End - 1); }
  llvm::StringRef text() const { return In->text(Begin, End); }
};

/// The awaits of the files that are asked about.
class AwaitPlaces {
public:
  AwaitPlaces(const clang::SourceManager &SM, const clang::LangOptions &Options)
      : SM(SM), Options(Options) {}

  /// The await at \p Place, a place in a file: its keyword, or a token of its
  /// operand that stands in no brackets inside. The innermost, if there are
  /// several. What is said at the inner keyword of `co_await co_await x` is
  /// about what that one gives, and the outer one's, unless \p OfKeyword.
  std::optional<AwaitPlace> at(clang::SourceLocation Place,
                               bool OfKeyword = false);

  const FileTokens &tokensOf(clang::FileID File);

private:
  struct File {
    FileTokens Tokens;
    std::vector<AwaitPlace> Awaits;
  };
  File &file(clang::FileID ID);

  const clang::SourceManager &SM;
  const clang::LangOptions &Options;
  std::map<clang::FileID, File> Files;
};

/// The index after a cast-expression that begins at \p Begin.
size_t endOfOperand(const FileTokens &Tokens, size_t Begin);

/// The index after the name that begins at \p Begin: `a`, `::a::b<int>::c`.
/// \p Begin itself if there is none.
size_t endOfName(const FileTokens &Tokens, size_t Begin);

/// \p I is the opening square bracket of a lambda.
bool beginsLambda(const FileTokens &Tokens, size_t I);

/// The index after the lambda that begins at \p Begin.
size_t endOfLambda(const FileTokens &Tokens, size_t Begin);

} // namespace corolint
