// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// class: boost::beast::websocket::stream = boost::beast::websocket::stream<boost::beast::tcp_stream>
// class: boost::beast::basic_stream = boost::beast::tcp_stream
// class: boost::beast::buffered_read_stream = boost::beast::buffered_read_stream<boost::asio::ip::tcp::socket, boost::beast::flat_buffer>
// class: boost::beast::flat_stream = boost::beast::flat_stream<boost::asio::ip::tcp::socket>
// class: boost::beast::ssl_stream = boost::beast::ssl_stream<boost::asio::ip::tcp::socket>
// class: boost::beast::http::icy_stream = boost::beast::http::icy_stream<boost::asio::ip::tcp::socket>
// class: boost::beast::http::basic_file_body::value_type = boost::beast::http::file_body::value_type
// absent: boost::beast::file_win32::open (Windows)
// absent: boost::beast::file_win32::read (Windows)
// absent: boost::beast::file_win32::write (Windows)
#include <boost/beast.hpp>
#include <boost/beast/_experimental/http/icy_stream.hpp>
#include <boost/beast/ssl.hpp>
