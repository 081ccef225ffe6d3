// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The service we ask for the keys we don't have.
#pragma once

#include <boost/asio/awaitable.hpp>

#include <string>

namespace kv {

/// Sends one request line to the service at `host` and returns its reply
/// without the line's end. Throws if it can't be reached after some attempts.
boost::asio::awaitable<std::string>
ask_upstream(std::string host, std::string service, std::string request);

} // namespace kv
