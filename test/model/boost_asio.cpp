// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// model: asio.yaml
// alias: asio = boost::asio
// flags: -DBOOST_ASIO_HAS_IO_URING
// class: boost::asio::basic_datagram_socket = boost::asio::ip::udp::socket
// class: boost::asio::basic_raw_socket = boost::asio::ip::icmp::socket
// class: boost::asio::basic_seq_packet_socket = boost::asio::basic_seq_packet_socket<boost::asio::generic::seq_packet_protocol>
// class: boost::asio::basic_stream_socket = boost::asio::ip::tcp::socket
// class: boost::asio::basic_socket = boost::asio::basic_socket<boost::asio::ip::tcp>
// class: boost::asio::basic_socket_acceptor = boost::asio::ip::tcp::acceptor
// class: boost::asio::basic_socket_iostream = boost::asio::ip::tcp::iostream
// class: boost::asio::basic_socket_streambuf = boost::asio::basic_socket_streambuf<boost::asio::ip::tcp>
// class: boost::asio::basic_deadline_timer = boost::asio::deadline_timer
// class: boost::asio::basic_waitable_timer = boost::asio::steady_timer
// class: boost::asio::basic_file = boost::asio::basic_file<>
// class: boost::asio::basic_stream_file = boost::asio::stream_file
// class: boost::asio::basic_random_access_file = boost::asio::random_access_file
// class: boost::asio::basic_readable_pipe = boost::asio::readable_pipe
// class: boost::asio::basic_writable_pipe = boost::asio::writable_pipe
// class: boost::asio::basic_serial_port = boost::asio::serial_port
// class: boost::asio::basic_system_executor = boost::asio::system_executor
// class: boost::asio::buffered_read_stream = boost::asio::buffered_read_stream<boost::asio::ip::tcp::socket>
// class: boost::asio::buffered_write_stream = boost::asio::buffered_write_stream<boost::asio::ip::tcp::socket>
// class: boost::asio::buffered_stream = boost::asio::buffered_stream<boost::asio::ip::tcp::socket>
// class: boost::asio::io_context::basic_executor_type = boost::asio::io_context::executor_type
// class: boost::asio::thread_pool::basic_executor_type = boost::asio::thread_pool::executor_type
// class: boost::asio::execution::any_executor = boost::asio::execution::any_executor<>
// class: boost::asio::ip::basic_resolver = boost::asio::ip::tcp::resolver
// class: boost::asio::posix::basic_descriptor = boost::asio::posix::descriptor
// class: boost::asio::posix::basic_stream_descriptor = boost::asio::posix::stream_descriptor
// class: boost::asio::ssl::stream = boost::asio::ssl::stream<boost::asio::ip::tcp::socket>
// class: boost::asio::strand = boost::asio::strand<boost::asio::io_context::executor_type>
// class: std::basic_istream = std::istream
// class: std::basic_ostream = std::ostream
// absent: boost::asio::experimental::deferred_async_operation (before 1.81)
// absent: boost::asio::partial_executor_binder (1.86)
// absent: boost::asio::windows::basic_object_handle::wait (Windows)
// absent: boost::asio::windows::basic_random_access_handle::read_some_at (Windows)
// absent: boost::asio::windows::basic_random_access_handle::write_some_at (Windows)
// absent: boost::asio::windows::basic_stream_handle::read_some (Windows)
// absent: boost::asio::windows::basic_stream_handle::write_some (Windows)
#include <boost/asio.hpp>
#include <boost/asio/deadline_timer.hpp>
#include <boost/asio/experimental/as_single.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/co_spawn.hpp>
#include <boost/asio/experimental/coro.hpp>
#include <boost/asio/experimental/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/spawn.hpp>
#include <boost/asio/ssl.hpp>
