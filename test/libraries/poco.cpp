// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// POCO: threads, files, sockets, HTTP, databases.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <Poco/ActiveResult.h>
#include <Poco/AutoPtr.h>
#include <Poco/Condition.h>
#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/DirectoryIterator.h>
#include <Poco/Event.h>
#include <Poco/File.h>
#include <Poco/FileStream.h>
#include <Poco/Mutex.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/DatagramSocket.h>
#include <Poco/Net/FTPClientSession.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/SMTPClientSession.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketStream.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/WebSocket.h>
#include <Poco/NotificationQueue.h>
#include <Poco/Path.h>
#include <Poco/Pipe.h>
#include <Poco/PipeStream.h>
#include <Poco/SharedLibrary.h>
#include <Poco/Process.h>
#include <Poco/Redis/Array.h>
#include <Poco/Redis/Client.h>
#include <Poco/Semaphore.h>
#include <Poco/StreamCopier.h>
#include <Poco/Thread.h>
#include <Poco/ThreadPool.h>
#include <Poco/Util/PropertyFileConfiguration.h>
#include <iostream>
#include <sstream>

task<void> tick();

task<void> threads_bad(Poco::Thread &t, Poco::Event &e, Poco::Semaphore &s, Poco::ThreadPool &pool,
                       Poco::ActiveResult<int> &r, Poco::NotificationQueue &q) {
  Poco::Thread::sleep(100); // warns: (sleep)
  Poco::Thread::trySleep(100); // warns: (sleep)
  t.join(); // warns: (wait)
  t.join(500); // warns: (wait)
  t.tryJoin(500); // warns: (wait)
  e.wait(); // warns: (wait)
  e.tryWait(10); // warns: (wait)
  s.wait(); // warns: (wait)
  pool.joinAll(); // warns: (wait)
  r.wait(); // warns: (wait)
  q.waitDequeueNotification(); // warns: (wait)
  co_await tick();
}

task<void> threads_ok(Poco::Thread &t, Poco::Event &e, Poco::Semaphore &s, Poco::ActiveResult<int> &r,
                      Poco::NotificationQueue &q) {
  Poco::Thread::sleep(0);
  t.isRunning();
  e.tryWait(0);
  e.set();
  s.tryWait(0);
  s.set();
  r.available();
  q.dequeueNotification();
  co_await tick();
}

task<void> processes_bad(Poco::ProcessHandle &p) {
  p.wait(); // warns: (process)
  Poco::Process::wait(p); // warns: (process)
  co_await tick();
}

task<void> processes_ok(Poco::ProcessHandle &p) {
  p.tryWait();
  p.id();
  co_await tick();
}

task<void> files_bad(std::string name) {
  Poco::File f(name);
  if (f.exists()) // warns: (filesystem)
    f.remove(); // warns: (filesystem)
  f.copyTo("copy"); // warns: (file)
  Poco::DirectoryIterator it(name); // warns: (filesystem)
  ++it; // warns: (filesystem)
  Poco::FileInputStream in(name); // warns: (file)
  std::string word;
  in >> word; // warns: (file)
  std::getline(in, word); // warns: (file)
  std::istringstream memory("x");
  Poco::StreamCopier::copyToString(in, word); // warns: (file)
  Poco::AutoPtr<Poco::Util::PropertyFileConfiguration> conf = new Poco::Util::PropertyFileConfiguration(name); // warns: (file)
  conf->load(memory);
  conf->load(name); // warns: (file)
  co_await tick();
}

task<void> files_ok(std::string name) {
  Poco::File f(name);
  f.path();
  Poco::DirectoryIterator end;
  std::string word;
  std::istringstream memory("x");
  memory >> word;
  Poco::StreamCopier::copyToString(memory, word);
  Poco::Path path(name);
  path.getFileName();
  co_await tick();
}

task<void> sockets_bad(Poco::Net::StreamSocket s, Poco::Net::ServerSocket server, Poco::Net::SocketAddress address,
                       Poco::Net::DatagramSocket d) {
  char buffer[100];
  Poco::Net::StreamSocket connected(address); // warns: (network)
  s.connect(address); // warns: (network)
  s.sendBytes(buffer, sizeof buffer); // warns: (network)
  s.receiveBytes(buffer, sizeof buffer); // warns: (network)
  s.poll(Poco::Timespan(1, 0), Poco::Net::Socket::SELECT_READ); // warns: (network)
  auto peer = server.acceptConnection(); // warns: (network)
  d.sendTo(buffer, sizeof buffer, address); // warns: (network)
  d.receiveFrom(buffer, sizeof buffer, address); // warns: (network)
  Poco::Net::SocketStream stream(s);
  std::string word;
  stream >> word; // warns: (network)
  stream << word; // warns: (network)
  co_await tick();
}

task<void> sockets_ok(Poco::Net::StreamSocket s, Poco::Net::SocketAddress address, Poco::Net::DatagramSocket d) {
  char buffer[100];
  Poco::Net::StreamSocket empty;
  s.connectNB(address);
  s.receiveBytes(buffer, sizeof buffer, MSG_DONTWAIT);
  s.poll(0, Poco::Net::Socket::SELECT_READ);
  s.setNoDelay(true);
  s.shutdown();
  d.receiveFrom(buffer, sizeof buffer, address, MSG_DONTWAIT);
  co_await tick();
}

task<void> nonblocking_socket_ok(Poco::Net::StreamSocket s) {
  char buffer[100];
  s.setBlocking(false);
  int n = s.receiveBytes(buffer, sizeof buffer);
  if (n < 0 && s.impl()->socketError() == POCO_EWOULDBLOCK)
  co_await tick();
}

task<void> names_bad() {
  Poco::Net::DNS::resolve("example.org"); // warns: (dns)
  Poco::Net::DNS::hostByName("example.org"); // warns: (dns)
  Poco::Net::DNS::thisHost(); // warns: (dns)
  co_await tick();
}

task<void> names_ok() {
  Poco::Net::SocketAddress number("127.0.0.1", 80);
  co_await tick();
}

task<void> http_bad(Poco::Net::HTTPRequest request, Poco::Net::HTTPResponse response) {
  Poco::Net::HTTPClientSession session("example.org", 80);
  session.sendRequest(request) << "body"; // warns: (http)
  session.receiveResponse(response); // warns: (http)
  Poco::Net::WebSocket ws(session, request, response); // warns: (http)
  char buffer[100];
  int flags;
  ws.receiveFrame(buffer, sizeof buffer, flags); // warns: (network)
  ws.sendFrame(buffer, sizeof buffer); // warns: (network)
  Poco::Net::SMTPClientSession mail("example.org"); // warns: (network)
  mail.login(); // warns: (network)
  co_await tick();
}

task<void> http_ok() {
  Poco::Net::HTTPClientSession session("example.org", 80);
  session.setKeepAlive(true);
  co_await tick();
}

task<void> data_bad(Poco::Data::Session open) {
  using namespace Poco::Data::Keywords;
  Poco::Data::Session session("SQLite", "x.db"); // warns: (database)
  Poco::Data::Statement s(open);
  s.execute(); // warns: (database)
  int x = 0;
  open << "SELECT 1", into(x), now; // warns: (database)
  Poco::Data::Statement background(open);
  background.wait(); // warns: (database)
  open.begin(); // warns: (database)
  open.commit(); // warns: (database)
  Poco::Data::RecordSet rows(open, "SELECT 1"); // warns: (database)
  rows.moveNext();
  co_await tick();
}

task<void> data_ok(Poco::Data::Session open) {
  using namespace Poco::Data::Keywords;
  Poco::Data::Statement s(open);
  s << "SELECT 1";
  int x = 0;
  Poco::Data::Statement later = (open << "SELECT 1", into(x));
  Poco::Data::Statement background(open);
  background.setAsync();
  background.execute();
  co_await tick();
}

task<void> redis_bad(Poco::Redis::Array command) {
  Poco::Redis::Client client("localhost", 6379); // warns: (database)
  client.execute<std::string>(command); // warns: (database)
  co_await tick();
}

task<void> redis_ok() {
  Poco::Redis::Client unconnected;
  co_await tick();
}

task<void> offloaded_ok(Poco::Thread &t) {
  t.startFunc([] { Poco::Thread::sleep(100); });
  co_await tick();
}

task<void> rarer_bad(Poco::Pipe &pipe, Poco::Net::StreamSocket &socket, std::string name, std::ostringstream &out) {
  char buffer[8];
  pipe.readBytes(buffer, 8); // warns: (ipc)
  Poco::PipeInputStream from(pipe);
  Poco::StreamCopier::copyStream(from, out); // warns: (ipc)
  Poco::FileInputStream file(name); // warns: (file)
  Poco::StreamCopier::copyStream(file, out); // warns: (file)
  Poco::SharedLibrary library(name); // warns: (file)
  socket.sendUrgent(1); // warns: (network)
  Poco::Net::FTPClientSession ftp("host"); // warns: (network)
  co_await tick();
}
