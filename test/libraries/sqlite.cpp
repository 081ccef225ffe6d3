// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SQLite, and SQLiteCpp on it.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/Savepoint.h>
#include <sqlite3.h>

task<void> tick();

task<void> sqlite_blocking_bad(sqlite3 *db, sqlite3_stmt *s) {
  sqlite3_open_v2("f", &db, SQLITE_OPEN_READONLY, nullptr); // warns: 'sqlite3_open_v2'
  sqlite3_exec(db, "x", nullptr, nullptr, nullptr); // warns: 'sqlite3_exec'
  sqlite3_step(s); // warns: 'sqlite3_step'
  sqlite3_serialize(db, "main", nullptr, 0); // warns: 'sqlite3_serialize'
  sqlite3_wal_checkpoint(db, nullptr); // warns: 'sqlite3_wal_checkpoint'
  sqlite3_sleep(10); // warns: (sleep)
  co_await tick();
}

task<void> sqlite_ok(sqlite3 *db, sqlite3_stmt *s) {
  sqlite3_serialize(db, "main", nullptr, SQLITE_SERIALIZE_NOCOPY);
  sqlite3_bind_int(s, 1, 1);
  sqlite3_column_text(s, 0);
  sqlite3_reset(s);
  sqlite3_busy_timeout(db, 100);
  sqlite3_close_v2(db);
  co_await tick();
}

task<void> sqlitecpp_blocking_bad() {
  SQLite::Database db("f", SQLite::OPEN_READWRITE); // warns: 'SQLite::Database'
  db.exec("create table t(a)"); // warns: 'SQLite::Database::exec'
  db.tableExists("t"); // warns: 'SQLite::Database::tableExists'
  db.execAndGet("select 1").getInt(); // warns: 'SQLite::Database::execAndGet'
  SQLite::Statement s(db, "select 1"); // warns: 'SQLite::Statement'
  while (s.executeStep()) // warns: 'SQLite::Statement::executeStep'
    s.getColumn(0).getInt();
  s.exec(); // warns: 'SQLite::Statement::exec'
  SQLite::Transaction t(db); // warns: 'SQLite::Transaction'
  t.commit(); // warns: 'SQLite::Transaction::commit'
  db.backup("g", SQLite::Database::Save); // warns: 'SQLite::Database::backup'
  SQLite::Savepoint p(db, "p"); // warns: 'SQLite::Savepoint'
  p.release(); // warns: 'SQLite::Savepoint::release'
  co_await tick();
}

task<void> sqlitecpp_ok(SQLite::Database &db, SQLite::Statement &s) {
  s.bind(1, 2);
  s.getColumn(0).getText();
  s.reset();
  s.clearBindings();
  db.getChanges();
  db.setBusyTimeout(100);
  db.getLastInsertRowid();
  co_await tick();
}

task<void> sqlite_parts_bad(sqlite3 *db, sqlite3_blob *blob, sqlite3_backup *backup, char *text) {
  sqlite3_blob_open(db, "main", "t", "a", 1, 0, &blob); // warns: 'sqlite3_blob_open'
  sqlite3_blob_read(blob, text, 1, 0); // warns: 'sqlite3_blob_read'
  sqlite3_backup_step(backup, 5); // warns: 'sqlite3_backup_step'
  sqlite3_load_extension(db, "f", nullptr, nullptr); // warns: (file)
  co_await tick();
}
