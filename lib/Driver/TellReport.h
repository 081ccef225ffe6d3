// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// report => what the user asked for: outputs, exported and applied fixes.
#pragma once

#include "Driver/Run.h"
#include "Finding/Finding.h"

namespace corolint {

/// Writes \p R to its outputs, of which one may be \p Out, and its errors to
/// \p Err, and does with the fixes what
/// \p Opts says. The status that the run ends with.
llvm::Expected<ExitStatus> tellReport(const Report &R, const Options &Opts,
                                      llvm::raw_ostream &Out,
                                      llvm::raw_ostream &Err);

} // namespace corolint
