// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors in what the user gave us (a flag, a file), as opposed to bugs of ours.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

namespace corolint {

/// An error whose text is complete for the user: where ("file:line: " when
/// there is a file), what is wrong, what was expected, and a hint.
llvm::Error userError(const llvm::Twine &Message);

/// The member of \p Known that is nearest to the misspelt \p Word, or an empty
/// string when none is near enough to be what was meant.
llvm::StringRef nearestName(llvm::StringRef Word,
                            llvm::ArrayRef<llvm::StringRef> Known);

} // namespace corolint
