// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// GCC 12 destroys some objects twice if the coroutine suspends while they are
// made: nothing is awaited there.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <memory>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

std::string text() {
  sleep(1);
  return "a text that is on the heap, since it is long";
}
int number() { return static_cast<int>(sleep(1)); }
struct response {
  int status = 0;
  std::string body;
};
struct point {
  int x, y;
};
int send(const response &sent);
int place(point where);
int run(auto work) { return work(); }

task<response> aggregates_bad() {
  send(response{.status = 1, .body = text()}); // warns: text // note: in an aggregate that is a temporary, which GCC 12 destroys twice then
  send({number(), {}}); // warns: number // note: an aggregate that is a temporary
  std::vector<response> sent;
  sent.push_back({1, text()}); // warns: text // note: an aggregate that is a temporary
  auto made = std::make_unique<response>(response{2, text()}); // warns: text // note: an aggregate that is a temporary
  delete new response{number(), {}}; // warns: number // note: an aggregate that is a temporary
  co_return response{.status = 200, .body = text()}; // warns: text // note: an aggregate that is a temporary
}

task<std::string> branches_bad(bool cached) {
  std::string body = cached ? std::string() : text(); // warns: text // note: in a branch of '?:' that makes an object, which GCC 12 destroys twice then
  co_return cached ? body : text(); // warns: text // note: a branch of '?:' that makes an object
}

task<int> captures_bad(std::string name) {
  co_return run([name, n = number()] { return n + static_cast<int>(name.size()); }); // warns: number // note: in a capture of a lambda that is a temporary
}

task<std::string> others_bad(bool cached) {
  response answer{.status = 200, .body = text()}; // warns: text // suggested: response answer{.status = 200, .body = co_await corolint::offload([&] { return text(); })};
  int n = cached ? 0 : number(); // warns: number // suggested: int n = cached ? 0 : co_await corolint::offload([&] { return number(); });
  n += place({number(), n}); // warns: number // suggested: n += place({co_await corolint::offload([&] { return number(); }), n});
  auto both = std::pair(text(), n); // warns: text // suggested: auto both = std::pair(co_await corolint::offload([&] { return text(); }), n);
  auto later = [n = number()] { return n; }; // warns: number // suggested: auto later = [n = co_await corolint::offload([&] { return number(); })] { return n; };
  co_return number() ? both.first : answer.body; // warns: number // suggested: co_return co_await corolint::offload([&] { return number(); }) ? both.first : answer.body;
}
