// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// service --port N [--config FILE]   serves until SIGINT or SIGTERM
// service --selftest                 tries itself out and exits
#include "listener.hpp"
#include "selftest.hpp"
#include "services.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/thread_pool.hpp>

#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

int usage() {
  std::cerr << "usage: service --port N [--config FILE]\n"
               "       service --selftest\n";
  return 2;
}

/// Everything that opens and reads files is done here, before the loop runs,
/// and what is left to write after it has ended.
void run(unsigned short port, const std::string &config_file) {
  const kv::Config config =
      config_file.empty() ? kv::Config{} : kv::load_config(config_file);
  asio::io_context loop;
  asio::thread_pool storage(1);
  kv::Store store(config.database, storage);
  kv::AuditLog log(config.audit, storage);
  const kv::Plugin plugin(config.plugin);
  kv::Services services{config_file, config, storage, store, log, plugin};

  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), port});
  std::cout << "listening on " << acceptor.local_endpoint() << std::endl;
  asio::co_spawn(loop, kv::serve(std::move(acceptor), services),
                 [](std::exception_ptr error) {
                   if (error)
                     std::rethrow_exception(error);
                 });

  asio::signal_set signals(loop, SIGINT, SIGTERM);
  signals.async_wait([&loop](boost::system::error_code error, int) {
    if (!error)
      loop.stop();
  });
  loop.run();

  storage.join();
  std::cout << "stopped, " << store.flush_now() << " entries left to write"
            << std::endl;
}

} // namespace

int main(int argc, char **argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() == 1 && args[0] == "--selftest")
    return kv::selftest();

  std::string port, config;
  for (std::size_t i = 0; i + 1 < args.size(); i += 2) {
    if (args[i] == "--port")
      port = args[i + 1];
    else if (args[i] == "--config")
      config = args[i + 1];
    else
      return usage();
  }
  if (port.empty() || args.size() % 2 != 0)
    return usage();
  try {
    run(static_cast<unsigned short>(std::stoi(port)), config);
  } catch (const std::exception &error) {
    std::cerr << "service: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
