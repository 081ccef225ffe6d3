// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MySQL and MariaDB by the C client, synchronous and non-blocking, and by the C++ connectors (a stand-in).
// RUN: %lint %s blocking-call -- -I %S/Inputs -I /usr/include/mariadb
#include "task.hpp"
#include <mysql.h>
#include <mysql_connectors.hpp>

task<void> tick();

task<void> mariadb_blocking_bad(MYSQL *m) {
  mysql_real_connect(m, "h", "u", "p", "d", 0, nullptr, 0); // warns: mysql_real_connect
  mysql_query(m, "select 1"); // warns: mysql_query
  MYSQL_RES *r = mysql_store_result(m); // warns: mysql_store_result
  mysql_next_result(m); // warns: mysql_next_result
  mysql_ping(m); // warns: mysql_ping
  mysql_autocommit(m, 0); // warns: mysql_autocommit
  mysql_commit(m); // warns: mysql_commit
  mysql_select_db(m, "d"); // warns: mysql_select_db
  mysql_list_tables(m, nullptr); // warns: mysql_list_tables
  MYSQL_STMT *s = mysql_stmt_init(m);
  mysql_stmt_prepare(s, "select 1", 8); // warns: mysql_stmt_prepare
  mysql_stmt_execute(s); // warns: mysql_stmt_execute
  mysql_stmt_fetch(s); // warns: mysql_stmt_fetch
  co_await tick();
}

task<void> mariadb_ok(MYSQL *m, MYSQL_RES *r, MYSQL_BIND *b) {
  mysql_init(nullptr);
  mysql_options(m, MYSQL_OPT_NONBLOCK, nullptr);
  int error;
  int status = mysql_query_start(&error, m, "select 1");
  while (status) {
    co_await tick();
    status = mysql_query_cont(&error, m, status);
  }
  MYSQL *done;
  mysql_real_connect_start(&done, m, "h", "u", "p", "d", 0, nullptr, 0);
  mysql_use_result(m);
  while (MYSQL_ROW row = mysql_fetch_row(r))
    mysql_fetch_lengths(r);
  mysql_num_rows(r);
  mysql_real_escape_string(m, nullptr, "a", 1);
  mysql_error(m);
  mysql_free_result(r);
  mysql_close(m);
}

task<void> mariadb_stored_rows_bad(MYSQL_STMT *s, MYSQL_BIND *b) {
  mysql_stmt_bind_result(s, b);
  mysql_stmt_store_result(s); // warns: mysql_stmt_store_result
  while (mysql_stmt_fetch(s) == 0)
    mysql_stmt_field_count(s);
  co_await tick();
}

task<void> connector_bad(sql::Driver *driver, sql::Connection *c, sql::PreparedStatement *p) {
  driver->connect("h", "u", "p"); // warns: 'sql::Driver::connect'
  c->setSchema("s"); // warns: 'sql::Connection::setSchema'
  sql::Statement *s = c->createStatement();
  s->execute("select 1"); // warns: 'sql::Statement::execute'
  s->executeQuery("select 1"); // warns: 'sql::Statement::executeQuery'
  s->executeUpdate("x"); // warns: 'sql::Statement::executeUpdate'
  c->prepareStatement("select ?"); // warns: 'sql::Connection::prepareStatement'
  p->executeQuery(); // warns: 'sql::PreparedStatement::executeQuery'
  p->execute(); // warns: 'sql::PreparedStatement::execute'
  c->setAutoCommit(false); // warns: 'sql::Connection::setAutoCommit'
  c->commit(); // warns: 'sql::Connection::commit'
  c->isValid(); // warns: 'sql::Connection::isValid'
  c->getMetaData()->getSchemas(); // warns: 'sql::DatabaseMetaData::getSchemas'
  co_await tick();
}

task<void> connector_ok(sql::Connection *c, sql::PreparedStatement *p, sql::ResultSet *r) {
  c->createStatement();
  p->setInt(1, 2);
  while (r->next())
    r->getInt(1);
  c->isClosed();
  c->getMetaData();
  c->close();
  co_await tick();
}

task<void> x_devapi_bad(mysqlx::Schema &schema, mysqlx::Table &table, mysqlx::Collection &collection) {
  mysqlx::Session s("h", 33060, "u", "p"); // warns: (database)
  s.sql("select 1").execute(); // warns: execute
  s.startTransaction(); // warns: 'mysqlx::Session::startTransaction'
  schema.createCollection("c"); // warns: 'mysqlx::Schema::createCollection'
  collection.count(); // warns: 'mysqlx::Collection::count'
  table.select("a").where("a > 1").execute(); // warns: execute
  s.commit(); // warns: 'mysqlx::Session::commit'
  co_await tick();
}

task<void> x_devapi_ok(mysqlx::Session &s, mysqlx::Table &table) {
  s.sql("select ?").bind(1);
  table.select("a").where("a > 1");
  s.getSchema("d").getTable("t");
  co_await tick();
}
