// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the adapter uses of Boost.Cobalt, which Debian's Boost doesn't have: by
// its real names, on the real Boost.Asio.

#pragma once

#include <boost/asio/any_io_executor.hpp>

namespace boost::cobalt {

using executor = boost::asio::any_io_executor;

} // namespace boost::cobalt
