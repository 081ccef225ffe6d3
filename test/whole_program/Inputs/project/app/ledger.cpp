// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Members, constructors, destructors and operators of other files.
#include "db/store.hpp"
#include "rt/tasks.hpp"
#include "storage/handle.hpp"

namespace app {

task<int> append(int value) {
  db::store book("ledger"); // warns: 'db::store::store' blocks
  // chain: db::store::store@db/store.cpp:8 > util::read_file@util/io.cpp:9
  book.flush(); // warns: 'db::store::flush' blocks // chain: db::store::flush@db/store.cpp:12
  book << value << 1; // warns: 'db::operator<<' blocks
  // chain: db::operator<<@db/store.cpp:26 > db::store::flush@db/store.cpp:12
  int total = book[value]; // warns: 'db::store::operator[]' blocks // chain: db::store::operator[]@db/store.cpp:16
  if (book) // warns: 'db::store::operator bool' blocks // chain: db::store::operator bool@db/store.cpp:20
    total += book.size();
  db::store::vacuum(); // warns: 'db::store::vacuum' blocks
  // chain: db::store::vacuum@db/store.cpp:22 > util::settle@util/io.cpp:14
  co_await rt::tick();
  co_return total;
}

task<int> hold() {
  db::lease held; // warns: 'db::lease::~lease' blocks
  // chain: db::lease::~lease@db/store.cpp:32 > util::settle@util/io.cpp:14
  db::session current; // warns: 'db::session::~session' blocks
  // chain: db::session::~session@db/store.hpp:35 > db::lease::~lease@db/store.cpp:32 > util::settle@util/io.cpp:14
  auto *kept = new db::lease;
  co_await rt::tick();
  delete kept; // warns: 'db::lease::~lease' blocks
  // chain: db::lease::~lease@db/store.cpp:32 > util::settle@util/io.cpp:14
  db::settings read; // warns: 'db::settings::settings' blocks
  // chain: db::settings::settings@db/store.hpp:39 > net::configured_timeout@net/timeout.cpp:7 > util::read_file@util/io.cpp:9
  co_return read.timeout;
}

task<void> let_go() {
  storage::handle open; // warns: 'storage::handle::~handle' blocks
  // chain: storage::handle::~handle@storage/handle.hpp:16 > storage::handle::impl::~impl@storage/handle.cpp:8
  co_await rt::tick();
}

} // namespace app
