// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ODBC and SOCI.
// RUN: %lint %s blocking-call -- -I /usr/include/soci
#include "task.hpp"
#include <soci/soci.h>
#include <sql.h>
#include <sqlext.h>

task<void> tick();

task<void> odbc_blocking_bad(SQLHENV e, SQLHDBC d, SQLHSTMT s, SQLCHAR *t) {
  SQLConnect(d, t, SQL_NTS, t, SQL_NTS, t, SQL_NTS); // warns: 'SQLConnect'
  SQLDriverConnect(d, nullptr, t, SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT); // warns: 'SQLDriverConnect'
  SQLExecDirect(s, t, SQL_NTS); // warns: 'SQLExecDirect'
  SQLPrepare(s, t, SQL_NTS); // warns: 'SQLPrepare'
  SQLExecute(s); // warns: 'SQLExecute'
  SQLFetch(s); // warns: 'SQLFetch'
  SQLFetchScroll(s, SQL_FETCH_NEXT, 0); // warns: 'SQLFetchScroll'
  SQLMoreResults(s); // warns: 'SQLMoreResults'
  SQLEndTran(SQL_HANDLE_DBC, d, SQL_COMMIT); // warns: 'SQLEndTran'
  SQLTables(s, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0); // warns: 'SQLTables'
  co_await tick();
}

task<void> odbc_ok(SQLHENV e, SQLHDBC d, SQLHSTMT s) {
  SQLHANDLE h;
  SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &h);
  SQLSetStmtAttr(s, SQL_ATTR_QUERY_TIMEOUT, nullptr, 0);
  SQLBindCol(s, 1, SQL_C_LONG, nullptr, 0, nullptr);
  SQLSMALLINT n;
  SQLNumResultCols(s, &n);
  SQLGetData(s, 1, SQL_C_CHAR, nullptr, 0, nullptr);
  SQLGetDiagRec(SQL_HANDLE_STMT, s, 1, nullptr, nullptr, nullptr, 0, nullptr);
  SQLCloseCursor(s);
  SQLFreeHandle(SQL_HANDLE_STMT, s);
  SQLDisconnect(d);
  co_await tick();
}

task<void> odbc_asynchronous_ok(SQLHSTMT s, SQLCHAR *t) {
  SQLSetStmtAttr(s, SQL_ATTR_ASYNC_ENABLE, (SQLPOINTER)SQL_ASYNC_ENABLE_ON, 0);
  while (SQLExecDirect(s, t, SQL_NTS) == SQL_STILL_EXECUTING)
    co_await tick();
  while (SQLFetch(s) == SQL_STILL_EXECUTING)
    co_await tick();
}

task<void> soci_blocking_bad(soci::connection_pool &pool) {
  soci::session sql("sqlite3", "f"); // warns: 'soci::session'
  soci::session leased(pool); // warns: (wait)
  sql << "create table t(a)"; // warns: 'soci::session::operator<<'
  int n = 1;
  sql << "select count(*) from t", soci::into(n); // warns: 'soci::session::operator<<'
  soci::statement st = (sql.prepare << "select a from t", soci::into(n)); // warns: 'soci::statement'
  st.execute(); // warns: 'soci::statement::execute'
  while (st.fetch()) // warns: 'soci::statement::fetch'
    ;
  soci::transaction tr(sql); // warns: 'soci::transaction'
  tr.commit(); // warns: 'soci::transaction::commit'
  std::size_t at;
  pool.try_lease(at, 100); // warns: 'soci::connection_pool::try_lease'
  co_await tick();
}

task<void> soci_ok(soci::connection_pool &pool) {
  soci::session sql;
  sql.is_connected();
  std::size_t at;
  pool.try_lease(at, 0);
  pool.give_back(at);
  pool.at(0);
  co_await tick();
}
