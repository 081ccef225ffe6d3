// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shows on a terminal how far a run is, how fast and how long it will take;
// silent elsewhere.
#pragma once

#include "llvm/Support/raw_ostream.h"
#include <chrono>

namespace corolint {

class Progress {
public:
  Progress(llvm::raw_ostream &Err, size_t Total, bool Quiet);

  void start(llvm::StringRef File);
  void finish() { ++Finished; }
  /// Takes the line back.
  void end();
  size_t finished() const { return Finished; }

private:
  llvm::raw_ostream &Err;
  size_t Total, Started = 0, Finished = 0;
  bool Shown;
  std::chrono::steady_clock::time_point Begin;
};

} // namespace corolint
