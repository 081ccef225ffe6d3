// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/FindingDetails.h"

namespace corolint {

static thread_local DetailsListener *Current = nullptr;

DetailsListener::DetailsListener() : Outer(Current) { Current = this; }

DetailsListener::~DetailsListener() { Current = Outer; }

DetailsListener *DetailsListener::current() { return Current; }

} // namespace corolint
