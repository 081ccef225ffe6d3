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

/// The report of \p Units, with every path passed through \p Display. Findings
/// that several units make of one header appear once. \p Context are units that
/// lend their functions only. The result doesn't depend on the order of either.
Linked link(std::vector<const Unit *> Units, std::vector<const Unit *> Context,
            llvm::function_ref<void(std::string &)> Display);

/// What of \p Units matters to code that isn't among them: the index.
std::vector<Unit> makeIndex(std::vector<const Unit *> Units);

} // namespace corolint::summary
