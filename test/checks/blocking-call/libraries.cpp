// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C libraries whose calls block.
// REQUIRES: sqlite, curl
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <curl/curl.h>
#include <sqlite3.h>

task<void> tick();

task<void> sqlite_bad(sqlite3 *db, sqlite3_stmt *statement) {
  sqlite3_open("file", &db); // warns: 'sqlite3_open'
  sqlite3_exec(db, "select 1", nullptr, nullptr, nullptr); // warns: (database)
  sqlite3_prepare_v2(db, "select 1", -1, &statement, nullptr); // warns: sqlite3_prepare_v2
  sqlite3_step(statement); // warns: (database)
  co_await tick();
}

task<void> sqlite_ok(sqlite3_stmt *statement) {
  sqlite3_bind_int(statement, 1, 1);
  sqlite3_column_int(statement, 0);
  sqlite3_finalize(statement);
  co_await tick();
}

task<void> curl_bad(CURL *easy, CURLM *multi) {
  curl_easy_perform(easy); // warns: (http)
  curl_multi_wait(multi, nullptr, 0, 1000, nullptr); // warns: curl_multi_wait
  co_await tick();
}

task<void> curl_ok(CURL *easy, CURLM *multi) {
  int running;
  curl_easy_setopt(easy, CURLOPT_URL, "x");
  curl_multi_perform(multi, &running);
  curl_multi_wait(multi, nullptr, 0, 0, nullptr);
  co_await tick();
}
