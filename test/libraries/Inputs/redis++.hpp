// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of redis-plus-plus.
#pragma once
#include <chrono>
#include <optional>
#include <string>

namespace sw::redis {

using OptionalString = std::optional<std::string>;
using StringView = std::string_view;

struct Subscriber {
  void subscribe(StringView channel);
  void consume();
};

struct PipelineImpl;
struct TransactionImpl;

template <class Impl> struct QueuedRedis {
  QueuedRedis &set(StringView key, StringView value);
  QueuedRedis &get(StringView key);
  int exec();
  void discard();
};
using Pipeline = QueuedRedis<PipelineImpl>;
using Transaction = QueuedRedis<TransactionImpl>;

struct Redis {
  explicit Redis(const std::string &uri);
  bool set(StringView key, StringView value);
  OptionalString get(StringView key);
  long long del(StringView key);
  long long hset(StringView key, StringView field, StringView value);
  template <class... Args> int command(StringView name, Args &&...args);
  std::string ping();
  OptionalString blpop(StringView key);
  long long publish(StringView channel, StringView message);
  Subscriber subscriber();
  Pipeline pipeline();
  Transaction transaction();
};

struct RedisCluster {
  explicit RedisCluster(const std::string &uri);
  OptionalString get(StringView key);
};

struct AsyncRedis {
  explicit AsyncRedis(const std::string &uri);
  OptionalString get(StringView key);
};

struct RedMutex {
  void lock();
  bool try_lock();
  void unlock();
};

} // namespace sw::redis
