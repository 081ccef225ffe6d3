// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// diagnostics and details of a file => its unit, with candidates.
#pragma once

#include "Driver/AnalyzeFile.h"

namespace corolint {

/// The unit of \p Analysis, whose file is \p File, an absolute path. Reads the
/// files that its findings are in from \p Files.
summary::Unit makeUnit(const std::string &File, FileAnalysis Analysis,
                       llvm::vfs::FileSystem &Files);

} // namespace corolint
