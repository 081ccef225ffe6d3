// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The real Boost.Asio: its coroutines have an executor to come back to, so that
// fixes are safe; a sleep becomes its timer, a synchronous operation its
// asynchronous one.
// REQUIRES: boost-asio
// RUN: %lint %s blocking-call,unawaited
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <fstream>
#include <functional>
#include <span>
#include <string>
#include <thread>
#include <unistd.h>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

awaitable<void> work();
awaitable<int> number();

awaitable<void> sleep_bad() {
  std::this_thread::sleep_for(1s); // warns: sleep_for // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, 1s).async_wait(boost::asio::use_awaitable);
  sleep(2); // warns: sleep // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(2)).async_wait(boost::asio::use_awaitable);
  co_return;
}

awaitable<void> comments_bad() {
  std::this_thread::sleep_for(/* let it settle */ 1s); // warns: sleep_for // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, /* let it settle */ 1s).async_wait(boost::asio::use_awaitable);
  sleep(1.5); // warns: sleep // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(static_cast<unsigned int>(1.5))).async_wait(boost::asio::use_awaitable);
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1.5s); // warns: sleep_until // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::time_point_cast<std::chrono::steady_clock::duration>(std::chrono::steady_clock::now() + 1.5s)).async_wait(boost::asio::use_awaitable);
  sleep(2 /* s */); // warns: sleep // fixed: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(2 /* s */)).async_wait(boost::asio::use_awaitable);
  co_return;
}

#define RUN(...) __VA_ARGS__
#define ERROR error
#define TEXT_AND_ERROR asio::buffer(text), error
awaitable<void> macros_bad(tcp::socket socket, std::string text) {
  boost::system::error_code error;
  RUN(sleep(2)); // warns: sleep // note: every definition of 'RUN' // suggested: RUN(co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(2)).async_wait(boost::asio::use_awaitable));
  RUN(socket.read_some(asio::buffer(text))); // warns: read_some // suggested: RUN(co_await socket.async_read_some(asio::buffer(text), boost::asio::use_awaitable));
  socket.read_some(asio::buffer(text), ERROR); // warns: read_some // fixed: co_await socket.async_read_some(asio::buffer(text), boost::asio::redirect_error(boost::asio::use_awaitable, ERROR));
  socket.read_some(TEXT_AND_ERROR); // warns: read_some // fixed: co_await corolint::offload([&] { return socket.read_some(TEXT_AND_ERROR); });
  co_return;
}

awaitable<void> file_bad(std::string name) {
  std::ifstream in(name); // warns: ifstream // fixed: std::ifstream in = co_await corolint::offload([&] { return std::ifstream(name); });
  std::string line;
  std::getline(in, line); // warns: getline // fixed: co_await corolint::offload([&]() -> decltype(auto) { return std::getline(in, line); });
  co_await work();
}

awaitable<void> socket_bad(tcp::socket socket, std::string text) {
  socket.read_some(asio::buffer(text)); // warns: read_some // fixed: co_await socket.async_read_some(asio::buffer(text), boost::asio::use_awaitable);
  asio::write(socket, asio::buffer(text)); // warns: write // fixed: co_await asio::async_write(socket, asio::buffer(text), boost::asio::use_awaitable);
  co_await work();
}

awaitable<std::size_t> error_code_bad(tcp::socket &socket, std::string text) {
  boost::system::error_code error;
  auto size = socket.write_some(asio::buffer(text), error); // warns: write_some // note: other coroutines may reach // suggested: auto size = co_await socket.async_write_some(asio::buffer(text), boost::asio::redirect_error(boost::asio::use_awaitable, error));
  co_return size;
}

awaitable<void> resolve_bad() {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  auto found = resolver.resolve("host", "80"); // warns: resolve // fixed: auto found = co_await resolver.async_resolve("host", "80", boost::asio::use_awaitable);
  co_await work();
}

awaitable<void> timer_bad() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  timer.wait(); // warns: wait // fixed: co_await timer.async_wait(boost::asio::use_awaitable);
}

awaitable<void> dropped_bad() {
  work(); // warns unawaited: its work never runs // fixed: co_await work();
  auto pending = number(); // warns unawaited: 'pending' // fixed: auto pending = co_await number();
  co_return;
}

void in_a_plain_function_bad() {
  work(); // warns unawaited: its work never runs // note: no coroutine
}

awaitable<void> asynchronous_ok(tcp::socket socket, std::string text) {
  co_await socket.async_read_some(asio::buffer(text), use_awaitable);
  co_await asio::async_write(socket, asio::buffer(text), use_awaitable);
  co_await work();
  int n = co_await number();
  (void)n;
}

awaitable<void> completion_token_ok(tcp::socket &socket, std::string &text) {
  socket.async_read_some(asio::buffer(text), asio::detached);
  socket.async_read_some(asio::buffer(text), [](auto, auto) {});
  co_return;
}

awaitable<void> spawned_ok(asio::thread_pool &pool) {
  auto executor = co_await asio::this_coro::executor;
  asio::co_spawn(executor, work(), asio::detached);
  asio::co_spawn(executor, [] { return work(); }, asio::detached);
  co_await asio::co_spawn(executor, number(), use_awaitable);
  asio::post(pool, [] { sleep(1); });
}

void started_ok(asio::io_context &context) {
  asio::co_spawn(context, work(), asio::detached);
  context.run();
}

// A view or a reference of the library's refers to what others may reach.
int fill(std::span<int> s) { sleep(1); return s[0]++; }
int sum(std::span<const int> s) { sleep(1); return s[0]; }
struct settings {
  void store() { sleep(1); }
};
awaitable<void> views_bad(std::vector<int> &v, std::reference_wrapper<settings> w) {
  std::span<int> s(v);
  fill(s); // warns: fill // suggested: co_await corolint::offload([&] { return fill(s); });
  std::span<const int> c(v);
  sum(c); // warns: sum // fixed: co_await corolint::offload([&] { return sum(c); });
  w.get().store(); // warns: store // suggested: co_await corolint::offload([&] { return w.get().store(); });
  co_return;
}
