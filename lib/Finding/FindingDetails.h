// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a check knows of a finding and a diagnostic can't carry.
//
// Checks speak through clang-tidy's diagnostics, so that NOLINT, filters and
// fixes work alike in all hosts. The command wants more for its reports; it
// listens here and joins both by check and place. Other hosts don't listen.
#pragma once

#include "Finding/Finding.h"
#include <set>

namespace corolint {

/// The part of a finding beyond its diagnostic.
struct FindingDetails {
  std::string Check;
  std::string File; ///< As the diagnostic names it.
  unsigned Offset = 0;
  unsigned Length = 0; ///< Of the source the finding is about.
  std::string Function, Api, Kind;
  std::vector<ChainLink> Chain; ///< Places with absolute paths, no offsets.
  std::string FixDescription;   ///< Of the fix on the warning itself.
  /// The offsets, in File, of compiler errors that this finding explains.
  std::vector<unsigned> ExplainedErrors;
};

/// Receives the details of what the checks find on this thread, from its
/// construction to its destruction. Listeners nest.
class DetailsListener {
public:
  DetailsListener();
  ~DetailsListener();
  DetailsListener(const DetailsListener &) = delete;
  DetailsListener &operator=(const DetailsListener &) = delete;

  std::vector<FindingDetails> Details;
  /// The coroutines that were looked at, by file and offset.
  std::set<std::pair<std::string, unsigned>> Coroutines;

  /// The innermost listener of this thread, or null.
  static DetailsListener *current();

private:
  DetailsListener *Outer;
};

} // namespace corolint
