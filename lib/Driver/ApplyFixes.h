// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// report => changed files, or an export for clang-apply-replacements.
#pragma once

#include "Finding/Finding.h"
#include "llvm/Support/Error.h"

namespace corolint {

struct AppliedFixes {
  unsigned Applied = 0;
  /// Fixes that touch what another one changes; a second run can apply them.
  unsigned Skipped = 0;
  unsigned Files = 0;
};

/// Applies the safe fixes of \p R to the files on disk, the suggested ones too
/// if \p AlsoSuggested. A fix is applied as a whole or not at all; equal edits
/// of several fixes, such as an include, are made once. Each file is replaced
/// atomically. The lines that are changed are formatted in \p Style, as
/// clang-format's --style takes it, if there is one. The error names the file
/// that can't be read or written.
llvm::Expected<AppliedFixes> applyFixes(const Report &R, bool AlsoSuggested,
                                        llvm::StringRef Style);

/// Writes what clang-apply-replacements reads to \p Path. Fixes on notes are
/// exported only if \p AlsoSuggested.
llvm::Error exportFixes(const Report &R, llvm::StringRef Path,
                        bool AlsoSuggested);

} // namespace corolint
