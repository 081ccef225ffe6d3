// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Asio's own ways as fixes, where they aren't the usual ones: executors of
// another type, one call in another, names that hide Asio's, templates.
// REQUIRES: asio
// RUN: %lint %s blocking-call,sync-wait -- %asio
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/connect.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
#include <asio/steady_timer.hpp>
#include <asio/strand.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <fstream>
#include <memory>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;
using asio::ip::tcp;

// The token's operations would be bound to another executor.
asio::awaitable<void, asio::io_context::executor_type> own_executor_bad(tcp::socket &socket, std::array<char, 9> &data) {
  std::this_thread::sleep_for(1s); // warns: sleep_for // fixed: co_await corolint::offload([&] { return std::this_thread::sleep_for(1s); });
  socket.read_some(asio::buffer(data)); // warns: read_some // suggested: co_await corolint::offload([&] { return socket.read_some(asio::buffer(data)); });
  co_return;
}
asio::awaitable<void, asio::any_io_executor> usual_executor_bad() {
  std::this_thread::sleep_for(1s); // warns: sleep_for // fixed: co_await asio::steady_timer(co_await asio::this_coro::executor, 1s).async_wait(asio::use_awaitable);
  co_return;
}

int seconds_to_wait() { return static_cast<int>(sleep(1)); }

asio::awaitable<void> one_in_another_bad(tcp::socket socket, tcp::resolver resolver, std::string host) {
  asio::connect(socket, resolver.resolve(host, "80")); // warns: asio::connect // warns: resolve // fixed: co_await asio::async_connect(socket, co_await resolver.async_resolve(host, "80", asio::use_awaitable), asio::use_awaitable);
  std::this_thread::sleep_for(std::chrono::seconds(seconds_to_wait())); // warns: sleep_for // warns: seconds_to_wait // fixed: co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::seconds(co_await corolint::offload([&] { return seconds_to_wait(); }))).async_wait(asio::use_awaitable);
  sleep(seconds_to_wait()); // warns: sleep // warns: seconds_to_wait // fixed: co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::seconds(co_await corolint::offload([&] { return seconds_to_wait(); }))).async_wait(asio::use_awaitable);
  co_return;
}

int slow_sum(std::size_t n) { return static_cast<int>(n + sleep(1)); }
asio::awaitable<int> one_in_an_offload_bad(tcp::socket socket, std::array<char, 9> data) {
  co_return slow_sum(socket.read_some(asio::buffer(data))); // warns: slow_sum // warns: read_some // note: the fix for 'sleep' around it covers it // fixed: co_return co_await corolint::offload([&] { return slow_sum(socket.read_some(asio::buffer(data))); });
}

namespace app {
namespace asio {
struct options {};
} // namespace asio
} // namespace app
namespace app {
::asio::awaitable<void> hidden_bad(tcp::socket socket, std::string text) {
  std::this_thread::sleep_for(1s); // warns: sleep_for // fixed: co_await ::asio::steady_timer(co_await ::asio::this_coro::executor, 1s).async_wait(::asio::use_awaitable);
  ::asio::write(socket, ::asio::buffer(text)); // warns: asio::write // fixed: co_await ::asio::async_write(socket, ::asio::buffer(text), ::asio::use_awaitable);
  co_return;
}
} // namespace app

// Where a template is instantiated, a literal begins at its suffix.
template <class Stream> asio::awaitable<void> in_template_bad(Stream) {
  std::this_thread::sleep_for(500ms);    // warns: sleep_for // fixed: co_await asio::steady_timer(co_await asio::this_coro::executor, 500ms).async_wait(asio::use_awaitable);
  std::this_thread::sleep_for(1s + 2ms); // warns: sleep_for // fixed: co_await asio::steady_timer(co_await asio::this_coro::executor, 1s + 2ms).async_wait(asio::use_awaitable);
  co_return;
}
template asio::awaitable<void> in_template_bad(int);

struct session {
  int requests = 0;
};
void store(std::shared_ptr<session> of) {
  ++of->requests;
  sleep(1);
}
asio::awaitable<void> shared_bad(std::shared_ptr<session> of) {
  store(of); // warns: store // note: other coroutines may reach 'of' // suggested: co_await corolint::offload([&] { return store(of); });
  co_return;
}

template <class T> T sync_wait(asio::awaitable<T> work);
asio::awaitable<int> load(int);
int process(int n) { return n + static_cast<int>(sleep(1)); }
asio::awaitable<int> waiting_in_a_call_bad() {
  co_return process(sync_wait(load(1))); // warns: process // note: await what 'sync_wait' waits for first // warns sync-wait: sync_wait // fixed: co_return process(co_await load(1));
}

// What goes beside a fix goes with it.
asio::awaitable<void> alternative_bad(std::string name) {
  std::ofstream(name) << name; // warns: ofstream // note: the fix for 'std::operator<<' around it covers it // warns: << // note: or use 'asio::stream_file' // fixed: co_await corolint::offload([&] { std::ofstream(name) << name; });
  co_return;
}

// What was made non-blocking says `would_block`: awaited, it never would.
asio::awaitable<void> non_blocking_ok(tcp::socket socket, tcp::acceptor acceptor, std::array<char, 9> data) {
  socket.non_blocking(true);
  acceptor.non_blocking(true);
  std::error_code error;
  socket.read_some(asio::buffer(data), error);
  while (asio::read(socket, asio::buffer(data), error))
    asio::write(socket, asio::buffer(data), error);
  tcp::socket peer = acceptor.accept(error);
  co_return;
}
asio::awaitable<void> blocking_again_bad(tcp::socket socket, std::array<char, 9> data) {
  socket.non_blocking(false);
  socket.read_some(asio::buffer(data)); // warns: read_some // fixed: co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  co_return;
}
