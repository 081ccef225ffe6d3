// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that were embedded at build time (tools/cmake/EmbedFiles.cmake): the
// model's data, the checks' pages, the parts of the HTML report. The tool needs
// no installed data.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

struct EmbeddedFile {
  llvm::StringRef Name; ///< The file's name without its folder.
  llvm::StringRef Text; ///< Followed by a NUL that is not part of it.
};

/// lib/Model/data/*.yaml.
llvm::ArrayRef<EmbeddedFile> builtinModelFiles();

/// docs/checks/*.md.
llvm::ArrayRef<EmbeddedFile> checkPageFiles();

/// lib/Output/html/*.
llvm::ArrayRef<EmbeddedFile> reportPageFiles();

} // namespace corolint
