// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// a place in a source => the statement there, as it reads without layout.
//
// Not a parser: a statement is what stands between two of `;`, `{` and `}`. It
// is what a person would recognise after the code was moved or reformatted.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace corolint {

class StatementText {
public:
  /// Reads \p Source, which isn't needed any longer.
  explicit StatementText(llvm::StringRef Source);

  /// The statement that has the bytes from \p Begin to \p End, without white
  /// space and comments. What stands in literals is left as it is.
  std::string at(unsigned Begin, unsigned End) const;

  /// The one before and the one after it, a newline between them.
  std::string around(unsigned Begin, unsigned End) const;

private:
  struct Range {
    size_t Begin, End;
  };
  Range statement(unsigned Begin, unsigned End) const;
  Range before(size_t Begin) const;
  Range after(size_t End) const;
  std::string text(Range R) const {
    return Kept.substr(R.Begin, R.End - R.Begin);
  }
  bool isBoundary(size_t I) const;

  std::string Kept;
  std::vector<unsigned> Offsets; ///< In the source, of each byte of Kept.
  std::vector<bool> InLiteral;   ///< Each byte of Kept.
};

} // namespace corolint
