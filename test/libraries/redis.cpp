// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Redis by hiredis, synchronous and asynchronous.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <hiredis/async.h>
#include <hiredis/hiredis.h>

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
