// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the checks of one translation unit share: each analysis is done once,
// whoever asks first.
#pragma once

#include "Analysis/BrokenCode.h"
#include "Analysis/CompileErrors.h"
#include "Analysis/LockEffects.h"
#include "Checks/FileGraph.h"
#include "Config/ProjectModel.h"

namespace corolint {

class FileAnalyses {
public:
  /// Those of the translation unit that is being parsed under \p Engine, made
  /// by the first check that asks; they last as long as one holds them. \p M is
  /// the model for \p MainFile, an absolute path. Each translation unit is
  /// parsed by one thread.
  static std::shared_ptr<FileAnalyses> of(clang::DiagnosticsEngine &Engine,
                                          std::shared_ptr<const model::Model> M,
                                          llvm::StringRef MainFile);

  /// Use of().
  FileAnalyses(clang::DiagnosticsEngine &Engine,
               std::shared_ptr<const model::Model> M, llvm::StringRef MainFile);

  const CompileErrors &errors() const { return *Errors; }
  BrokenCode &broken() { return Broken; }
  /// What functions do with locks.
  LockEffects &locks() { return Locks; }
  Flow &paths() { return Paths; }
  FileGraph &graph() { return Graph; }

private:
  std::shared_ptr<const model::Model> M;
  std::unique_ptr<CompileErrors> Errors;
  BrokenCode Broken;
  LockEffects Locks;
  Flow Paths;
  FileGraph Graph;
};

} // namespace corolint
