// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// a project => its first configuration: .clang-tidy and .corolint.yaml.
#pragma once

#include "Driver/Run.h"

namespace corolint {

/// Writes the configurations that the root of the project lacks, for the
/// frameworks that its sources include, and says to \p Out what it did. What is
/// there is left as it is, and what may be missing in it is said.
llvm::Expected<ExitStatus> runInit(const Options &Opts, llvm::raw_ostream &Out);

} // namespace corolint
