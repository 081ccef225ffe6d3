// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The real Asio: its contexts and pools, and operations that need no waiting. How fixes look: frameworks/asio.cpp.
// REQUIRES: asio
// RUN: %lint %s blocking-call,sync-wait,unawaited -- %asio
#include <asio/awaitable.hpp>
#include <asio/bind_executor.hpp>
#include <asio/buffered_read_stream.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/ip/udp.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/post.hpp>
#include <asio/read.hpp>
#include <asio/read_until.hpp>
#include <asio/serial_port.hpp>
#include <asio/steady_timer.hpp>
#include <asio/streambuf.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <cerrno>
#include <chrono>
#include <string>
#include <unistd.h>
#include <utility>

using asio::awaitable;
using namespace std::chrono_literals;

awaitable<void> tick();

awaitable<void> contexts_bad(asio::io_context &io, asio::thread_pool &pool) {
  io.run(); // warns sync-wait: run
  io.run_one(); // warns sync-wait: run_one
  io.run_for(1s); // warns sync-wait: run_for
  io.run_until(std::chrono::steady_clock::now() + 1s); // warns sync-wait: run_until
  pool.attach(); // warns sync-wait: attach
  pool.join(); // warns: (wait)
  pool.wait(); // warns: (wait)
  co_await tick();
}

awaitable<void> contexts_ok(asio::io_context &io, asio::thread_pool &pool) {
  io.poll();
  io.poll_one();
  io.run_for(0s);
  io.stop();
  pool.stop();
  asio::post(pool, [] { sleep(1); });
  asio::co_spawn(pool, tick(), asio::detached);
  co_await tick();
}

awaitable<void> until_it_would_block_ok(int fd, char *to) {
  asio::error_code error(read(fd, to, 1) < 0 ? errno : 0, asio::error::get_system_category());
  if (error == asio::error::would_block)
    co_await tick();
}

awaitable<void> operations_bad(asio::ip::tcp::socket &socket, asio::ip::tcp::acceptor &acceptor,
                               asio::ip::udp::socket &datagrams, asio::ip::udp::endpoint peer,
                               asio::ip::tcp::endpoint where, asio::steady_timer &timer, asio::streambuf &all,
                               asio::error_code error) {
  char text[8];
  timer.wait(); // warns: (sleep)
  socket.connect(where); // warns: (network)
  socket.connect(where, error); // warns: (network)
  socket.wait(asio::socket_base::wait_read); // warns: (network)
  acceptor.accept(); // warns: (network)
  socket.read_some(asio::buffer(text)); // warns: (network)
  socket.send(asio::buffer(text)); // warns: (network)
  datagrams.receive_from(asio::buffer(text), peer); // warns: (network)
  asio::read(socket, asio::buffer(text), error); // warns: (network)
  asio::read_until(socket, all, '\n'); // warns: (network)
  asio::write(socket, asio::buffer(text)); // warns: (network)
  co_await tick();
}

awaitable<void> operations_ok(asio::ip::tcp::socket &socket, asio::ip::tcp::acceptor &acceptor,
                              asio::ip::tcp::resolver &resolver, asio::ip::tcp::endpoint where,
                              asio::steady_timer &timer) {
  char text[8];
  resolver.resolve("127.0.0.1", "80", asio::ip::resolver_base::numeric_host);
  co_await resolver.async_resolve("host", "80", asio::use_awaitable);
  socket.bind(where);
  socket.available();
  acceptor.listen();
  timer.expires_after(1s);
  timer.async_wait([](asio::error_code) {});
  asio::async_read(socket, asio::buffer(text), [](asio::error_code, std::size_t) {});
  co_await socket.async_connect(where, asio::use_awaitable);
}

// A datagram socket's connect only sets its peer.
awaitable<void> datagram_ok(asio::ip::udp::socket socket, asio::ip::udp::endpoint where) {
  socket.connect(where);
  co_await socket.async_send(asio::buffer("x"), asio::use_awaitable);
}

awaitable<void> on_the_pool_ok(asio::thread_pool &pool) {
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  sleep(1);
}

// Its handler runs on the coroutine's own executor.
awaitable<void> through_the_pool_bad(asio::thread_pool &pool) {
  co_await asio::post(pool, asio::use_awaitable);
  sleep(1); // warns: 'sleep'
}

awaitable<void> on_the_loop_bad(asio::io_context &io) {
  co_await asio::post(asio::bind_executor(io, asio::use_awaitable));
  sleep(1); // warns: 'sleep'
}

awaitable<void> streams_bad(asio::posix::stream_descriptor &descriptor, asio::serial_port &port,
                            asio::buffered_read_stream<asio::ip::tcp::socket> &buffered) {
  char text[8];
  std::string word;
  asio::ip::tcp::iostream stream("host", "80"); // warns: (network)
  stream << "a"; // warns: (network)
  stream >> word; // warns: (network)
  std::getline(stream, word); // warns: (network)
  descriptor.read_some(asio::buffer(text)); // warns: (file)
  descriptor.wait(asio::posix::descriptor_base::wait_read); // warns: (wait)
  port.write_some(asio::buffer(text)); // warns: (file)
  buffered.fill(); // warns: (network)
  co_await tick();
}

awaitable<void> streams_ok(asio::ip::tcp::socket socket) {
  asio::ip::tcp::iostream unconnected;
  asio::ip::tcp::iostream connected(std::move(socket));
  connected.close();
  co_await tick();
}

// A handler's result is nobody's.
awaitable<void> refresh();
awaitable<void> handlers_bad(asio::io_context &io) {
  asio::post(io, [] { return refresh(); }); // warns unawaited: dropped by 'asio::post', which ignores it
  asio::dispatch(io, refresh); // warns unawaited: awaitable
  co_return;
}
awaitable<void> handlers_ok(asio::io_context &io) {
  asio::post(io, [&io] { asio::co_spawn(io, refresh, asio::detached); });
  co_await asio::post(io, asio::use_awaitable);
}
