// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every session works with. It is made before the loop runs and lives
// longer than all of them.
#pragma once

#include "audit.hpp"
#include "config.hpp"
#include "plugin.hpp"
#include "store.hpp"

#include <boost/asio/thread_pool.hpp>

#include <string>

namespace kv {

struct Services {
  std::string config_file; // empty: the defaults
  Config config;
  boost::asio::thread_pool &storage;
  Store &store;
  AuditLog &log;
  const Plugin &plugin;
};

} // namespace kv
