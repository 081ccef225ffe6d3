// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One client's connection.
#pragma once

#include "services.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace kv {

/// Answers the client's requests until it leaves, falls silent or errs.
boost::asio::awaitable<void> session(boost::asio::ip::tcp::socket socket,
                                     Services &services);

} // namespace kv
