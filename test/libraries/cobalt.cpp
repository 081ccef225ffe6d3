// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Boost.Cobalt, whose headers are a stand-in.
// RUN: %lint %s blocking-call,sync-wait,unawaited -- -I %S/Inputs
#include <cobalt.hpp>
#include <unistd.h>

namespace asio = boost::asio;
namespace cobalt = boost::cobalt;

cobalt::task<void> tick();
cobalt::task<int> number();
cobalt::promise<void> begun();

cobalt::task<void> waits_bad(cobalt::thread &other, asio::thread_pool &pool) {
  cobalt::run(number()); // warns sync-wait: 'boost::cobalt::run'
  other.join(); // warns sync-wait: 'boost::cobalt::thread::join'
  cobalt::spawn(pool.get_executor(), tick(), asio::use_future).get(); // warns: 'std::future::get'
  co_await tick();
}

cobalt::promise<void> waits_ok(cobalt::thread &other, asio::thread_pool &pool) {
  cobalt::spawn(pool.get_executor(), tick(), asio::detached);
  +begun();
  co_await other;
}

cobalt::task<void> through_the_pool_bad(asio::thread_pool &pool) {
  co_await asio::post(pool, cobalt::use_op);
  unlink("f"); // warns: 'unlink'
}
