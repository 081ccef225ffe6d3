// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/FileAnalyses.h"
#include "Checks/LibraryHeaders.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace llvm;

namespace corolint {

FileAnalyses::FileAnalyses(DiagnosticsEngine &Engine,
                           std::shared_ptr<const ProjectConfig> TheConfig,
                           StringRef MainFile)
    : Config(std::move(TheConfig)), Errors(CompileErrors::listenTo(Engine)),
      Broken(*Errors), Locks(Config->Model),
      Graph(
          Config->Model, Paths,
          [this](const FunctionDecl &F) { return Broken.isBroken(F); },
          MainFile) {}

std::shared_ptr<FileAnalyses>
FileAnalyses::of(Preprocessor &PP, std::shared_ptr<const ProjectConfig> Config,
                 StringRef MainFile) {
  thread_local DenseMap<DiagnosticsEngine *, std::weak_ptr<FileAnalyses>> Made;
  std::weak_ptr<FileAnalyses> &Known = Made[&PP.getDiagnostics()];
  std::shared_ptr<FileAnalyses> Current = Known.lock();
  if (!Current) {
    takeLibrariesForSystems(PP, Config);
    Current = std::make_shared<FileAnalyses>(PP.getDiagnostics(),
                                             std::move(Config), MainFile);
    Known = Current;
  }
  return Current;
}

} // namespace corolint
