// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// class: boost::process::detail::posix::basic_pipe = boost::process::pipe
// class: std::basic_istream = std::istream
// class: std::basic_ostream = std::ostream
// class: std::istream_iterator = std::istream_iterator<char>
// class: std::istreambuf_iterator = std::istreambuf_iterator<char>
// class: boost::process::basic_pipebuf = boost::process::pipebuf
// absent: boost::process::detail::windows::basic_pipe::read (Windows)
// absent: boost::process::detail::windows::basic_pipe::write (Windows)
// absent: boost::process::detail::windows::async_pipe::read_some (Windows)
// absent: boost::process::detail::windows::async_pipe::write_some (Windows)
#include <boost/asio.hpp>
#include <boost/asio/spawn.hpp>
#include <boost/process.hpp>
#include <iterator>
