// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The keys and their values: all of them in memory, written to SQLite behind
// the requests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <sqlite3.h>

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace kv {

using Entries = std::map<std::string, std::string>;

class Store {
public:
  /// What the storage thread counts and others may look at.
  struct Counters {
    std::mutex mutex;
    std::size_t written = 0;
  };

  /// Opens the database, makes its table and prepares the statements. All of
  /// that blocks, so a store is made before the loop runs. `storage` is a pool
  /// of one thread, which does the writing.
  Store(const std::string &file, boost::asio::thread_pool &storage);

  /// Reads what the database holds; to be awaited once, before any request.
  boost::asio::awaitable<void> warm_up();

  std::optional<std::string> find(const std::string &key) const;
  void put(std::string key, std::string value);
  Entries snapshot() const { return entries_; }

  /// Writes what was put since the last time, on the storage thread, and
  /// returns how many entries that were.
  boost::asio::awaitable<std::size_t> flush();

  /// The same at once, for when no loop runs.
  std::size_t flush_now();

  Counters &counters() { return counters_; }

private:
  struct Close {
    void operator()(sqlite3 *db) const { sqlite3_close(db); }
    void operator()(sqlite3_stmt *stmt) const { sqlite3_finalize(stmt); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Close>;

  Statement prepare(const char *sql);
  int write(const Entries &batch);

  boost::asio::thread_pool &storage_;
  std::unique_ptr<sqlite3, Close> db_;
  Statement select_;
  Statement insert_; // used on the storage thread only
  Entries entries_;
  Entries pending_; // not yet in the database
  Counters counters_;
};

} // namespace kv
