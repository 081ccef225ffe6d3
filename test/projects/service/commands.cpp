// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "commands.hpp"

#include "profile.hpp"
#include "upstream.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <future>
#include <mutex>
#include <sstream>
#include <thread>
#include <utility>

namespace kv {
namespace asio = boost::asio;
using asio::use_awaitable;
using Answer = asio::awaitable<std::string>;
using namespace std::chrono_literals;

namespace {

/// Names become file names, so they hold neither dots nor slashes.
bool is_name(const std::string &text) {
  const auto is_letter = [](unsigned char c) { return std::isalnum(c) != 0; };
  return !text.empty() && std::all_of(text.begin(), text.end(), is_letter);
}

/// FNV-1a over all keys and values.
std::uint64_t digest_of(const Entries &entries) {
  std::uint64_t hash = 14695981039346656037u;
  const auto add = [&hash](const std::string &text) {
    for (const unsigned char c : text)
      hash = (hash ^ c) * 1099511628211u;
  };
  for (const auto &[key, value] : entries) {
    add(key);
    add(value);
  }
  return hash;
}

Answer hello(Services &services, std::string name) {
  if (!is_name(name))
    co_return "ERR a name has letters and digits";
  const std::string file = services.config.profiles + "/" + name;
  const Profile profile = load_profile(file); // planted: helper
  co_await audit(services.log, "HELLO " + name);
  co_return "OK " + profile.greeting + ", " + name;
}

Answer set(Services &services, std::string key, std::string value) {
  if (key.empty())
    co_return "ERR no key";
  services.store.put(key, std::move(value));
  audit(services.log, "SET " + key); // planted: discarded
  co_return "OK";
}

Answer get(Services &services, std::string key) {
  const auto value = services.store.find(key);
  co_return value ? "OK " + *value : "ERR no such key";
}

Answer pull(Services &services, std::string key) {
  const Config &config = services.config;
  const std::string reply = co_await ask_upstream(
      config.upstream_host, config.upstream_service, "GET " + key);
  if (reply.starts_with("OK ")) {
    services.store.put(key, reply.substr(3));
    co_await audit(services.log, "PULL " + key);
  }
  co_return reply;
}

Answer flush(Services &services) {
  auto flushed = services.store.flush(); // planted: stored
  co_return "OK flushing";
}

/// Hashing many entries takes long, so the pool does it.
Answer digest(Services &services) {
  std::packaged_task<std::uint64_t()> task(
      [entries = services.store.snapshot()] { return digest_of(entries); });
  std::future<std::uint64_t> result = task.get_future();
  asio::post(services.storage, std::move(task));
  const auto hash = result.get(); // planted: future

  std::ostringstream text;
  text << "OK " << std::hex << hash;
  co_return text.str();
}

/// Writes all entries to a file, on a thread of its own because a backup may
/// take longer than the storage thread can be spared.
Answer backup(Services &services) {
  asio::awaitable<std::size_t> flushed = services.store.flush();
  std::promise<std::size_t> done;
  std::future<std::size_t> written = done.get_future();
  std::thread writer([file = services.config.backup,
                      entries = services.store.snapshot(),
                      done = std::move(done)]() mutable {
    std::ofstream out(file);
    for (const auto &[key, value] : entries)
      out << key << '=' << value << '\n';
    out.close();
    done.set_value(entries.size());
  });
  writer.detach();
  co_await std::move(flushed);

  asio::steady_timer pause(co_await asio::this_coro::executor);
  for (;;) {
    if (written.wait_for(0s) == std::future_status::ready)
      co_return "OK " + std::to_string(written.get());
    pause.expires_after(1ms);
    co_await pause.async_wait(use_awaitable);
  }
}

Answer stats(Services &services) {
  auto &counters = services.store.counters();
  // The storage thread may be counting: then say so instead of waiting for it.
  const std::unique_lock lock(counters.mutex, std::try_to_lock);
  if (!lock)
    co_return "OK busy";
  co_return "OK written " + std::to_string(counters.written);
}

/// A plugin answers from memory, we were told.
Answer ask(Services &services, std::string question) {
  if (!services.plugin)
    co_return "ERR started without a plugin";
  co_return "OK " + services.plugin.answer(question);
}

Answer reload(Services &services) {
  if (services.config_file.empty())
    co_return "ERR started without a config";
  services.config = co_await reload_config(services.config_file);
  co_return "OK";
}

} // namespace

Answer answer(Services &services, std::string request) {
  std::istringstream words(request);
  std::string command, key, value;
  words >> command >> key >> std::ws;
  std::getline(words, value);

  if (command == "HELLO")
    co_return co_await hello(services, key);
  if (command == "SET")
    co_return co_await set(services, key, value);
  if (command == "GET")
    co_return co_await get(services, key);
  if (command == "PULL")
    co_return co_await pull(services, key);
  if (command == "FLUSH")
    co_return co_await flush(services);
  if (command == "DIGEST")
    co_return co_await digest(services);
  if (command == "BACKUP")
    co_return co_await backup(services);
  if (command == "STATS")
    co_return co_await stats(services);
  if (command == "ASK")
    co_return co_await ask(services, key);
  if (command == "RELOAD")
    co_return co_await reload(services);
  co_return "ERR unknown request";
}

} // namespace kv
