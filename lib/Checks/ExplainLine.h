// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// a line => what coro-blocking-call makes of what is there, in words.
//
// The judgement is that of the check itself (Analysis/BlockingCalls.h), asked
// with the check's own flow, call graph and options.
#pragma once

#include "Analysis/BlockingCalls.h"
#include "Checks/FileGraph.h"
#include "Checks/LineQuestion.h"

namespace corolint {

class LineExplainer {
public:
  LineExplainer(const LineQuestion &Asked, const model::Model &M, Flow &Paths)
      : Asked(Asked), M(M), Paths(Paths) {}

  /// Takes \p F, a definition: all of them, in the order of the source, an
  /// outer one before an inner one. Whether it is around the line.
  bool add(const clang::FunctionDecl &F);

  /// The answer, after the last add(). \p Graph is solved for the kinds that
  /// \p Counts.
  LineAnswer answer(FileGraph &Graph,
                    llvm::function_ref<bool(llvm::StringRef Kind)> Counts);

private:
  unsigned lineIn(clang::SourceLocation Location) const;
  bool isOnLine(clang::SourceLocation Location) const;
  std::string placeOf(clang::SourceLocation Location) const;
  std::string placeOfSwitch(const Evaluation &E) const;
  std::string aboutEntry(const model::BlockingApi &Entry) const;
  FunctionAround describe(const clang::FunctionDecl &F) const;
  JudgedCall describe(const ThreadCall &Call, const Ruling &R,
                      const clang::FunctionDecl &F) const;
  std::string whereLambdaGoes(const clang::FunctionDecl &Lambda,
                              const clang::FunctionDecl &Outer) const;
  void addAwaits(const clang::FunctionDecl &F, LineAnswer &To) const;

  const LineQuestion &Asked;
  const model::Model &M;
  Flow &Paths;
  const clang::SourceManager *Sources = nullptr;
  std::vector<const clang::FunctionDecl *> Around;
};

} // namespace corolint
