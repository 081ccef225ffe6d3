// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// report => the report of what a change makes, with the revision that --since
// names.
//
// The same analyses look at the files as they were before the change, and what
// they find there is not new. So it doesn't matter which lines the change has:
// a helper that starts to block, a switch that is gone and a function that
// becomes a coroutine make findings in code that nobody touched.
#pragma once

#include "Driver/AnalyzeProject.h"
#include "Finding/Finding.h"
#include "llvm/Support/Error.h"

namespace corolint {

/// The project of \p Opts before the change that --since is about.
llvm::Expected<Project> earlierProject(const Options &Opts);

/// Moves the findings of \p R, on \p Now, that were there before the change to
/// its Earlier ones. Such a one has the same check, function, kind and
/// statement, and where it is a chain, the same statements along it. False if
/// it was interrupted. Files that \p Before has otherwise than this compiler
/// takes them are told to \p Err.
bool leaveOutEarlier(Report &R, const AnalyzedProject &Now,
                     const Project &Before, const Options &Opts,
                     const std::string &ResourceDir, llvm::raw_ostream &Err);

} // namespace corolint
