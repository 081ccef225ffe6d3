// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coroutines in a header that several files include.
#pragma once

#include "db/profile.hpp"
#include "rt/tasks.hpp"
#include "util/lines.hpp"

namespace app {

inline task<int> report(int id) {
  int profile = db::load_profile(id); // warns: 'db::load_profile' blocks
  // chain: db::load_profile@db/profile.cpp:9 > util::read_file@util/io.cpp:9
  co_await rt::tick();
  co_return profile;
}

template <class T> task<T> report_as() {
  int line = util::first_line(); // warns: 'util::first_line' blocks the thread that runs coroutine 'app::report_as'
  // chain: util::first_line@util/lines.hpp:10 > util::read_file@util/io.cpp:9
  co_await rt::tick();
  co_return T(line);
}

} // namespace app
