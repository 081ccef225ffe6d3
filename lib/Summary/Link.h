// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// units => one report. Where the candidates of every file meet the functions of
// every other.
#pragma once

#include "Summary/CallGraph.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint::summary {

struct Linked {
  Report TheReport; ///< Without the time it took.
  /// What is wrong in the checks' options, each once.
  std::vector<std::string> ConfigErrors;
};

/// What becomes of a candidate.
enum class Decision {
  Finding,
  StartsOnPool,   ///< Its coroutine always starts where it may block.
  DoesNotRun,     ///< No function runs the callable that it is in.
  ReachesNothing, ///< Its call reaches nothing that blocks.
  SaidBefore,     ///< Another finding says the same.
};
using DecisionListener = llvm::function_ref<void(const Candidate &, Decision)>;

/// The report of \p Units, with every path passed through \p Display. Findings
/// that several units make of one header appear once. \p Context are units that
/// lend their functions only. The result doesn't depend on the order of either.
/// \p Decided hears of every candidate of Units.
Linked link(
    std::vector<const Unit *> Units, std::vector<const Unit *> Context,
    llvm::function_ref<void(std::string &)> Display,
    DecisionListener Decided = [](const Candidate &, Decision) {});

/// What of \p Units matters to code that isn't among them: the index.
std::vector<Unit> makeIndex(std::vector<const Unit *> Units);

} // namespace corolint::summary
