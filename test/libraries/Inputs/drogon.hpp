// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of Drogon and trantor.
#pragma once
#include "coroutine_type.hpp"
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace trantor {
struct EventLoop {
  static EventLoop *getEventLoopOfCurrentThread();
  void loop();
  void quit();
  void queueInLoop(std::function<void()> callback);
};
} // namespace trantor

namespace drogon {

template <class T = void> struct [[nodiscard]] Task : stand_in::awaitable<T> {
  using promise_type = stand_in::promise<Task, T>;
};

template <class Awaitable> int sync_wait(Awaitable &&awaitable);
template <class Rep, class Period>
Task<> sleepCoro(trantor::EventLoop *loop, std::chrono::duration<Rep, Period> time);
Task<> switchThreadCoro(trantor::EventLoop *loop);
void async_run(Task<> (*coroutine)());

struct HttpAppFramework {
  void run();
  void quit();
};
HttpAppFramework &app();

struct HttpRequest {};
struct HttpResponse {};
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
using HttpReqCallback = std::function<void(int, const HttpResponsePtr &)>;
struct HttpClient {
  std::pair<int, HttpResponsePtr> sendRequest(const HttpRequestPtr &request, double timeout = 0);
  void sendRequest(const HttpRequestPtr &request, const HttpReqCallback &callback, double timeout = 0);
  Task<HttpResponsePtr> sendRequestCoro(HttpRequestPtr request, double timeout = 0);
};

namespace orm {

enum class Mode { NonBlocking, Blocking };

namespace internal {
struct SqlBinder {
  SqlBinder(SqlBinder &&other);
  ~SqlBinder();
  template <class T> SqlBinder &operator<<(T &&value);
  SqlBinder &operator<<(Mode mode);
  SqlBinder &operator>>(void (*callback)(int));
};
} // namespace internal

struct Result {};
struct Transaction;
struct DbClient {
  Result execSqlSync(const std::string &sql);
  Task<Result> execSqlCoro(const std::string &sql);
  std::shared_ptr<Transaction> newTransaction();
  Task<std::shared_ptr<Transaction>> newTransactionCoro();
  internal::SqlBinder operator<<(const std::string &sql);
};

struct Criteria {};
template <class T> struct Mapper {
  std::vector<T> findAll();
  void findAll(void (*found)(std::vector<T>), void (*failed)(int));
  std::future<std::vector<T>> findFutureAll();
  std::size_t count();
  std::vector<T> findBy(const Criteria &criteria);
  std::size_t updateBy(const std::vector<std::string> &columns, const Criteria &criteria, int value);
  void updateBy(const std::vector<std::string> &columns, void (*updated)(int), void (*failed)(int),
                const Criteria &criteria, int value);
};
template <class T> struct CoroMapper : Mapper<T> {
  Task<std::vector<T>> findAll();
};

} // namespace orm

namespace nosql {
struct RedisClient {
  int execCommandSync(int (*result)(int), const char *command);
  void execCommandAsync(void (*result)(int), void (*failed)(int), const char *command);
};
} // namespace nosql
} // namespace drogon
