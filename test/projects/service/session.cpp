// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "session.hpp"

#include "commands.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <sys/socket.h>

#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace kv {
namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using asio::use_awaitable;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t longest_line = 64 * 1024;

/// The next line, or nothing when the client has left or says nothing for a
/// while. `buffer` keeps what came in after the line.
asio::awaitable<std::optional<std::string>> read_line(tcp::socket &socket,
                                                      std::string &buffer) {
  using namespace asio::experimental::awaitable_operators;
  asio::steady_timer idle(socket.get_executor());
  for (;;) {
    idle.expires_after(60s);
    const auto first =
        co_await (asio::async_read_until(
                      socket, asio::dynamic_buffer(buffer, longest_line), '\n',
                      asio::as_tuple(use_awaitable)) ||
                  idle.async_wait(use_awaitable));
    if (const auto *read = std::get_if<0>(&first)) {
      const auto [error, length] = *read;
      if (error)
        co_return std::nullopt;
      std::string line = buffer.substr(0, length - 1);
      buffer.erase(0, length);
      co_return line;
    }
    // A request may have come in just as the time ran out.
    char next;
    if (::recv(socket.native_handle(), &next, 1, MSG_PEEK | MSG_DONTWAIT) <= 0)
      co_return std::nullopt;
  }
}

} // namespace

asio::awaitable<void> session(tcp::socket socket, Services &services) {
  std::string buffer;
  std::size_t requests = 0;
  while (auto line = co_await read_line(socket, buffer)) {
    ++requests;
    std::string reply;
    try {
      reply = co_await answer(services, std::move(*line));
    } catch (const std::exception &error) {
      reply = std::string("ERR ") + error.what();
    }
    reply += '\n';
    const auto [error, length] = co_await asio::async_write(
        socket, asio::buffer(reply), asio::as_tuple(use_awaitable));
    if (error)
      break;
  }

  // Nobody waits for this line: the storage thread writes it when it gets to.
  asio::post(services.storage, [&log = services.log, requests] {
    log.write("BYE after " + std::to_string(requests));
  });
}

} // namespace kv
