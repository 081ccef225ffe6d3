// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile.hpp"

#include <fstream>

namespace kv {

Profile load_profile(const std::string &file) {
  Profile profile;
  std::ifstream in(file);
  std::string line;
  if (std::getline(in, line) && !line.empty())
    profile.greeting = line;
  return profile;
}

} // namespace kv
