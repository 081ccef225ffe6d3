// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// a program => whether something can be loaded into it, or why not.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace corolint::profile {

/// Finds \p Program as a shell would. The error says why a shared library of
/// ours could not be loaded into it: there is no such program, it is
/// linked statically, runs with other privileges, or has another C library or
/// processor than this very program.
llvm::Expected<std::string> checkProgram(llvm::StringRef Program);

} // namespace corolint::profile
