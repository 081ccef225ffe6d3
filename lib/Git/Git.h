// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Asks the program git.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace corolint {

class Git {
public:
  /// For the repository that folder \p Folder is in. The error says that there
  /// is no program git.
  static llvm::Expected<Git> in(llvm::StringRef Folder);

  /// What git prints for \p Args, given \p Input. The error says what it
  /// complains of.
  llvm::Expected<std::string> run(llvm::ArrayRef<llvm::StringRef> Args,
                                  llvm::StringRef Input = "") const;

private:
  Git(std::string Program, llvm::StringRef Folder)
      : Program(std::move(Program)), Folder(Folder) {}
  std::string Program, Folder;
};

} // namespace corolint
