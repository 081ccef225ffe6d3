// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The service as a whole: it reads its store, then takes connections.
#pragma once

#include "services.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace kv {

/// Serves until the loop is stopped; `acceptor` is open and listens.
boost::asio::awaitable<void> serve(boost::asio::ip::tcp::acceptor acceptor,
                                   Services &services);

} // namespace kv
