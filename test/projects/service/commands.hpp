// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The requests a client may send, one a line:
//
//   HELLO name      a greeting, from the user's profile
//   SET key value   GET key   PULL key (asks upstream and keeps the answer)
//   FLUSH           DIGEST    BACKUP    STATS    RELOAD
//   ASK question    what the plugin answers
#pragma once

#include "services.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace kv {

/// Answers one request: `OK …` or `ERR …`. Throws where the work itself
/// fails.
boost::asio::awaitable<std::string> answer(Services &services,
                                           std::string request);

} // namespace kv
