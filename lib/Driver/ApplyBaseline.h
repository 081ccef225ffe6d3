// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// report => the report of what is new, with the baseline that --baseline names.
#pragma once

#include "Driver/Options.h"
#include "Finding/Finding.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// Moves the findings of \p R that the baseline of \p Opts knows to its Known
/// ones, and writes the baseline anew, or without its stale entries, if that is
/// asked for. An entry is stale only after a run over the whole project. Stale
/// ones and counts are told to \p Err. Without a baseline does nothing.
llvm::Error applyBaseline(Report &R, const Options &Opts,
                          llvm::raw_ostream &Err);

} // namespace corolint
