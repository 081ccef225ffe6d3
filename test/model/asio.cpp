// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// The executors' execute is private in this version:
// flags: -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE -DASIO_HAS_IO_URING -fno-access-control
// class: asio::basic_datagram_socket = asio::ip::udp::socket
// class: asio::basic_raw_socket = asio::ip::icmp::socket
// class: asio::basic_seq_packet_socket = asio::basic_seq_packet_socket<asio::generic::seq_packet_protocol>
// class: asio::basic_stream_socket = asio::ip::tcp::socket
// class: asio::basic_socket = asio::basic_socket<asio::ip::tcp>
// class: asio::basic_socket_acceptor = asio::ip::tcp::acceptor
// class: asio::basic_socket_iostream = asio::ip::tcp::iostream
// class: asio::basic_socket_streambuf = asio::basic_socket_streambuf<asio::ip::tcp>
// class: asio::basic_waitable_timer = asio::steady_timer
// class: asio::basic_file = asio::basic_file<>
// class: asio::basic_stream_file = asio::stream_file
// class: asio::basic_random_access_file = asio::random_access_file
// class: asio::basic_readable_pipe = asio::readable_pipe
// class: asio::basic_writable_pipe = asio::writable_pipe
// class: asio::basic_serial_port = asio::serial_port
// class: asio::basic_system_executor = asio::system_executor
// class: asio::buffered_read_stream = asio::buffered_read_stream<asio::ip::tcp::socket>
// class: asio::buffered_write_stream = asio::buffered_write_stream<asio::ip::tcp::socket>
// class: asio::buffered_stream = asio::buffered_stream<asio::ip::tcp::socket>
// class: asio::io_context::basic_executor_type = asio::io_context::executor_type
// class: asio::thread_pool::basic_executor_type = asio::thread_pool::executor_type
// class: asio::execution::any_executor = asio::execution::any_executor<>
// class: asio::ip::basic_resolver = asio::ip::tcp::resolver
// class: asio::posix::basic_descriptor = asio::posix::descriptor
// class: asio::posix::basic_stream_descriptor = asio::posix::stream_descriptor
// class: asio::ssl::stream = asio::ssl::stream<asio::ip::tcp::socket>
// class: asio::strand = asio::strand<asio::io_context::executor_type>
// class: std::basic_istream = std::istream
// class: std::basic_ostream = std::ostream
// absent: asio::as_tuple_t (1.24)
// absent: asio::deferred_t (1.24)
// absent: asio::deferred_async_operation (1.24)
// absent: asio::partial_executor_binder (1.31)
// absent: asio::basic_deadline_timer::wait (needs Boost.DateTime)
// absent: asio::spawn (needs Boost.Context)
// absent: asio::windows::basic_object_handle::wait (Windows)
// absent: asio::windows::basic_random_access_handle::read_some_at (Windows)
// absent: asio::windows::basic_random_access_handle::write_some_at (Windows)
// absent: asio::windows::basic_stream_handle::read_some (Windows)
// absent: asio::windows::basic_stream_handle::write_some (Windows)
#define ASIO_STANDALONE
#include <asio.hpp>
#include <asio/experimental/as_single.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/experimental/co_spawn.hpp>
#include <asio/experimental/coro.hpp>
#include <asio/experimental/deferred.hpp>
#include <asio/experimental/parallel_group.hpp>
#include <asio/ssl.hpp>
