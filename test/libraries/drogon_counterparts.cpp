// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Drogon, whose headers are a stand-in: its own functions in place of those that block.
// RUN: %lint %s blocking-call -- -I %S/Inputs
#include <drogon.hpp>

using drogon::Task;

Task<> tick();

struct Users : drogon::orm::DbClient {
  Task<> load_bad() {
    execSqlSync("select 1"); // warns: execSqlSync // suggested: co_await execSqlCoro("select 1");
    co_await tick();
  }
};

Task<> replaced_bad(std::shared_ptr<drogon::orm::DbClient> shared, std::string sql) {
  drogon::orm::DbClient client;
  auto result = shared->execSqlSync(sql); // warns: execSqlSync // suggested: auto result = co_await shared->execSqlCoro(sql);
  result = client.execSqlSync("select " + sql); // warns: execSqlSync // fixed: result = co_await client.execSqlCoro("select " + sql);
  auto transaction = shared->newTransaction(); // warns: newTransaction // suggested: auto transaction = co_await shared->newTransactionCoro();
  co_await tick();
}

// Drogon's awaiter gives a reference to what it holds itself.
Task<> bound_bad(drogon::orm::DbClient *client) {
  const auto &result = client->execSqlSync("select 1"); // warns: execSqlSync // suggested: const auto &result = co_await corolint::offload([&] { return client->execSqlSync("select 1"); });
  co_await tick();
  (void)result;
}
