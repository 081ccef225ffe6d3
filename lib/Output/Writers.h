// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Report => bytes. One writer per format and file; a writer knows no flag and
// no check by name.
#pragma once

#include "Finding/Finding.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// Findings in Clang's style, with source line, caret and notes, then a summary
/// line. Reads the sources again; what can't be read is shown without its line.
/// \p Colors forces colours on or off.
void writeText(const Report &R, llvm::raw_ostream &OS, bool Colors);

/// The JSON object of docs/json.md.
void writeJson(const Report &R, llvm::StringRef ToolVersion,
               llvm::raw_ostream &OS);

} // namespace corolint
