// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of other files, directly and through further files.
#include "db/profile.hpp"
#include "net/client.hpp"
#include "rt/tasks.hpp"
#include "util/io.hpp"
#include <unistd.h>

namespace app {

static void nap() { sleep(1); }
static void doze() { nap(); }

// The way through this file is longer than that through another one.
static void rest() {
  doze();
  util::settle(1);
}

task<int> start(int id) {
  util::settle(2); // warns: 'util::settle' blocks the thread that runs coroutine 'app::start': it reaches 'sleep' (sleep)
  // chain: util::settle@util/io.cpp:14
  net::refresh(id); // warns: 'net::refresh' blocks the thread that runs coroutine 'app::start': it reaches 'open' (file)
  // chain: net::refresh@net/client.cpp:11 > db::load_profile@db/profile.cpp:9 > util::read_file@util/io.cpp:9
  net::synchronise(id); // warns: it reaches 'sleep' (sleep)
  // chain: net::synchronise@net/synchronise.cpp:9 > util::settle@util/io.cpp:14
  rest(); // warns: 'app::rest' blocks
  // chain: app::rest@app/startup.cpp:18 > util::settle@util/io.cpp:14
  co_await rt::tick();
  co_return net::port();
}

task<int> arguments(int id) {
  int answer = net::fetch(id); // warns: 'net::configured_timeout' blocks
  // chain: net::configured_timeout@net/timeout.cpp:7 > util::read_file@util/io.cpp:9
  answer += net::fetch(id, 1);
  db::save_profile(db::load_profile(id)); // warns: 'db::save_profile' blocks // chain: db::save_profile@db/profile.cpp:14
  // warns: 'db::load_profile' blocks // chain: db::load_profile@db/profile.cpp:9 > util::read_file@util/io.cpp:9
  co_await rt::tick();
  co_return answer;
}

} // namespace app
