// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command's flags, by what they are for.
#pragma once

#include "Driver/Options.h"
#include "llvm/Support/CommandLine.h"

namespace corolint::flags {

extern llvm::cl::SubCommand Summarize, Link, Explain, Cache, Init, Profile;

extern llvm::cl::list<std::string> Summaries;
extern llvm::cl::opt<std::string> OutputFile, DepFile, ExplainedCheck,
    Threshold, Threads;
extern llvm::cl::opt<bool> Clear, ListChecks, PrintModel;

/// Leaves only our own flags in --help.
void hideOthers();

/// What the flags say of a run; \p Fixed is the compile command after "--".
llvm::Expected<Options> options(std::optional<std::vector<std::string>> Fixed);

} // namespace corolint::flags
