// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// report => what the user asked for: outputs, exported and applied fixes.
#pragma once

#include "Driver/Run.h"
#include "Finding/Measurement.h"

namespace corolint {

/// Writes \p R to its outputs, of which one may be \p Out, and its errors to
/// \p Err, and does with the fixes what
/// \p Opts says. \p Run is what was measured of it, or null. The status that
/// the command ends with.
llvm::Expected<ExitStatus> tellReport(const Report &R, const MeasuredRun *Run,
                                      const Options &Opts,
                                      llvm::raw_ostream &Out,
                                      llvm::raw_ostream &Err);

} // namespace corolint
