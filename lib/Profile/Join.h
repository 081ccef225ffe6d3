// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// profile + report => which findings a run has confirmed, and what it has shown
// that no finding says.
#pragma once

#include "Finding/Measurement.h"
#include "Model/Model.h"
#include "Profile/Profile.h"

namespace corolint::profile {

/// Finds each cause of a stall among the findings of \p R: the innermost frame
/// of its stack that lies in one. Puts the findings into the order of the time
/// that they cost, then those that were reached, then the others in their
/// order. \p M is what is known already.
MeasuredRun join(const Profile &P, Report &R, const model::Model &M);

} // namespace corolint::profile
