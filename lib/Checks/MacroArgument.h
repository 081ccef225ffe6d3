// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// expression => where a file has it, when a macro's argument is that place.
#pragma once

#include "clang/Basic/SourceManager.h"
#include <string>

namespace corolint {

/// Where \p Tokens are written: where they are, in a file, or the part of a
/// macro's argument that they are. Invalid where they come from a macro's body,
/// and where the argument is expanded more than once: what is written there
/// stands in several places.
clang::SourceRange writtenRange(clang::SourceRange Tokens,
                                const clang::SourceManager &SM);

/// Where token \p Loc, of which writtenRange() has made something, is written.
clang::SourceLocation writtenPlace(clang::SourceLocation Loc,
                                   const clang::SourceManager &SM);

/// What to say of a fix that puts a `co_await` at \p Loc: of which macro it
/// becomes an argument. Empty outside of macros.
std::string macroCaveat(clang::SourceLocation Loc,
                        const clang::SourceManager &SM,
                        const clang::LangOptions &Options);

/// Which of a macro's arguments' tokens \p Loc is, for something that is called
/// \p Named: "the 2nd in 'CHECK'", "'f' in 'CHECK'". Empty for the first that
/// is written so, and outside of arguments.
std::string whichInMacro(clang::SourceLocation Loc, llvm::StringRef Named,
                         const clang::SourceManager &SM,
                         const clang::LangOptions &Options);

} // namespace corolint
