// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an editor offers at a finding: titles of actions, and the one that
// suppresses it.
#pragma once

#include "clang/Basic/Diagnostic.h"
#include <optional>
#include <string>

namespace corolint {

/// The title of a suggested fix, and whether \p Title is one.
std::string suggestedTitle(llvm::StringRef Description);
bool isSuggestedTitle(llvm::StringRef Title);

/// The title of what suppresses a finding of \p Check, and whether \p Title is
/// one.
std::string suppressionTitle(llvm::StringRef Check);
bool isSuppressionTitle(llvm::StringRef Title);

/// Suppresses a finding of \p Check at \p Place, which is in a file, with a
/// comment at the end of its line. None where no comment can be.
std::optional<clang::FixItHint> suppression(clang::SourceLocation Place,
                                            llvm::StringRef Check,
                                            const clang::SourceManager &SM);

} // namespace corolint
