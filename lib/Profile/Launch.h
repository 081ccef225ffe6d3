// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// a command => what its event loops did, recorded while it ran.
#pragma once

#include "Profile/Collect.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint::profile {

struct LaunchOptions {
  std::vector<std::string> Command;
  uint64_t Threshold = 0; ///< Nanoseconds.
  std::string Threads;    ///< A pattern of names; empty: by themselves.
  std::string Recorder;   ///< The library to load.
};

struct LaunchResult {
  std::vector<RawProcess> Processes;
  uint64_t Started = 0; ///< Nanoseconds of CLOCK_MONOTONIC.
  double Seconds = 0;
  int ExitStatus = 0; ///< The program's, or 128 and its signal.
};

/// Runs the command with the recorder in it until it ends, and every process
/// that it has started and that was recorded. Ctrl-C is the program's to
/// handle. The error says why it can't be run.
llvm::Expected<LaunchResult> launch(const LaunchOptions &Opts,
                                    llvm::raw_ostream &Err);

} // namespace corolint::profile
