// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run of the program has shown of the findings, as plain data. Times are
// nanoseconds.
#pragma once

#include "Finding/Finding.h"
#include <cstdint>
#include <optional>

namespace corolint {

/// Of stalls that have one cause.
struct Measurement {
  uint64_t Count = 0;
  uint64_t Total = 0;
  uint64_t Median = 0, P99 = 0, Longest = 0; ///< Of a single stall.
};

struct MeasuredFrame {
  std::string Function; ///< Qualified; may be empty.
  Place At;             ///< An empty file: not known.
  std::string Module;   ///< The file of the program or library.
  bool Coroutine = false;
};

/// Stalls at one place that no finding predicted.
struct UnpredictedStall {
  Measurement Time;
  std::string Call; ///< What it waited in; empty: it computed.
  std::string Kind;
  std::vector<MeasuredFrame> Stack; ///< The innermost frame first.
  std::string Why;                  ///< There is no finding.
  std::string Model; ///< YAML that would make it one; empty if none would.
};

/// One turn of a loop that was too long.
struct MeasuredStall {
  unsigned Thread = 0; ///< An index.
  uint64_t At = 0;     ///< Since the run began.
  uint64_t Duration = 0, Waited = 0;
  /// Indices of the findings, and of the unpredicted stalls, that it is part
  /// of.
  std::vector<unsigned> Findings, Unpredicted;
};

/// What stalls waited for, or where they computed.
struct MeasuredPath {
  std::vector<std::string> Functions; ///< From the coroutine inwards.
  uint64_t Total = 0;
};

struct MeasuredRun {
  uint64_t Threshold = 0;
  double Seconds = 0;
  std::vector<std::string> Threads; ///< Their names.
  /// Of each finding of the report. One without a stall was seen to be reached;
  /// none: it wasn't.
  std::vector<std::optional<Measurement>> OfFindings;
  std::vector<UnpredictedStall> Unpredicted; ///< The longest together first.
  std::vector<MeasuredStall> Stalls;         ///< By time.
  std::vector<MeasuredPath> Paths;
  std::vector<std::string> Notes;
};

} // namespace corolint
