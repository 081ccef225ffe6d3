// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/FileAnalyses.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace llvm;

namespace corolint {

FileAnalyses::FileAnalyses(DiagnosticsEngine &Engine,
                           std::shared_ptr<const model::Model> TheModel,
                           StringRef MainFile)
    : M(std::move(TheModel)), Errors(CompileErrors::listenTo(Engine)),
      Broken(*Errors), Locks(*M),
      Graph(
          *M, Paths,
          [this](const FunctionDecl &F) { return Broken.isBroken(F); },
          MainFile) {}

std::shared_ptr<FileAnalyses>
FileAnalyses::of(DiagnosticsEngine &Engine,
                 std::shared_ptr<const model::Model> M, StringRef MainFile) {
  thread_local DenseMap<DiagnosticsEngine *, std::weak_ptr<FileAnalyses>> Made;
  std::weak_ptr<FileAnalyses> &Known = Made[&Engine];
  std::shared_ptr<FileAnalyses> Current = Known.lock();
  if (!Current) {
    Current = std::make_shared<FileAnalyses>(Engine, std::move(M), MainFile);
    Known = Current;
  }
  return Current;
}

} // namespace corolint
