// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// functions => summaries (Summary/Summary.h): the collector.
//
// It follows calls through every body in sight. Where the model or a mark has
// something to say about a function, its body isn't looked at; neither are a
// library's insides, apart from templates of its that may run the user's code.
#pragma once

#include "Analysis/BlockingCalls.h"
#include "Summary/Unit.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

class Summaries {
public:
  using Predicate = std::function<bool(const clang::FunctionDecl &)>;

  /// Collects in \p Into. \p IsBroken says which functions have compile errors:
  /// nothing is known of those.
  Summaries(const model::Model &M, Flow &Paths, Predicate IsBroken,
            summary::UnitBuilder &Into)
      : M(M), Paths(Paths), IsBroken(std::move(IsBroken)), Into(Into) {}

  /// Makes \p Method a target of virtual calls. To be called for every
  /// definition before the first call of siteOf() or add().
  void addOverrider(const clang::CXXMethodDecl &Method);

  /// Summarises \p F, a definition, and what it may reach.
  void add(const clang::FunctionDecl &F);

  /// The call site of \p E, whose callee is neither the model's nor marked.
  /// Summarises what it may reach. Nullopt when nothing of it matters.
  std::optional<summary::CallSite> siteOf(const Evaluation &E);

  summary::Ref symbolOf(const clang::Decl &D);
  /// What \p E assumes, as an assumption of the unit.
  summary::Ref assumptionOf(const Evaluation &E);

private:
  /// What is to be known of a function when it is called.
  enum class Body {
    Ignored,   ///< The model or a mark says it all, or it is a library's.
    Visible,   ///< What its body does.
    Elsewhere, ///< What its body does, which is in another file.
  };
  Body bodyToFollow(const clang::FunctionDecl &Callee);
  Body decideBody(const clang::FunctionDecl &Callee);
  bool mayRunUserCode(const clang::FunctionDecl &LibraryFunction);
  bool isUsers(clang::QualType T);
  void follow(const clang::FunctionDecl &F);
  void summarise(const clang::FunctionDecl &F);
  summary::Function describe(const clang::FunctionDecl &F);
  /// Follows what overrides \p Callee in this file. Whether any of it matters.
  bool followOverriders(const clang::FunctionDecl &Callee);
  summary::Argument argument(const ArgumentOf &A);
  void addParameters(const clang::FunctionDecl &F, summary::Function &S);
  summary::Effect effectOf(const ThreadCall &Call, bool Shown);
  void addClass(const clang::CXXRecordDecl &R);
  summary::Place placeOf(clang::SourceLocation Location);
  clang::SourceLocation lastEagainTest(const clang::FunctionDecl &F);

  const model::Model &M;
  Flow &Paths;
  Predicate IsBroken;
  summary::UnitBuilder &Into;
  llvm::DenseMap<const clang::Decl *, summary::Ref> Symbols;
  llvm::DenseMap<const clang::FunctionDecl *, Body> Bodies;
  /// The symbols of the functions and classes that are in the unit.
  llvm::DenseSet<summary::Ref> Summarised, Classes;
  llvm::DenseMap<const clang::FunctionDecl *, clang::SourceLocation>
      EagainTests;
  llvm::DenseMap<const clang::CXXMethodDecl *,
                 llvm::SmallVector<const clang::CXXMethodDecl *, 2>>
      Overriders;
  llvm::SmallVector<const clang::FunctionDecl *, 32> Pending;
  llvm::DenseMap<clang::FileID, summary::Ref> Files;
  bool Summarising = false;
  const clang::SourceManager *Sources = nullptr;
};

} // namespace corolint
