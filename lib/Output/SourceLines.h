// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What writers want of the sources: their lines, and columns as others count.
#pragma once

#include "Finding/Finding.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

namespace corolint {

/// \p Text as UTF-8, which a source, and the name of a file, need not be.
std::string utf8(llvm::StringRef Text);

/// Reads each file once, when it is first asked for.
class SourceLines {
public:
  /// Line \p Number of \p File, from 1, without its end; empty if there is none
  /// or the file can't be read.
  llvm::StringRef line(llvm::StringRef File, unsigned Number);

  /// How many lines \p File has; 0 if it can't be read.
  unsigned lines(llvm::StringRef File) { return source(File).Starts.size(); }

  /// All of \p File; empty if it can't be read.
  llvm::StringRef text(llvm::StringRef File) {
    const Source &S = source(File);
    return S.Buffer ? S.Buffer->getBuffer() : "";
  }

  /// The column of \p P, from 1, in UTF-16 code units.
  unsigned utf16Column(const Place &P);

  /// The line and column, in bytes, of \p Offset in \p File.
  Place place(llvm::StringRef File, unsigned Offset);

private:
  struct Source {
    std::unique_ptr<llvm::MemoryBuffer> Buffer;
    std::vector<unsigned> Starts; ///< Of each line.
  };
  const Source &source(llvm::StringRef File);

  llvm::StringMap<Source> Files;
};

} // namespace corolint
