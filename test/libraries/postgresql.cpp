// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// PostgreSQL by libpq, synchronous and asynchronous, and by libpqxx.
// RUN: %lint %s blocking-call -- -I /usr/include/postgresql
#include "task.hpp"
#include <libpq-fe.h>
#include <pqxx/pqxx>

task<void> tick();

task<void> libpq_blocking_bad(const char *info) {
  PGconn *c = PQconnectdb(info); // warns: PQconnectdb
  PQping(info); // warns: PQping
  PGresult *r = PQexec(c, "select 1"); // warns: PQexec
  r = PQexecParams(c, "select $1", 0, nullptr, nullptr, nullptr, nullptr, 0); // warns: PQexecParams
  r = PQprepare(c, "s", "select 1", 0, nullptr); // warns: PQprepare
  r = PQexecPrepared(c, "s", 0, nullptr, nullptr, nullptr, 0); // warns: PQexecPrepared
  PQsetClientEncoding(c, "UTF8"); // warns: PQsetClientEncoding
  PQencryptPasswordConn(c, "a", "b", nullptr); // warns: PQencryptPasswordConn
  PQreset(c); // warns: PQreset
  Oid o = lo_create(c, 0); // warns: lo_create
  int fd = lo_open(c, o, 0); // warns: lo_open
  lo_read(c, fd, nullptr, 0); // warns: lo_read
  PQputCopyData(c, "x", 1); // warns: PQputCopyData
  PQputCopyEnd(c, nullptr); // warns: PQputCopyEnd
  char *row;
  PQgetCopyData(c, &row, 0); // warns: PQgetCopyData
  char error[256];
  PQcancel(PQgetCancel(c), error, 256); // warns: PQcancel
  co_await tick();
}

task<void> libpq_half_asynchronous_bad(PGconn *c) {
  PQsendQuery(c, "select 1");
  while (PGresult *r = PQgetResult(c)) // warns: PQgetResult
    PQclear(r);
  co_await tick();
}

task<void> libpq_asynchronous_ok(const char *info) {
  PGconn *c = PQconnectStart(info);
  while (PQconnectPoll(c) != PGRES_POLLING_OK)
    co_await tick();
  PQsetnonblocking(c, 1);
  PQsendQuery(c, "select 1");
  while (PQflush(c) == 1)
    co_await tick();
  do {
    co_await tick();
    PQconsumeInput(c);
  } while (PQisBusy(c));
  PGresult *r = PQgetResult(c);
  PQntuples(r);
  PQgetvalue(r, 0, 0);
  PQclear(r);
  PQputCopyData(c, "x", 1);
  char *row;
  PQgetCopyData(c, &row, 1);
  PQencryptPasswordConn(c, "a", "b", "scram-sha-256");
  PQescapeLiteral(c, "a", 1);
  PQnotifies(c);
  PQfinish(c);
}

task<void> libpqxx_blocking_bad() {
  pqxx::connection c("dbname=x"); // warns: (database)
  pqxx::work tx(c); // warns: (database)
  pqxx::result r = tx.exec("select 1"); // warns: exec
  pqxx::row row = tx.exec1("select 1"); // warns: exec1
  tx.exec_params("select $1", 1); // warns: exec_params
  tx.exec_prepared("s", 1); // warns: exec_prepared
  tx.commit(); // warns: commit
  c.set_client_encoding("UTF8"); // warns: set_client_encoding
  c.await_notification(); // warns: await_notification
  c.await_notification(1, 0); // warns: await_notification
  c.await_notification(0, 5); // warns: await_notification
  pqxx::read_transaction rt(c); // warns: (database)
  pqxx::stream_to to(rt, "t"); // warns: stream_to
  to << std::make_tuple(1, 2); // warns: operator<<
  to.complete(); // warns: complete
  pqxx::stream_from from(rt, "t"); // warns: stream_from
  std::tuple<int> t;
  from >> t; // warns: operator>>
  pqxx::largeobject created(tx); // warns: largeobject
  pqxx::icursorstream cursor(tx, "select 1", "c"); // warns: icursorstream
  cursor >> r; // warns: operator>>
  co_await tick();
}

task<void> libpqxx_pipelines_bad(pqxx::work &tx) {
  pqxx::pipeline p(tx);
  auto id = p.insert("select 1");
  p.is_finished(id);
  p.retrieve(id); // warns: retrieve
  p.complete(); // warns: complete
  co_await tick();
}

task<void> libpqxx_ok(pqxx::connection &c, pqxx::result r, pqxx::nontransaction &n) {
  c.esc("a");
  c.quote("a");
  c.is_open();
  c.get_notifs();
  c.await_notification(0, 0);
  n.commit();
  r[0][0].as<int>();
  for (auto row : r)
    row.size();
  pqxx::largeobject known(pqxx::oid(1));
  c.disconnect();
  co_await tick();
}

task<void> libpqxx_nontransactions_bad(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  n.exec("select 1"); // warns: exec
  co_await tick();
}
