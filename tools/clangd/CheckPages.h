// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// a check => where an editor can open its page.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// The URI of a check's page: where docs/ is published, if the build says so,
/// else the file that is installed with this program. Empty if there is none.
/// \p Check is one of ours.
std::string checkPageUri(llvm::StringRef Check);

} // namespace corolint
