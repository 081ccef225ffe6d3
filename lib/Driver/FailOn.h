// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --fail-on: which findings make a run fail.
#pragma once

#include "Finding/Finding.h"
#include "llvm/Support/Error.h"

namespace corolint {

struct FailOn {
  /// At least as bad as that: 0 "info", 1 "warning", 2 "error".
  unsigned Severity = 0;
  unsigned Count = 1; ///< That many or more; 0: a run never fails.
};

/// \p Text is `none`, or a severity, a number or both: `warning`, `10`,
/// `warning:10`.
llvm::Expected<FailOn> parseFailOn(llvm::StringRef Text);

/// The findings of \p R make a run fail.
bool fails(const FailOn &On, const Report &R);

} // namespace corolint
