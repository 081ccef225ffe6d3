// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the service knows about a user.
#pragma once

#include <corolint/annotations.hpp>

#include <string>

namespace kv {

struct Profile {
  std::string greeting = "Hello";
};

/// Reads the profile kept in `file`; a user without one gets the defaults.
COROLINT_BLOCKING Profile load_profile(const std::string &file);

} // namespace kv
