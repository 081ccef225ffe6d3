// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Coroutines of Asio that stall: as corolint finds, as it can't find, and not at all.
#include "service.hpp"
#include <boost/asio.hpp>
#include <dlfcn.h>
#include <mutex>
#include <unistd.h>

namespace asio = boost::asio;
using namespace std::chrono_literals;

static asio::awaitable<void> pause_for(std::chrono::milliseconds time) {
  co_await asio::steady_timer(co_await asio::this_coro::executor, time).async_wait(asio::use_awaitable);
}

asio::awaitable<void> direct() {
  for (int i = 0; i < 3; ++i) {
    co_await pause_for(1ms);
    usleep(100'000); // planted: three stalls of 100 ms
  }
}

asio::awaitable<void> by_helper() {
  co_await pause_for(1ms);
  app::helper(); // planted: one stall of a second
  co_await pause_for(1ms);
}

asio::awaitable<void> never(bool really) {
  if (really)
    usleep(1'000'000); // planted: not reached
  co_return;
}

asio::awaitable<void> quick() {
  co_await pause_for(1ms);
  usleep(10); // planted: reached without a stall
  co_await pause_for(1ms);
}

asio::awaitable<void> by_plugin(const char *path) {
  auto work = reinterpret_cast<void (*)()>(dlsym(dlopen(path, RTLD_NOW), "plugin_work"));
  co_await pause_for(1ms);
  work(); // planted: nobody can know
  co_await pause_for(1ms);
}

asio::awaitable<void> silenced() {
  co_await pause_for(1ms);
  usleep(150'000); // NOLINT(coro-blocking-call)
  co_await pause_for(1ms);
}

int main(int, char **argv) {
  asio::io_context context;
  auto run = [&](asio::awaitable<void> task) {
    asio::co_spawn(context, std::move(task), asio::detached);
    context.run();
    context.restart();
  };
  run(direct());
  run(by_helper());
  run(never(false));
  run(quick());
  run(by_plugin(argv[1]));
  run(silenced());
}
