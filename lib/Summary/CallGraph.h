// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// units => which calls reach something that blocks, and by which chain.
//
//   add, add, … => join => solve => witness, witness, …
//
// The answer to "does it block" is a distance: the number of calls between a
// function and the nearest effect that it reaches, found by a breadth-first
// search from the effects against the calls. Cycles need no care, and the
// shortest chain comes with it. Which chain is taken among equals depends on
// the order of the source within a function, and on the order of add().
#pragma once

#include "Summary/Unit.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint::summary {

/// How a call comes to block: each step is a function and the place in it of
/// the next step's call, the last one's of the call of Api. Functions that
/// aren't Shown are left out.
struct Witness {
  std::vector<ChainLink> Steps;
  std::string Api;
  std::string Kind; ///< Empty when a mark says that it blocks.
  bool SyncWait = false;
  bool StaysOnThread = false;
};

/// Whether there is code beyond the units that were added.
enum class World {
  Closed, ///< What no unit defines does nothing.
  Open,   ///< What no unit defines may block, run its arguments, be overridden.
};

/// Not thread-safe while it is being built; constant after solve().
class CallGraph {
public:
  /// Adds the functions of \p U, which must outlive the graph. For a function
  /// that is the same in several units the first one's stands.
  void add(const Unit &U);

  /// Finds which functions run their arguments: holds() is known from then on.
  /// To be called after the last add(). Linear in functions and what they hand
  /// on, for virtual calls times overrides.
  void join(World W);

  /// Finds what reaches an effect whose kind \p Counts. To be called after
  /// join(), and again for other kinds. Linear in functions and calls, for
  /// virtual ones times overrides.
  void solve(llvm::function_ref<bool(llvm::StringRef Kind)> Counts);

  /// \p Site, a call in \p U, reaches an effect, or in an open world what lies
  /// beyond the units.
  bool reaches(const Unit &U, const CallSite &Site) const;

  /// The shortest chain from \p Site, a call in \p U, to an effect that counts,
  /// or nullopt. Only in a closed world.
  std::optional<Witness> witness(const Unit &U, const CallSite &Site) const;

  /// Assumption \p If of \p U holds; in an open world, it may.
  bool holds(const Unit &U, Ref If) const;

  /// The functions of \p U that matter to others, with only the calls that
  /// reach an effect, or in an open world what lies beyond the units.
  std::vector<Function> prunedFunctions(const Unit &U) const;

private:
  using Index = unsigned;
  using Traits = unsigned;
  static constexpr unsigned Unreached = ~0u;

  /// A definition; or, without one, the choice among those of a symbol that
  /// several programs of a project define each for itself. What all of them
  /// reach can be relied on.
  struct Node {
    const Function *Definition;
    Index Unit, Symbol;
  };
  struct Symbol {
    llvm::SmallVector<Index, 1> Definitions; ///< Nodes.
    std::optional<Index> Choice;             ///< A node.
    llvm::SmallVector<Index, 0> Overriders;  ///< Symbols.
    llvm::SmallVector<Index, 1> Bases;       ///< Of a class: symbols.
    bool Internal = false;
  };
  /// A call against its direction: who calls, past which traits.
  struct Edge {
    Index Caller;
    uint8_t Traits, RulesOut;
  };

  Index unitOf(const Unit &U) const { return UnitIndices.lookup(&U); }
  Index newSymbol();
  void addDefinition(Index Symbol, Node N);
  bool derives(Index From, Index Base) const;
  /// In an open world: what the units don't show may run as well.
  bool isBeyond(Index Unit, Ref Callee, Ref Receiver) const;
  bool isBeyond(Index Unit, const CallSite &Site) const {
    return isBeyond(Unit, Site.Callee, Site.Receiver);
  }
  bool holds(Index Unit, Ref If) const;
  bool isRun(Index Unit, const Argument &A) const;
  /// Calls \p Visit for every node that overrides \p Callee in a class that is
  /// or derives from \p Receiver; for none if that is none.
  void forEachOverrider(Index Unit, Ref Callee, Ref Receiver,
                        llvm::function_ref<void(Index)> Visit) const;
  /// The nodes that \p Site may run.
  llvm::SmallVector<Index, 2> targets(Index Unit, const CallSite &Site) const;
  std::optional<Index> target(Index Unit, Index Symbol) const;

  void makeChoices();
  void findRunArguments();
  void findFirstEffects(llvm::function_ref<bool(llvm::StringRef Kind)> Counts);
  void connect();
  std::vector<unsigned> distances(Traits Out) const;
  std::optional<Index> nearest(Index Unit, const CallSite &Site,
                               Traits Out) const;

  World TheWorld = World::Closed;
  std::vector<const Unit *> Units;
  llvm::DenseMap<const Unit *, Index> UnitIndices;
  /// By unit: what its symbols are among all.
  std::vector<std::vector<Index>> Globals;
  llvm::DenseMap<SymbolId, Index> External;
  std::vector<Symbol> Symbols;
  std::vector<Node> Nodes;
  /// Parameters that are run, by symbol and position.
  llvm::DenseSet<std::pair<Index, unsigned>> Run;
  /// The edges to node N are those from EdgesOf[N] to EdgesOf[N + 1].
  std::vector<Edge> Edges;
  std::vector<size_t> EdgesOf;
  /// By node, for each set of traits ruled out.
  std::vector<unsigned> FirstEffect[AllTraits + 1], Distance[AllTraits + 1];
};

} // namespace corolint::summary
