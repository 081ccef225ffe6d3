// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the checks of one translation unit share: each analysis is done once,
// whoever asks first.
#pragma once

#include "Analysis/AwaitableFlow.h"
#include "Analysis/BrokenCode.h"
#include "Analysis/CompileErrors.h"
#include "Analysis/HeldLocks.h"
#include "Analysis/LockEffects.h"
#include "Checks/FileGraph.h"
#include "Config/ProjectConfig.h"
#include "clang/Lex/Preprocessor.h"

namespace corolint {

class FileAnalyses {
public:
  /// Those of the translation unit that \p PP is about to read, made by the
  /// first check that asks; they last as long as one holds them. \p Config is
  /// that for \p MainFile, an absolute path. Each translation unit is parsed by
  /// one thread.
  static std::shared_ptr<FileAnalyses>
  of(clang::Preprocessor &PP, std::shared_ptr<const ProjectConfig> Config,
     llvm::StringRef MainFile);

  /// Use of().
  FileAnalyses(clang::DiagnosticsEngine &Engine,
               std::shared_ptr<const ProjectConfig> Config,
               llvm::StringRef MainFile);

  const model::Model &model() const { return Config->Model; }
  const CompileErrors &errors() const { return *Errors; }
  BrokenCode &broken() { return Broken; }
  /// What functions do with locks.
  LockEffects &locks() { return Locks; }
  Flow &paths() { return Paths; }
  FileGraph &graph() { return Graph; }
  /// What becomes of \p F's locals, until it is asked of another function: all
  /// checks look at one before they are shown the next.
  const LocalFates &fates(const clang::FunctionDecl &F);
  /// The locks that \p F holds, until it is asked of another function.
  const LockFlow &heldLocks(const clang::FunctionDecl &F);

private:
  std::shared_ptr<const ProjectConfig> Config;
  std::unique_ptr<CompileErrors> Errors;
  BrokenCode Broken;
  LockEffects Locks;
  Graphs FlowGraphs;
  Flow Paths;
  FileGraph Graph;
  std::optional<LocalFates> Fates;
  std::optional<LockFlow> Held;
  const clang::FunctionDecl *HeldIn = nullptr;
};

} // namespace corolint
