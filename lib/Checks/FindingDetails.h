// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a check knows of a finding and a diagnostic can't carry.
//
// Checks speak through clang-tidy's diagnostics, so that NOLINT, filters and
// fixes work alike in all hosts. The command wants more: the details for its
// reports, and what it takes to tell later, with all files known, whether a
// diagnostic is a finding. It listens here. Other hosts don't: they tell at
// once what the one file and the project's index show.
#pragma once

#include "Checks/LineQuestion.h"
#include "Summary/Unit.h"
#include <set>

namespace corolint {

/// The part of a finding beyond its diagnostic. Names, symbols and assumptions
/// are the listener's.
struct FindingDetails {
  std::string Check;
  std::string File; ///< As the diagnostic names it.
  unsigned Offset = 0;
  unsigned Written = 0; ///< The offset in the macro's argument, or Offset.
  std::string Message;  ///< The diagnostic's.
  unsigned Length = 0;  ///< Of the source the finding is about.
  std::string Function, Scope, Framework, Api, Kind;
  std::string FixDescription; ///< Of the fix on the warning itself.
  /// The files and offsets of compiler errors that this finding explains.
  std::vector<std::pair<std::string, unsigned>> ExplainedErrors;
  unsigned Number = 0;     ///< Among those of its check.
  bool Suppressed = false; ///< By NOLINT.
  summary::Terms On;
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
  /// The functions of the translation unit.
  summary::UnitBuilder Summary;
  /// Added to the numbers of what a check tells. A file that is compiled in
  /// several ways has a check for each.
  unsigned FirstNumber = 0;
  /// What somebody wants to know, or null, and the answer.
  const LineQuestion *Asked = nullptr;
  LineAnswer Answer;

  /// The innermost listener of this thread, or null.
  static DetailsListener *current();

private:
  DetailsListener *Outer;
};

} // namespace corolint
