// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads a model file. What it returns is checked and expanded: one entry per
// name and alias, flag names replaced by their values.
#pragma once

#include "Model/Model.h"

namespace corolint::model {

struct FrameworkEntry {
  Framework Description;
  std::vector<TaskType> Tasks;
};

struct NamedEntry {
  std::string Name;
  Listing As;
};

/// One file's knowledge, ready to be added to a Model.
struct ModelFile {
  std::vector<BlockingApi> Apis;
  std::vector<FrameworkEntry> Frameworks;
  std::vector<LockType> LockTypes;
  std::vector<LockFunction> LockFunctions;
  std::array<std::vector<NamedEntry>, RoleCount>
      Names; ///< By Role; globs are valid.
};

/// Parses \p Text; \p FileName is for messages. The error names the file, the
/// line and what was expected.
llvm::Expected<ModelFile> parseModelFile(llvm::StringRef Text,
                                         llvm::StringRef FileName);

/// A project's configuration.
struct ProjectFile {
  std::vector<ModelFile> Model;
  std::vector<std::string> Libraries; ///< Valid globs, as written.
};

/// Parses a project's configuration: a mapping with the keys `model`, a list of
/// model files, and `libraries`. An empty text is no error and says nothing.
llvm::Expected<ProjectFile> parseProjectFile(llvm::StringRef Text,
                                             llvm::StringRef FileName);

} // namespace corolint::model
