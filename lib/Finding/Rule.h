// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What there is to say of a check beside its findings.
#pragma once

#include "llvm/ADT/StringRef.h"

namespace corolint {

struct Rule {
  llvm::StringRef Check; ///< Its id.
  bool OnByDefault = false;
  llvm::StringRef Severity;
  llvm::StringRef Page; ///< Markdown: docs/checks/.
};

} // namespace corolint
