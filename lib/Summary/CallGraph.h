// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// summaries => which calls reach something that blocks, and by which chain.
//
//   add, add, … => solve => witness, witness, …
//
// The answer to "does it block" is a distance: the number of calls between a
// function and the nearest effect that it reaches, found by a breadth-first
// search from the effects against the calls. Cycles need no care, and the
// shortest chain comes with it. Which chain is taken among equals depends on
// the source order within a function and on ids, never on the order of files.
#pragma once

#include "Summary/Summary.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace corolint::summary {

/// How a call comes to block: each step is a function and the place in it of
/// the next step's call, the last one's of the call of What.Api. Functions that
/// aren't Shown are left out.
struct Witness {
  struct Step {
    std::string Function;
    Place At;
  };
  std::vector<Step> Steps;
  Effect What;
};

/// Not thread-safe while it is being built; constant afterwards.
class CallGraph {
public:
  /// Adds \p F, unless its id is known: an inline function is the same in all
  /// translation units.
  void add(Function F);
  void add(Class C);
  bool knows(llvm::StringRef FunctionId) const {
    return Ids.contains(FunctionId);
  }

  /// Finds what reaches an effect whose kind \p Counts. Linear in calls times
  /// overrides. To be called after the last add() and before witness().
  void solve(llvm::function_ref<bool(llvm::StringRef Kind)> Counts);

  /// The shortest chain from \p Site to an effect that counts, or nullopt.
  std::optional<Witness> witness(const CallSite &Site) const;

private:
  using Index = unsigned;
  static constexpr unsigned Unreached = ~0u;

  /// The traits that some call on the way rules out.
  using Traits = unsigned;
  static constexpr Traits AllTraits = OnDescriptor | OfElement;

  std::vector<Index> targets(const CallSite &Site) const;
  bool derives(llvm::StringRef From, llvm::StringRef Base) const;
  const Effect *firstEffect(Index F, Traits Out) const;
  std::vector<unsigned> distances(Traits Out) const;
  std::optional<Index> nearest(const CallSite &Site, Traits Out) const;

  std::vector<Function> Functions;
  llvm::StringMap<Index> Ids;
  llvm::StringMap<std::vector<std::string>> Bases;
  /// By the id of a method: those that override it directly, sorted by id.
  llvm::StringMap<std::vector<std::string>> Overriders;
  std::vector<std::vector<bool>> EffectCounts;
  /// By the traits ruled out.
  std::vector<unsigned> Distance[AllTraits + 1];
};

} // namespace corolint::summary
