// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// a check's page => the parts of it that reports show.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// The first paragraph of the section "What it does", as one line of text.
std::string ruleSummary(llvm::StringRef Page);

/// The first paragraph of the section "Why it matters".
std::string ruleReason(llvm::StringRef Page);

/// The page with the text of its links to other pages, which a report doesn't
/// have, in their place.
std::string rulePageAlone(llvm::StringRef Page);

} // namespace corolint
