// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/FileAnalyses.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace llvm;

namespace corolint {

FileAnalyses::FileAnalyses(DiagnosticsEngine &Engine,
                           const SourceManager &Sources,
                           std::shared_ptr<const model::Model> TheModel,
                           StringRef MainFile)
    : Sources(Sources), M(std::move(TheModel)),
      Errors(CompileErrors::listenTo(Engine)), Locks(*M),
      Graph(
          *M, Paths, [this](const FunctionDecl &F) { return isBroken(F); },
          MainFile) {}

std::shared_ptr<FileAnalyses>
FileAnalyses::of(DiagnosticsEngine &Engine, const SourceManager &Sources,
                 std::shared_ptr<const model::Model> M, StringRef MainFile) {
  thread_local DenseMap<DiagnosticsEngine *, std::weak_ptr<FileAnalyses>> Made;
  std::weak_ptr<FileAnalyses> &Known = Made[&Engine];
  std::shared_ptr<FileAnalyses> Current = Known.lock();
  if (!Current) {
    Current =
        std::make_shared<FileAnalyses>(Engine, Sources, std::move(M), MainFile);
    Known = Current;
  }
  return Current;
}

bool FileAnalyses::isBroken(const FunctionDecl &F) const {
  return F.isInvalidDecl() || Errors->anyIn(F.getSourceRange(), Sources);
}

} // namespace corolint
