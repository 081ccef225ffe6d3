// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Drogon, whose headers are a stand-in: functions that have a synchronous and an asynchronous overload.
// RUN: %lint %s blocking-call,sync-wait,unawaited -- -I %S/Inputs
#include <drogon.hpp>
#include <unistd.h>

using drogon::Task;
using drogon::orm::Criteria;

struct Model {};

Task<> tick();

Task<> databases_bad(drogon::orm::DbClient *db, drogon::orm::Mapper<Model> &mapper, drogon::nosql::RedisClient *redis,
                     std::vector<std::string> columns) {
  db->execSqlSync("select 1"); // warns: 'drogon::orm::DbClient::execSqlSync'
  db->newTransaction(); // warns: 'drogon::orm::DbClient::newTransaction'
  *db << "select 1" << drogon::orm::Mode::Blocking >> [](int) {}; // warns: (database)
  mapper.findAll(); // warns: 'drogon::orm::Mapper::findAll'
  mapper.count(); // warns: 'drogon::orm::Mapper::count'
  mapper.findBy(Criteria()); // warns: 'drogon::orm::Mapper::findBy'
  mapper.updateBy(columns, Criteria(), 1); // warns: 'drogon::orm::Mapper::updateBy'
  redis->execCommandSync([](int n) { return n; }, "get x"); // warns: 'drogon::nosql::RedisClient::execCommandSync'
  co_await tick();
}

Task<> databases_ok(drogon::orm::DbClient *db, drogon::orm::Mapper<Model> &mapper,
                    drogon::orm::CoroMapper<Model> &awaited, drogon::nosql::RedisClient *redis,
                    std::vector<std::string> columns) {
  *db << "select 1" << drogon::orm::Mode::NonBlocking >> [](int) {};
  *db << "select 1" >> [](int) {};
  mapper.findAll([](std::vector<Model>) {}, [](int) {});
  auto later = mapper.findFutureAll();
  mapper.updateBy(columns, [](int) {}, [](int) {}, Criteria(), 1);
  redis->execCommandAsync([](int) {}, [](int) {}, "get x");
  co_await awaited.findAll();
  co_await db->execSqlCoro("select 1");
}

Task<> http_bad(drogon::HttpClient *client, drogon::HttpRequestPtr request) {
  client->sendRequest(request); // warns: 'drogon::HttpClient::sendRequest'
  client->sendRequest(request, 5.0); // warns: 'drogon::HttpClient::sendRequest'
  co_await tick();
}

Task<> http_ok(drogon::HttpClient *client, drogon::HttpRequestPtr request, drogon::HttpReqCallback callback) {
  client->sendRequest(request, callback);
  client->sendRequest(request, callback, 5.0);
  co_await client->sendRequestCoro(request);
}

Task<> loops_bad(trantor::EventLoop *loop) {
  drogon::sync_wait(tick()); // warns sync-wait: 'drogon::sync_wait'
  loop->loop(); // warns sync-wait: 'trantor::EventLoop::loop'
  drogon::app().run(); // warns sync-wait: 'drogon::HttpAppFramework::run'
  sleep(1); // warns: 'sleep'
  co_await tick();
}

Task<> loops_ok(trantor::EventLoop *loop) {
  loop->queueInLoop([] { sleep(1); });
  loop->quit();
  drogon::async_run(tick);
  drogon::app().quit();
  co_await tick();
}

Task<> switched_bad(trantor::EventLoop *loop) {
  co_await drogon::switchThreadCoro(loop);
  sleep(1); // warns: 'sleep'
}
