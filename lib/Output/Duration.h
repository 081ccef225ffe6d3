// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A time as people read it.
#pragma once

#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace corolint {

/// "203 ms", "2.41 s": three digits of \p Nanoseconds.
inline std::string shownDuration(double Nanoseconds) {
  struct Unit {
    double Length;
    const char *Name;
  };
  static constexpr Unit Units[] = {{1e9, "s"}, {1e6, "ms"}, {1e3, "us"}};
  const Unit *Fits = Units;
  while (Nanoseconds < Fits->Length && Fits != std::end(Units) - 1)
    ++Fits;
  double Value = Nanoseconds / Fits->Length;
  std::string Result;
  llvm::raw_string_ostream(Result) << llvm::format(Value < 10    ? "%.2f "
                                                   : Value < 100 ? "%.1f "
                                                                 : "%.0f ",
                                                   Value)
                                   << Fits->Name;
  return Result;
}

} // namespace corolint
