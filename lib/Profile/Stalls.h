// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// what was recorded => the stalls: turns with what they were long for.
#pragma once

#include "Model/Model.h"
#include "Profile/Launch.h"
#include "Profile/Profile.h"

namespace corolint::profile {

/// The profile of a run. \p M says what calls wait for, and which waits are a
/// loop's own.
Profile makeProfile(const LaunchOptions &Opts, const LaunchResult &Run,
                    const model::Model &M);

} // namespace corolint::profile
