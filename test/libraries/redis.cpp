// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Redis by hiredis, synchronous and asynchronous, and by redis-plus-plus (a stand-in).
// RUN: %lint %s blocking-call -- -I %S/Inputs
#include "task.hpp"
#include <hiredis/async.h>
#include <hiredis/hiredis.h>
#include <redis++.hpp>

task<void> tick();

task<void> hiredis_blocking_bad() {
  redisContext *c = redisConnect("h", 6379); // warns: redisConnect
  c = redisConnectWithTimeout("h", 6379, {1, 0}); // warns: redisConnectWithTimeout
  c = redisConnectUnix("/s"); // warns: redisConnectUnix
  redisReconnect(c); // warns: redisReconnect
  void *r = redisCommand(c, "PING"); // warns: redisCommand
  r = redisCommandArgv(c, 0, nullptr, nullptr); // warns: redisCommandArgv
  redisAppendCommand(c, "PING");
  redisGetReply(c, &r); // warns: redisGetReply
  freeReplyObject(r);
  redisFree(c);
  co_await tick();
}

task<void> hiredis_ok(redisContext *c) {
  redisAsyncContext *a = redisAsyncConnect("h", 6379);
  redisAsyncCommand(a, nullptr, nullptr, "PING");
  redisConnectNonBlock("h", 6379);
  redisAppendCommand(c, "PING");
  int done;
  redisBufferWrite(c, &done);
  void *r;
  redisGetReplyFromReader(c, &r);
  redisSetTimeout(c, {1, 0});
  redisAsyncDisconnect(a);
  co_await tick();
}

task<void> redis_plus_plus_bad(sw::redis::Redis &redis, sw::redis::RedMutex &mutex) {
  redis.set("k", "v"); // warns: 'sw::redis::Redis::set'
  auto v = redis.get("k"); // warns: 'sw::redis::Redis::get'
  redis.del("k"); // warns: 'sw::redis::Redis::del'
  redis.hset("h", "f", "v"); // warns: 'sw::redis::Redis::hset'
  redis.command("PING"); // warns: 'sw::redis::Redis::command'
  redis.ping(); // warns: 'sw::redis::Redis::ping'
  redis.blpop("l"); // warns: 'sw::redis::Redis::blpop'
  redis.publish("c", "m"); // warns: 'sw::redis::Redis::publish'
  auto subscriber = redis.subscriber(); // warns: 'sw::redis::Redis::subscriber'
  subscriber.subscribe("c");
  subscriber.consume(); // warns: 'sw::redis::Subscriber::consume'
  auto pipeline = redis.pipeline();
  pipeline.set("a", "b").get("a");
  pipeline.exec(); // warns: 'sw::redis::Pipeline::exec'
  auto transaction = redis.transaction();
  transaction.discard(); // warns: 'sw::redis::Transaction::discard'
  sw::redis::RedisCluster cluster("tcp://h"); // warns: 'sw::redis::RedisCluster'
  cluster.get("k"); // warns: 'sw::redis::RedisCluster::get'
  mutex.try_lock(); // warns: 'sw::redis::RedMutex::try_lock'
  co_await tick();
}

task<void> redis_plus_plus_ok() {
  sw::redis::Redis redis("tcp://h");
  redis.pipeline().set("a", "b");
  sw::redis::AsyncRedis asynchronous("tcp://h");
  asynchronous.get("k");
  co_await tick();
}
