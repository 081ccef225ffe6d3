// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "music/player.hpp"
#include "util/io.hpp"

namespace music {
namespace {

class disk_source : public player {
public:
  int next() override { return 2; }
  void rewind() override {}
};

} // namespace

int player::next() { return 1; }

void player::stop() {}

void stop() { util::settle(1); }

player &current() {
  static disk_source only;
  return only;
}

} // namespace music
