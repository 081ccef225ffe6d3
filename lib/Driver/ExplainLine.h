// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// FILE:LINE => why it is a finding, or why not.
//
// The file is analysed as in any run, beside what the cache has of the others.
// What the check of blocking calls makes of each call on the line
// (Checks/ExplainLine.h) is joined with what the link step decides.
#pragma once

#include "Checks/LineQuestion.h"
#include "Driver/Run.h"
#include <optional>

namespace corolint {

/// The place that \p Text names, or nullopt if it doesn't end in a line.
std::optional<LineQuestion> parseLine(llvm::StringRef Text);

/// Writes why the line is a finding, or why not. An Error is what runLint() has
/// too, and a place that isn't there.
llvm::Expected<ExitStatus> runExplain(const Options &Opts,
                                      const LineQuestion &Asked,
                                      llvm::raw_ostream &Out,
                                      llvm::raw_ostream &Err);

} // namespace corolint
