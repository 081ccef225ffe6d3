// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/Progress.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace corolint {

Progress::Progress(raw_ostream &Err, size_t Total, bool Quiet)
    : Err(Err), Total(Total), Shown(!Quiet && Err.is_displayed()),
      Begin(std::chrono::steady_clock::now()) {}

void Progress::start(StringRef File) {
  ++Started;
  if (!Shown)
    return;
  Err << "\r\033[K[" << Started << '/' << Total << "] ";
  // The first ones say little about the rate.
  std::chrono::duration<double> Passed =
      std::chrono::steady_clock::now() - Begin;
  if (Finished > 0 && Passed.count() > 2) {
    double Rate = Finished / Passed.count();
    auto Left = static_cast<unsigned>((Total - Finished) / Rate);
    Err << format("%.1f files/s, %u:%02u left  ", Rate, Left / 60, Left % 60);
  }
  Err << sys::path::filename(File);
  Err.flush();
}

void Progress::end() {
  if (Shown && Started > 0)
    Err << "\r\033[K";
}

} // namespace corolint
