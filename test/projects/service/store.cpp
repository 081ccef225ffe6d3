// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "store.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <stdexcept>
#include <utility>

namespace kv {
namespace asio = boost::asio;
using asio::use_awaitable;

namespace {

void require(bool good, int code, const char *what) {
  if (!good)
    throw std::runtime_error(std::string(what) + ": " + sqlite3_errstr(code));
}

std::string column(sqlite3_stmt *stmt, int index) {
  const unsigned char *text = sqlite3_column_text(stmt, index);
  return text ? reinterpret_cast<const char *>(text) : "";
}

void bind(sqlite3_stmt *stmt, int index, const std::string &text) {
  sqlite3_bind_text(stmt, index, text.data(), static_cast<int>(text.size()),
                    SQLITE_TRANSIENT);
}

} // namespace

Store::Store(const std::string &file, asio::thread_pool &storage)
    : storage_(storage) {
  sqlite3 *db = nullptr;
  int code = sqlite3_open_v2(file.c_str(), &db,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                 SQLITE_OPEN_FULLMUTEX,
                             nullptr);
  db_.reset(db);
  require(code == SQLITE_OK, code, "open");
  code = sqlite3_exec(db,
                      "CREATE TABLE IF NOT EXISTS entry"
                      "(key TEXT PRIMARY KEY, value TEXT NOT NULL)",
                      nullptr, nullptr, nullptr);
  require(code == SQLITE_OK, code, "create");
  select_ = prepare("SELECT key, value FROM entry");
  insert_ = prepare("INSERT OR REPLACE INTO entry VALUES(?1, ?2)");
}

Store::Statement Store::prepare(const char *sql) {
  sqlite3_stmt *stmt = nullptr;
  const int code = sqlite3_prepare_v2(db_.get(), sql, -1, &stmt, nullptr);
  require(code == SQLITE_OK, code, "prepare");
  return Statement(stmt);
}

asio::awaitable<void> Store::warm_up() {
  sqlite3_stmt *const stmt = select_.get();
  for (;;) {
    const int code = sqlite3_step(stmt); // planted: sqlite
    if (code == SQLITE_DONE)
      co_return;
    require(code == SQLITE_ROW, code, "read");
    entries_.emplace(column(stmt, 0), column(stmt, 1));
  }
}

std::optional<std::string> Store::find(const std::string &key) const {
  const auto entry = entries_.find(key);
  if (entry == entries_.end())
    return std::nullopt;
  return entry->second;
}

void Store::put(std::string key, std::string value) {
  pending_[key] = value;
  entries_[std::move(key)] = std::move(value);
}

asio::awaitable<std::size_t> Store::flush() {
  Entries batch = std::exchange(pending_, {});
  // From here on this coroutine runs on the storage thread, where SQLite may
  // take its time; the second post brings it back to its own loop.
  co_await asio::post(asio::bind_executor(storage_, use_awaitable));
  const int code = write(batch);
  co_await asio::post(use_awaitable);
  const std::size_t size = batch.size();
  if (code != SQLITE_DONE)
    pending_.merge(batch); // what was put meanwhile is newer and stays
  require(code == SQLITE_DONE, code, "write");
  co_return size;
}

std::size_t Store::flush_now() {
  const Entries batch = std::exchange(pending_, {});
  const int code = write(batch);
  require(code == SQLITE_DONE, code, "write");
  return batch.size();
}

int Store::write(const Entries &batch) {
  for (const auto &[key, value] : batch) {
    bind(insert_.get(), 1, key);
    bind(insert_.get(), 2, value);
    const int code = sqlite3_step(insert_.get());
    sqlite3_reset(insert_.get());
    if (code != SQLITE_DONE)
      return code;
  }
  const std::lock_guard lock(counters_.mutex);
  counters_.written += batch.size();
  return SQLITE_DONE;
}

} // namespace kv
