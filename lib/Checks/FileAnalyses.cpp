// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/FileAnalyses.h"
#include "Checks/LibraryHeaders.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace clang;
using namespace llvm;

namespace corolint {

FileAnalyses::FileAnalyses(DiagnosticsEngine &Engine,
                           std::shared_ptr<const ProjectConfig> TheConfig,
                           StringRef MainFile)
    : Config(std::move(TheConfig)), Errors(CompileErrors::listenTo(Engine)),
      Broken(*Errors), Locks(Config->Model), Paths(FlowGraphs),
      Graph(
          Config->Model, Paths,
          [this](const FunctionDecl &F) { return Broken.isBroken(F); },
          MainFile) {}

std::shared_ptr<FileAnalyses>
FileAnalyses::of(Preprocessor &PP, std::shared_ptr<const ProjectConfig> Config,
                 StringRef MainFile) {
  using Entry = std::pair<DiagnosticsEngine *, std::weak_ptr<FileAnalyses>>;
  thread_local SmallVector<Entry, 1> Made;
  DiagnosticsEngine &Engine = PP.getDiagnostics();
  // A thread of an editor's host lives through many translation units.
  erase_if(Made, [](const Entry &E) { return E.second.expired(); });
  for (const auto &[Of, Analyses] : Made)
    if (Of == &Engine)
      return Analyses.lock();
  takeLibrariesForSystems(PP, Config);
  auto New =
      std::make_shared<FileAnalyses>(Engine, std::move(Config), MainFile);
  Made.emplace_back(&Engine, New);
  return New;
}

const LocalFates &FileAnalyses::fates(const FunctionDecl &F) {
  if (!Fates || &Fates->function() != &F)
    Fates.emplace(F, Config->Model, FlowGraphs);
  return *Fates;
}

const LockFlow &FileAnalyses::heldLocks(const FunctionDecl &F) {
  if (!Held || HeldIn != &F) {
    Held = solveLocks(F, FlowGraphs.of(F), Locks);
    HeldIn = &F;
  }
  return *Held;
}

} // namespace corolint
