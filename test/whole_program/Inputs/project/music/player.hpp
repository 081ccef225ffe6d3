// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A hierarchy with function names of another one.
#pragma once

namespace music {

class player {
public:
  virtual ~player() = default;
  virtual int next();
  virtual void rewind() = 0;
  void stop();
};

player &current();

/// Not player::stop().
void stop();

} // namespace music
