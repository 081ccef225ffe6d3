// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "upstream.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <thread>

namespace kv {
namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using asio::use_awaitable;
using namespace std::chrono_literals;

namespace {

constexpr int max_attempts = 6;

asio::awaitable<tcp::socket> connect(std::string host, std::string service) {
  const auto executor = co_await asio::this_coro::executor;
  tcp::resolver resolver(executor);
  const auto endpoints = resolver.resolve(host, service); // planted: resolve

  tcp::socket socket(executor);
  auto backoff = 2ms;
  for (int attempt = 1;; ++attempt) {
    boost::system::error_code error;
    co_await asio::async_connect(socket, endpoints,
                                 asio::redirect_error(use_awaitable, error));
    if (!error)
      co_return socket;
    if (attempt == max_attempts)
      throw boost::system::system_error(error, "upstream");
    std::this_thread::sleep_for(backoff); // planted: sleep
    backoff *= 2;
  }
}

} // namespace

asio::awaitable<std::string> ask_upstream(std::string host, std::string service,
                                          std::string request) {
  tcp::socket socket = co_await connect(host, service);
  request += '\n';
  co_await asio::async_write(socket, asio::buffer(request), use_awaitable);
  std::string reply;
  const std::size_t length = co_await asio::async_read_until(
      socket, asio::dynamic_buffer(reply), '\n', use_awaitable);
  reply.resize(length - 1);
  co_return reply;
}

} // namespace kv
