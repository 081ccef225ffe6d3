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
#include "Summary/PoolCoroutines.h"
#include "Summary/ProjectIndex.h"
#include "llvm/ADT/SetVector.h"

namespace corolint {

class FileGraph {
public:
  using Predicate = Summaries::Predicate;

  /// For the translation unit of \p MainFile; \p M and \p Paths must outlive
  /// it.
  FileGraph(const model::Model &M, Flow &Paths, Predicate IsBroken,
            llvm::StringRef MainFile);

  /// Takes \p F, a definition of the file, unless it has it; all of them before
  /// join().
  void add(const clang::FunctionDecl &F);

  /// Has join() collect what \p F calls as well, though it may be no coroutine.
  void lookAt(const clang::FunctionDecl &F) { LookedAt.push_back(&F); }

  /// Collects what the coroutines call, and joins it with what is known of
  /// other files. From then on holds() is known. Done once.
  void join();

  /// Finds what reaches an effect whose kind \p Counts, after join().
  void solve(llvm::function_ref<bool(llvm::StringRef Kind)> Counts) {
    Graph.solve(Counts);
  }

  /// The asynchronous coroutines of the file.
  llvm::ArrayRef<const clang::FunctionDecl *> coroutines() const {
    return Coroutines;
  }
  /// \p F, one of them, always starts where it may block. After join(), and not
  /// while it isOpen().
  bool startsOnPool(const clang::FunctionDecl &F);

  /// Somebody decides later, with all files known.
  bool isOpen() const { return Listener; }

  std::optional<summary::CallSite> siteOf(const Evaluation &E) {
    return Known.siteOf(E);
  }
  summary::Ref symbolOf(const clang::Decl &D) { return Known.symbolOf(D); }
  summary::Ref assumptionOf(const Evaluation &E) {
    return Known.assumptionOf(E);
  }

  /// Some call of \p F, one of coroutines(), drives an awaitable. After join().
  bool drivesAny(const clang::FunctionDecl &F) const {
    return Calls.at(&F).DrivesAny;
  }
  /// Some call of \p F, one of coroutines(), blocks or may block, in a kind
  /// that \p Counts or through what it reaches. After solve().
  bool blocksAny(const clang::FunctionDecl &F,
                 llvm::function_ref<bool(llvm::StringRef Kind)> Counts) const;

  /// What \p If says is so, or may be so.
  bool holds(summary::Ref If) const { return Graph.holds(Unit.Built, If); }
  /// After solve(): what \p Site reaches blocks, or may block.
  bool reaches(const summary::CallSite &Site) const {
    return Graph.reaches(Unit.Built, Site);
  }
  /// How, if nobody decides later.
  std::optional<summary::Witness> witness(const summary::CallSite &Site) const {
    return Graph.witness(Unit.Built, Site);
  }

private:
  /// What the calls of a function are to the checks, all of them together.
  struct CallsOf {
    bool DrivesAny = false;
    llvm::SmallSetVector<llvm::StringRef, 1> Kinds; ///< That block themselves.
    std::vector<summary::CallSite> Sites;
  };

  void note(const ThreadCall &Call, CallsOf &Of);
  void summariseAll();
  void countStarts();
  void addIndex();

  const model::Model &M;
  Flow &Paths;
  std::string MainFile;
  DetailsListener *Listener;
  summary::UnitBuilder Own;
  summary::UnitBuilder &Unit; ///< The listener's, or Own.
  Summaries Known;
  PoolStarts Starts;
  summary::PoolCoroutines Pools;
  std::shared_ptr<const summary::ProjectIndex> Index;
  summary::CallGraph Graph;
  bool Joined = false;
  llvm::SmallSetVector<const clang::FunctionDecl *, 32> Functions;
  std::vector<const clang::FunctionDecl *> Coroutines, LookedAt;
  llvm::DenseMap<const clang::FunctionDecl *, CallsOf> Calls;
};

} // namespace corolint
