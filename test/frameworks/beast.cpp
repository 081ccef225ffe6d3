// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The real Beast in coroutines of Boost.Asio: its operations take the same
// completion token.
// REQUIRES: boost-asio
// RUN: %lint %s blocking-call
#include <boost/asio/awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace beast = boost::beast;
namespace http = beast::http;

boost::asio::awaitable<void> http_bad(beast::tcp_stream stream) {
  http::request<http::empty_body> request;
  http::write(stream, request); // warns: write // fixed: co_await http::async_write(stream, request, boost::asio::use_awaitable);
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  auto size = http::read(stream, buffer, response); // warns: read // fixed: auto size = co_await http::async_read(stream, buffer, response, boost::asio::use_awaitable);
  beast::error_code error;
  size += http::read(stream, buffer, response, error); // warns: read // fixed: size += co_await http::async_read(stream, buffer, response, boost::asio::redirect_error(boost::asio::use_awaitable, error));
  co_return;
}
