// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The settings of the service, one `name = value` a line.
#pragma once

#include <boost/asio/awaitable.hpp>

#include <string>

namespace kv {

struct Config {
  std::string database = "service.db";
  std::string audit = "service.audit";
  std::string backup = "service.backup";
  std::string profiles = "profiles";
  std::string plugin; // empty: none
  std::string upstream_host = "localhost";
  std::string upstream_service = "7070";
};

/// Reads the settings before the loop runs; it may block.
Config load_config(const std::string &file);

/// Reads the settings again while the service runs. Throws, and changes
/// nothing, if the file is missing or holds a setting nobody knows.
boost::asio::awaitable<Config> reload_config(std::string file);

} // namespace kv
