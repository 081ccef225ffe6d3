// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who did what: a file that only grows.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <fstream>
#include <string>

namespace kv {

class AuditLog {
public:
  /// Opens the file, which may block: before the loop runs.
  AuditLog(const std::string &file, boost::asio::thread_pool &storage);

  /// Appends a line at once; on the storage thread only.
  void write(const std::string &entry);

  boost::asio::thread_pool &storage() { return storage_; }

private:
  std::ofstream out_;
  boost::asio::thread_pool &storage_;
};

/// Appends a line on the storage thread; it is in the file when this returns.
boost::asio::awaitable<void> audit(AuditLog &log, std::string entry);

} // namespace kv
