// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// functions => summaries (Summary/Summary.h): the collector.
//
// It starts from calls and follows them through every body in sight, so what
// no coroutine calls costs nothing. Where the model or a mark has something to
// say about a function, its body isn't looked at; neither are a library's
// insides, apart from templates of its that may run the user's code.
#pragma once

#include "Analysis/BlockingCalls.h"
#include "Summary/CallGraph.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

class Summaries {
public:
  using Predicate = std::function<bool(const clang::FunctionDecl &)>;

  /// \p IsBroken says which functions have compile errors: nothing is known of
  /// those.
  Summaries(const model::Model &M, Flow &Paths, Predicate IsBroken)
      : M(M), Paths(Paths), IsBroken(std::move(IsBroken)) {}

  /// Makes \p Method a target of virtual calls. To be called for every
  /// definition before the first call of siteOf().
  void addOverrider(const clang::CXXMethodDecl &Method);

  /// The call site of \p E, whose callee is neither the model's nor marked.
  /// Summarises what it may reach. Nullopt when nothing can be seen of it.
  std::optional<summary::CallSite> siteOf(const Evaluation &E);

  /// What was summarised; to be solved when the last siteOf() is done.
  summary::CallGraph &graph() { return Graph; }

private:
  bool follows(const clang::FunctionDecl &Callee);
  bool mayRunUserCode(const clang::FunctionDecl &LibraryFunction);
  bool isUsers(clang::QualType T);
  std::string idOf(const clang::Decl &D);
  void summarise(const clang::FunctionDecl &F);
  summary::Effect effectOf(const ThreadCall &Call, bool Shown) const;
  void addClass(const clang::CXXRecordDecl &R);
  summary::Place placeOf(clang::SourceLocation Location) const;
  clang::SourceLocation lastEagainTest(const clang::FunctionDecl &F);

  const model::Model &M;
  Flow &Paths;
  Predicate IsBroken;
  summary::CallGraph Graph;
  llvm::DenseMap<const clang::Decl *, std::string> Ids;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Followed;
  llvm::DenseMap<const clang::FunctionDecl *, clang::SourceLocation>
      EagainTests;
  llvm::DenseMap<const clang::CXXMethodDecl *,
                 llvm::SmallVector<const clang::CXXMethodDecl *, 2>>
      Overriders;
  llvm::SmallVector<const clang::FunctionDecl *, 32> Pending;
  bool Summarising = false;
  const clang::SourceManager *Sources = nullptr;
};

} // namespace corolint
