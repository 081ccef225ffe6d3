// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "selftest.hpp"

#include "listener.hpp"
#include "services.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <stdlib.h>

#include <chrono>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace kv {
namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using asio::use_awaitable;
using namespace std::chrono_literals;

namespace {

void expect(bool good, const std::string &what) {
  if (!good)
    throw std::runtime_error("unexpected: " + what);
}

/// A folder that goes away with everything in it.
struct Folder {
  std::string path = std::filesystem::temp_directory_path() / "service-XXXXXX";
  Folder() { expect(::mkdtemp(path.data()) != nullptr, "no folder"); }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder &) = delete;
  Folder &operator=(const Folder &) = delete;
};

tcp::acceptor bound_acceptor(asio::io_context &loop) {
  tcp::acceptor acceptor(loop, tcp::v4());
  acceptor.bind({asio::ip::address_v4::loopback(), 0});
  return acceptor;
}

asio::awaitable<std::string> read_line(tcp::socket &socket) {
  std::string line;
  const std::size_t length = co_await asio::async_read_until(
      socket, asio::dynamic_buffer(line), '\n', use_awaitable);
  line.resize(length - 1);
  co_return line;
}

asio::awaitable<std::string> ask(tcp::socket &socket, std::string request) {
  request += '\n';
  co_await asio::async_write(socket, asio::buffer(request), use_awaitable);
  co_return co_await read_line(socket);
}

/// An upstream that refuses connections at first, so that one has to retry.
asio::awaitable<void> late_upstream(tcp::acceptor acceptor) {
  asio::steady_timer late(acceptor.get_executor(), 3ms);
  co_await late.async_wait(use_awaitable);
  acceptor.listen();
  tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
  expect(co_await read_line(socket) == "GET far", "request to upstream");
  const std::string reply = "OK away\n";
  co_await asio::async_write(socket, asio::buffer(reply), use_awaitable);
}

asio::awaitable<void> client(tcp::endpoint service, Services &services) {
  // A task that is dropped before it was awaited must not have run.
  (void)audit(services.log, "never written");

  tcp::socket socket(co_await asio::this_coro::executor);
  co_await socket.async_connect(service, use_awaitable);
  const std::pair<const char *, const char *> talk[] = {
      {"RELOAD", "OK"},
      {"GET kept", "OK from last time"},
      {"HELLO anna", "OK Ahoj, anna"},
      {"HELLO bert", "OK Hello, bert"},
      {"HELLO ../x", "ERR a name has letters and digits"},
      {"SET near by the sea", "OK"},
      {"GET near", "OK by the sea"},
      {"GET far", "ERR no such key"},
      {"PULL far", "OK away"},
      {"GET far", "OK away"},
      {"FLUSH", "OK flushing"},
      {"DIGEST", "OK ccd55f1b14d2c586"},
      {"BACKUP", "OK 3"},
      {"ASK why", "ERR started without a plugin"},
      {"DANCE", "ERR unknown request"},
  };
  for (const auto &[request, reply] : talk) {
    const std::string got = co_await ask(socket, request);
    expect(got == reply, std::string(request) + " -> " + got);
  }
  const std::string stats = co_await ask(socket, "STATS");
  expect(stats == "OK written 2" || stats == "OK busy", stats);
}

std::string contents(const std::string &file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

void run(const std::string &folder) {
  asio::io_context loop;
  asio::thread_pool storage(1);
  tcp::acceptor upstream = bound_acceptor(loop);
  std::filesystem::create_directory(folder + "/profiles");
  std::ofstream(folder + "/profiles/anna") << "Ahoj\n";
  std::ofstream(folder + "/config")
      << "# where things are\n"
      << "profiles = " << folder << "/profiles\n"
      << "backup = " << folder << "/backup\n"
      << "upstream_host = 127.0.0.1\n"
      << "upstream_service = " << upstream.local_endpoint().port() << '\n';
  {
    Store earlier(folder + "/db", storage);
    earlier.put("kept", "from last time");
    expect(earlier.flush_now() == 1, "entries written");
  }

  Store store(folder + "/db", storage);
  AuditLog log(folder + "/audit", storage);
  const Plugin plugin("");
  Services services{folder + "/config", Config{}, storage, store, log, plugin};
  tcp::acceptor acceptor = bound_acceptor(loop);
  acceptor.listen();
  const tcp::endpoint service = acceptor.local_endpoint();

  asio::co_spawn(loop, serve(std::move(acceptor), services), asio::detached);
  asio::co_spawn(loop, late_upstream(std::move(upstream)), asio::detached);
  std::exception_ptr failure =
      std::make_exception_ptr(std::runtime_error("it took too long"));
  asio::co_spawn(loop, client(service, services),
                 [&](std::exception_ptr error) {
                   failure = error;
                   loop.stop();
                 });
  loop.run_for(10s);
  storage.join();
  if (failure)
    std::rethrow_exception(failure);
  expect(store.flush_now() == 0, "entries left");

  const std::string audited = contents(folder + "/audit");
  expect(audited.find("HELLO anna\n") != std::string::npos, audited);
  expect(audited.find("never written") == std::string::npos, audited);
  expect(contents(folder + "/backup") ==
             "far=away\nkept=from last time\nnear=by the sea\n",
         "backup");
}

} // namespace

int selftest() {
  try {
    const Folder folder;
    run(folder.path);
  } catch (const std::exception &error) {
    std::cerr << "selftest failed: " << error.what() << '\n';
    return 1;
  }
  std::cout << "selftest ok\n";
  return 0;
}

} // namespace kv
