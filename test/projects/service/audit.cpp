// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "audit.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <stdexcept>

namespace kv {
namespace asio = boost::asio;

AuditLog::AuditLog(const std::string &file, asio::thread_pool &storage)
    : out_(file, std::ios::app), storage_(storage) {
  if (!out_)
    throw std::runtime_error("cannot write " + file);
}

void AuditLog::write(const std::string &entry) {
  out_ << entry << '\n' << std::flush;
}

asio::awaitable<void> audit(AuditLog &log, std::string entry) {
  // To the storage thread, where a slow disk stalls nobody, and back.
  co_await asio::post(asio::bind_executor(log.storage(), asio::use_awaitable));
  log.write(entry);
  co_await asio::post(asio::use_awaitable);
}

} // namespace kv
