// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// source file => what the nearest `.corolint.yaml` above it says, on top of the
// built-in model.
#pragma once

#include "Model/Model.h"
#include "llvm/Support/GlobPattern.h"
#include <deque>
#include <memory>

namespace corolint {

struct ProjectConfig {
  model::Model Model;

  /// \p File, an absolute path, lies in a folder that `libraries` names: its
  /// code is not the project's own.
  bool isLibrary(llvm::StringRef File) const;

  /// Adds \p Glob, a valid one, of a configuration in \p Folder.
  void addLibrary(llvm::StringRef Glob, llvm::StringRef Folder);

private:
  struct Library {
    explicit Library(std::string Text)
        : Text(std::move(Text)),
          Pattern(llvm::cantFail(llvm::GlobPattern::create(this->Text))) {}
    Library(const Library &) = delete;
    std::string Text; ///< The pattern refers to it.
    llvm::GlobPattern Pattern;
  };
  std::deque<Library> Libraries;
};

/// The configuration for \p SourceFile, an absolute path. Configurations are
/// cached by folder for the life of the process. The error names the
/// configuration file and the line. Thread-safe.
llvm::Expected<std::shared_ptr<const ProjectConfig>>
configForFile(llvm::StringRef SourceFile);

/// Its model.
llvm::Expected<std::shared_ptr<const model::Model>>
modelForFile(llvm::StringRef SourceFile);

} // namespace corolint
