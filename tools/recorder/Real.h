// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions that ours stand in front of.
#pragma once

#include "Hot.h"

#define EXPORTED extern "C" __attribute__((visibility("default")))

namespace corolint::recorder {

/// Null if it isn't loaded.
void *findReal(ExportId Id);

/// One of the C library's, after the constructors.
template <class F> F *known(ExportId Id) {
  return reinterpret_cast<F *>(Hot.RealFunctions[static_cast<uint32_t>(Id)]);
}

template <class F> F *real(ExportId Id) {
  void *&Known = Hot.RealFunctions[static_cast<uint32_t>(Id)];
  if (__builtin_expect(!Known, 0))
    Known = findReal(Id);
  return known<F>(Id);
}

} // namespace corolint::recorder
