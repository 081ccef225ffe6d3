// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Coroutines of Asio, or Boost.Asio: one stalls, the others only wait.
#ifdef BOOST
#include <boost/asio.hpp>
namespace asio = boost::asio;
#else
#include <asio.hpp>
#endif
#include <cstring>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace std::chrono_literals;

static asio::awaitable<void> pause_for(std::chrono::milliseconds time) {
  co_await asio::steady_timer(co_await asio::this_coro::executor, time).async_wait(asio::use_awaitable);
}

namespace app {
static void helper() { usleep(200'000); }

asio::awaitable<void> stalls() {
  co_await pause_for(1ms);
  helper();
  co_await pause_for(1ms);
}
} // namespace app

static asio::awaitable<void> waits() { co_await pause_for(400ms); }

static void run(int count) {
  asio::io_context context;
  asio::co_spawn(context, app::stalls(), asio::detached);
  asio::co_spawn(context, waits(), asio::detached);
  std::vector<std::thread> threads;
  for (int i = 1; i < count; ++i)
    threads.emplace_back([&] { context.run(); });
  context.run();
  for (std::thread &thread : threads)
    thread.join();
  usleep(200'000); // Behind run(): the loop is over.
  context.restart();
  asio::co_spawn(context, waits(), asio::detached);
  context.run();
}

int main(int argc, char **argv) { run(argc > 1 ? atoi(argv[1]) : 1); }
