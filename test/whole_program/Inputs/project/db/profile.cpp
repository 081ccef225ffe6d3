// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "db/profile.hpp"
#include "util/io.hpp"
#include <unistd.h>

namespace db {

int load_profile(int id) {
  int profile = util::read_file("profile");
  return profile + id;
}

int save_profile(int id) {
  fsync(id);
  return id;
}

} // namespace db
