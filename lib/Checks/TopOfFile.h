// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// text of a file => where an `#include` can be put for its coroutines.
#pragma once

#include "clang/Basic/LangOptions.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace corolint {

/// A file up to its first coroutine keyword. What stands in braces there
/// (`extern "C" {`), or is compiled under a condition other than the include
/// guard, is *nested*: an `#include` there isn't meant for the whole file.
class TopOfFile {
public:
  /// A null character must follow \p Text, which must outlive it.
  TopOfFile(llvm::StringRef Text, const clang::LangOptions &Options);

  /// All coroutines of the file see what is included at \p Offset.
  bool mayInclude(unsigned Offset) const;

  /// The offset of the line below the last include that isn't nested.
  std::optional<unsigned> belowIncludes() const { return BelowIncludes; }

  /// The text before the first thing that is nested.
  llvm::StringRef head() const;

private:
  llvm::StringRef Text;
  /// The stretches that aren't nested, both ends included.
  llvm::SmallVector<std::pair<unsigned, unsigned>, 4> Open;
  std::optional<unsigned> BelowIncludes;
};

} // namespace corolint
