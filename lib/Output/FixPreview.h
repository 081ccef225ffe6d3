// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// fix => the lines that it changes, before and after.
#pragma once

#include "Finding/Finding.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

struct FixPreview {
  std::vector<std::string> Before, After; ///< Lines without their ends.
};

/// What \p X makes of \p File, whose content is \p Text: its includes are left
/// out. Empty if it changes nothing else there.
FixPreview previewFix(const Fix &X, llvm::StringRef File, llvm::StringRef Text);

} // namespace corolint
