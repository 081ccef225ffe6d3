// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// a command => a file with the stalls of its event loops.
#pragma once

#include "Driver/Options.h"
#include "Finding/Measurement.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace corolint {

struct ProfileOptions {
  std::vector<std::string> Command; ///< The program and its arguments.
  std::string Threshold;            ///< "10ms".
  std::string Threads;              ///< A glob; empty: by themselves.
  std::string OutputFile;           ///< Empty: "stalls.json".
  std::string ToolVersion;
};

/// Runs the program, writes the profile, and says to \p Err in short what is in
/// it. Returns the program's exit status.
llvm::Expected<int> runProfile(const ProfileOptions &Opts,
                               llvm::raw_ostream &Err);

/// The profile that \p Opts names can be read, if it names one.
llvm::Error checkProfile(const Options &Opts);

/// What the profile that \p Opts names has shown of \p R, whose findings it
/// puts into the order of what they cost.
llvm::Expected<MeasuredRun> joinProfile(const Options &Opts, Report &R);

} // namespace corolint
