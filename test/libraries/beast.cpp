// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Boost.Beast.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <chrono>

namespace beast = boost::beast;
namespace http = beast::http;
namespace ws = beast::websocket;
namespace net = boost::asio;
using tcp = net::ip::tcp;

task<void> tick();

task<void> beast_bad(beast::tcp_stream &s, tcp::socket &so, ws::stream<beast::tcp_stream> &w, beast::flat_buffer &b,
                     http::request<http::string_body> &rq, http::response<http::string_body> &rs,
                     tcp::resolver::results_type r, beast::error_code ec, beast::ssl_stream<beast::tcp_stream> &ssl,
                     http::response_parser<http::string_body> &ps) {
  s.connect(r); // warns: (network)
  s.connect(r, ec); // warns: (network)
  http::write(s, rq); // warns: (http)
  http::read(so, b, rs); // warns: (http)
  http::read(so, b, rs, ec); // warns: (http)
  http::read_header(s, b, ps); // warns: (http)
  w.handshake("h", "/"); // warns: (network)
  w.accept(); // warns: (network)
  w.accept(rq, ec); // warns: (network)
  w.read(b); // warns: (network)
  w.write(b.data()); // warns: (network)
  w.write(b.data(), ec); // warns: (network)
  w.close(ws::close_code::normal); // warns: (network)
  w.ping({}); // warns: (network)
  s.write_some(net::buffer("a", 1), ec); // warns: (network)
  ssl.handshake(net::ssl::stream_base::client); // warns: (network)
  ssl.shutdown(ec); // warns: (network)
  http::file_body::value_type body;
  body.open("f", beast::file_mode::scan, ec); // warns: (file)
  co_await tick();
}

task<void> beast_ok(beast::tcp_stream &s, ws::stream<beast::tcp_stream> &w, beast::flat_buffer &b,
                    http::request<http::string_body> &rq, http::response<http::string_body> &rs,
                    tcp::resolver::results_type r) {
  s.expires_after(std::chrono::seconds(3));
  s.async_connect(r, [](auto, auto) {});
  http::async_read(s, b, rs, [](auto, auto) {});
  http::async_write(s, rq, [](auto, auto) {});
  w.async_read(b, [](auto, auto) {});
  w.text(true);
  w.is_open();
  s.close();
  s.cancel();
  co_await tick();
}
