// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// the functions of one file => what calls in it reach.
//
// With a listener that knows all files later, "may reach": the rest is left to
// it. Without one, what the file and the project's index show.
#pragma once

#include "Analysis/ContextSwitch.h"
#include "Analysis/Summaries.h"
#include "Checks/FindingDetails.h"
#include "Summary/CallGraph.h"
#include "Summary/ProjectIndex.h"

namespace corolint {

class FileGraph {
public:
  using Predicate = Summaries::Predicate;

  /// For the translation unit of \p MainFile; \p M and \p Paths must outlive
  /// it.
  FileGraph(const model::Model &M, Flow &Paths, Predicate IsBroken,
            llvm::StringRef MainFile);

  /// Takes \p F, a definition of the file; all of them before solve().
  void add(const clang::FunctionDecl &F);

  /// Leaves out of \p Coroutines those that start where they may block,
  /// collects what the others call, and finds what reaches an effect whose kind
  /// \p Counts.
  void solve(std::vector<const clang::FunctionDecl *> &Coroutines,
             llvm::function_ref<bool(llvm::StringRef Kind)> Counts);

  /// Somebody decides later, with all files known.
  bool isOpen() const { return Listener; }

  std::optional<summary::CallSite> siteOf(const Evaluation &E);
  summary::Ref symbolOf(const clang::Decl &D) { return Known.symbolOf(D); }
  summary::Ref assumptionOf(const Evaluation &E) {
    return Known.assumptionOf(E);
  }

  /// After solve(): what \p If says is so, or may be so; what \p Site reaches
  /// blocks, or may block.
  bool holds(summary::Ref If) const { return Graph.holds(Unit.Built, If); }
  bool reaches(const summary::CallSite &Site) const {
    return Graph.reaches(Unit.Built, Site);
  }
  /// How, if nobody decides later.
  std::optional<summary::Witness> witness(const summary::CallSite &Site) const {
    return Graph.witness(Unit.Built, Site);
  }

private:
  void summariseAll();
  void countStarts();
  void
  leaveOutPoolCoroutines(std::vector<const clang::FunctionDecl *> &Coroutines);
  void addIndex();

  const model::Model &M;
  Flow &Paths;
  std::string MainFile;
  DetailsListener *Listener;
  summary::UnitBuilder Own;
  summary::UnitBuilder &Unit; ///< The listener's, or Own.
  Summaries Known;
  PoolStarts Starts;
  std::shared_ptr<const summary::ProjectIndex> Index;
  summary::CallGraph Graph;
  std::vector<const clang::FunctionDecl *> Functions;
};

} // namespace corolint
