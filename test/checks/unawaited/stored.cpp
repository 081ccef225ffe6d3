// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Awaitables that variables and containers hold to the end.
// RUN: %lint %s unawaited
#include "eager.hpp"
#include "task.hpp"
#include <array>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

task<void> work();
task<int> number();
task<task<int>> nested();
nodiscard_eager important();
std::vector<task<int>> several();
std::pair<task<int>, int> pair_of();
template <class... T> task<void> when_all(T &&...tasks);
template <class T> void spawn(T &&work);
bool flag();

task<void> references_bad() {
  auto &&prolonged = work(); // warns: 'prolonged'
  const auto &constant = work(); // warns: 'constant'
  co_return;
}

task<void> structured_bindings_bad() {
  auto [task_of_it, count] = pair_of(); // warns: 'task_of_it'
  auto [awaited, dropped] = std::pair(number(), number()); // warns: 'dropped'
  co_await std::move(awaited);
  auto &&[one, other] = std::tuple(number(), 1); // warns: 'one'
}

task<void> wrappers_bad() {
  std::optional<task<int>> perhaps = number(); // warns: 'perhaps'
  auto made = std::make_optional(number()); // warns: 'made'
  auto owned = std::make_unique<task<int>>(number()); // warns: 'owned'
  auto both = std::pair(work(), number()); // warns: 'both'
  auto three = std::make_tuple(work(), number(), 1); // warns: 'three'
  std::array<task<void>, 2> array{work(), work()}; // warns: 'array'
  task<void> plain[] = {work(), work()}; // warns: 'plain'
  auto list = several(); // warns: 'list'
  if (perhaps.has_value() && owned && list.size() > 1)
    co_return;
}

task<void> filled_later_bad() {
  std::optional<task<int>> perhaps; // warns: 'perhaps'
  perhaps.emplace(number());
  std::optional<task<int>> assigned; // warns: 'assigned'
  assigned = number();
  std::vector<task<int>> all; // warns: 'all'
  all.reserve(2);
  for (int i = 0; i < 2; ++i)
    all.push_back(number());
  std::deque<task<void>> line; // warns: 'line'
  line.emplace_front(work());
  std::map<int, task<void>> by_number; // warns: 'by_number'
  by_number.emplace(1, work());
  by_number.at(1).valid();
  std::queue<task<void>> queue; // warns: 'queue'
  queue.push(work());
  task<void> slots[2] = {work(), work()}; // warns: 'slots'
  slots[0] = work();
  co_return;
}

task<void> only_looked_at_bad() {
  std::vector<task<int>> all; // warns: 'all'
  all.push_back(number());
  for (const auto &each : all)
    if (!each.valid())
      co_return;
  auto t = number(); // warns: 't'
  (t, flag());
  t;
}

task<void> over_a_temporary_bad() {
  for (auto &each : several()) // warns: 'each'
    each.valid();
  int n = 0;
  for (auto &&each : several()) // warns: 'each'
    ++n;
  co_return;
}

task<void> overwritten_bad() {
  auto pending = work();
  pending = work(); // warns: 'pending' is overwritten before its 'task' was awaited
  co_await std::move(pending);
}

task<void> overwritten_on_a_branch_bad(bool other) {
  auto pending = work();
  if (other)
    pending = work(); // warns: 'pending' is overwritten
  co_await std::move(pending);
}

task<void> overwritten_in_a_loop_bad() {
  auto pending = work();
  for (int i = 0; i < 3; ++i)
    pending = work(); // warns: 'pending' is overwritten
  co_await std::move(pending);
}

task<void> overwritten_by_nothing_bad() {
  std::optional<task<int>> perhaps = number();
  perhaps = std::nullopt; // warns: 'perhaps' is overwritten
  perhaps = number();
  co_await std::move(*perhaps);
}

task<void> last_value_bad() {
  auto pending = work();
  co_await std::move(pending);
  pending = work(); // warns: 'pending' gets a 'task' here that is never awaited
}

task<void> assigned_only_bad() {
  auto moved = number();
  task<int> first = std::move(moved); // warns: 'first'
  std::optional<task<int>> none;
  co_return;
}

task<void> unreachable_bad() {
  auto pending = work(); // warns: 'pending'
  if (false)
    co_await std::move(pending);
  co_return;
  co_await std::move(pending);
}

task<void> in_statements_bad() {
  if (auto t = number(); flag()) // warns: 't'
    co_return;
  for (auto t = number(); flag();) // warns: 't'
    ;
  switch (auto t = number(); 1) { // warns: 't'
  default:
    break;
  }
}

task<void> result_that_is_a_task_bad() {
  auto inner = co_await nested(); // warns: 'inner'
}

void eager_bad() {
  auto running = important(); // warns: nobody learns how it ends
}

template <class T> task<void> template_bad(T value) {
  auto pending = work(); // warns: 'pending'
  value.use();
  co_return;
}

task<void> local_class_bad() {
  struct local {
    task<void> member_bad() {
      auto pending = work(); // warns: 'pending'
      co_return;
    }
  };
  co_await local().member_bad();
}

task<void> drained_ok() {
  std::vector<task<int>> all;
  all.push_back(number());
  for (auto &each : all)
    co_await std::move(each);
  auto list = several();
  for (auto &&each : list)
    spawn(std::move(each));
  for (auto &each : several())
    co_await std::move(each);
  std::map<int, task<void>> by_number;
  by_number.emplace(1, work());
  for (auto &[key, each] : by_number)
    co_await std::move(each);
  std::vector<task<int>> combined;
  combined.push_back(number());
  co_await when_all(std::move(combined));
  std::queue<task<void>> queue;
  queue.push(work());
  while (!queue.empty()) {
    co_await std::move(queue.front());
    queue.pop();
  }
  std::vector<task<int>> by_index;
  by_index.push_back(number());
  for (std::size_t i = 0; i < by_index.size(); ++i)
    co_await std::move(by_index[i]);
  std::vector<task<int>> by_iterator;
  by_iterator.push_back(number());
  for (auto it = by_iterator.begin(); it != by_iterator.end(); ++it)
    co_await std::move(*it);
}

task<void> taken_out_ok() {
  std::optional<task<int>> perhaps = number();
  co_await *std::move(perhaps);
  auto owned = std::make_unique<task<int>>(number());
  co_await std::move(*owned);
  auto [a, b] = std::pair(number(), number());
  co_await when_all(std::move(a), std::move(b));
  auto both = std::pair(work(), number());
  co_await std::move(both.first);
  auto &&prolonged = work();
  co_await std::move(prolonged);
  task<void> plain[] = {work(), work()};
  for (auto &each : plain)
    co_await std::move(each);
  auto shared = std::make_shared<task<int>>(number());
  auto later = [shared] {};
}

task<void> overwritten_ok(bool other, task<void> given, task<void> &elsewhere) {
  auto pending = work();
  co_await std::move(pending);
  pending = work();
  co_await std::move(pending);
  std::optional<task<void>> slot;
  slot = work();
  co_await std::move(*slot);
  slot = std::nullopt;
  auto perhaps = work();
  if (other)
    co_await std::move(perhaps);
  perhaps = work();
  co_await std::move(perhaps);
  auto wrapped = work();
  wrapped = when_all(std::move(wrapped), work());
  co_await std::move(wrapped);
  given = work();
  elsewhere = work();
}

task<void> known_elsewhere_ok() {
  auto t = work();
  auto run = [&]() -> task<void> { co_await std::move(t); };
  co_await run();
  t = work();
  co_await run();
  auto u = work();
  task<void> *p = &u;
  *p = work();
  u = work();
}

task<void> in_a_handler_ok() {
  auto cleanup = work();
  try {
    struct noisy {
      noisy();
    } made;
  } catch (...) {
    spawn(std::move(cleanup));
  }
  co_return;
}

task<void> empty_ok(task<void> given) {
  std::optional<task<void>> none;
  std::vector<task<void>> nothing;
  auto mine = std::move(given);
  auto owned = std::unique_ptr<task<void>>();
  if (none.has_value() || !nothing.empty() || owned)
    co_return;
}

task<void> moved_out_of_a_member_ok(std::vector<task<void>> &all) {
  auto last = std::move(all.back());
  auto other = std::exchange(all.front(), work());
  co_return;
}

task<void> every_way_out_ok() {
  auto a = work();
  auto b = work();
  auto c = work();
  auto d = work();
  spawn(&a);
  auto &alias = b;
  co_await std::move(alias);
  std::span<task<void>> view(&c, 1);
  std::swap(d, a);
}

task<int> returned_ok(bool which) {
  auto t = number();
  auto u = number();
  return which ? std::move(t) : std::move(u);
}

std::vector<task<int>> collected_ok() {
  std::vector<task<int>> all;
  all.push_back(number());
  return all;
}

task<void> on_some_path_ok(int n) {
  auto t = work();
  switch (n) {
  case 1:
    co_await std::move(t);
    break;
  default:
    break;
  }
}

task<void> disposed_ok() {
  auto t = work();
  (void)t;
  auto u = work();
  static_cast<void>(u);
  auto v = work();
  std::ignore = v;
}

void by_member_ok() {
  struct starter {
    task<void> t;
    void start();
  };
  starter s{work()};
  s.start();
}

// What fills or assigns an object gives another way to it.
void take(task<void> &);
task<void> result_of_filling_ok() {
  std::vector<task<void>> v;
  auto &last = v.emplace_back(work());
  co_await std::move(last);
  std::vector<task<void>> u;
  co_await std::move(u.emplace_back(work()));
  std::vector<task<void>> w;
  take(w.emplace_back(work()));
  std::optional<task<void>> slot;
  auto &in_slot = slot.emplace(work());
  co_await std::move(in_slot);
  std::map<int, task<void>> m;
  auto [at, is_new] = m.try_emplace(1, work());
  co_await std::move(at->second);
  std::map<int, task<void>> n;
  co_await std::move(n.emplace(1, work()).first->second);
}
task<void> result_of_filling_bad() {
  std::vector<task<void>> v; // warns: 'v'
  (void)v.emplace_back(work());
  co_return;
}
task<void> result_of_assigning_ok() {
  task<void> t = work();
  co_await std::move(t);
  co_await std::move(t = work());
  std::optional<task<void>> slot;
  auto &in_slot = (slot = work());
  co_await *std::move(in_slot);
}
task<void> result_of_assigning_bad() {
  task<void> t = work();
  co_await std::move(t);
  (void)(t = work()); // warns: 't' gets
}

// What is known to be empty can be overwritten.
std::optional<task<int>> find(int n);
task<int> filled_where_empty_ok() {
  auto a = find(1);
  if (!a)
    a = number();
  auto b = find(2);
  if (!b.has_value())
    b = number();
  auto c = find(3);
  if (c == std::nullopt)
    c = number();
  auto d = find(4);
  while (!d)
    d = find(5);
  auto e = find(6);
  if (e)
    co_return co_await *std::move(e);
  e = number();
  co_return co_await *std::move(a) + co_await *std::move(b) + co_await *std::move(c) + co_await *std::move(d) +
      co_await *std::move(e);
}
task<int> filled_where_full_bad() {
  auto a = find(1);
  if (a)
    a = number(); // warns: 'a' is overwritten
  co_return co_await *std::move(a);
}

// A loop over a part of a local, or what was moved out of it, takes its tasks.
std::vector<task<int>> several();
task<void> run_over_ok(bool which) {
  auto moved = several();
  for (auto &&t : std::move(moved))
    co_await std::move(t);
  auto owned = std::make_unique<std::vector<task<int>>>(several());
  for (auto &t : *owned)
    co_await std::move(t);
  std::optional<std::vector<task<int>>> maybe = several();
  for (auto &t : maybe.value())
    co_await std::move(t);
  std::pair<std::vector<task<int>>, int> pair{several(), 1};
  for (auto &t : pair.first)
    co_await std::move(t);
  std::tuple<std::vector<task<int>>, int> tuple{several(), 1};
  for (auto &t : std::get<0>(tuple))
    co_await std::move(t);
  std::map<int, std::vector<task<int>>> map;
  map[1].push_back(number());
  for (auto &t : map[1])
    co_await std::move(t);
  for (auto inside = several(); auto &t : inside)
    co_await std::move(t);
  auto [bound, n] = std::pair(several(), 1);
  for (auto &&t : std::move(bound))
    co_await std::move(t);
  task<int> array[] = {number(), number()};
  for (auto &&t : std::move(array))
    co_await std::move(t);
  auto a = several(), b = several();
  for (auto &t : which ? a : b)
    co_await std::move(t);
}
task<void> run_over_bad() {
  auto moved = several(); // warns: 'moved'
  for (auto &&t : std::move(moved))
    (void)sizeof(t);
  for (auto inside = several(); auto &t : inside) // warns: 'inside'
    (void)sizeof(t);
  co_return;
}

template <class T> void spawn(T &&);
task<void> erased_ok() {
  std::map<int, task<int>> m;
  m.emplace(1, number());
  std::erase_if(m, [](auto &entry) {
    spawn(std::move(entry.second));
    return true;
  });
  co_return;
}

// A lambda of a template says what it captures only when that is instantiated.
template <class T> task<void> captured_ok(T x) {
  auto t = number();
  auto give = [&] { return std::move(t); };
  co_await give();
  auto shared = std::make_shared<task<int>>(number());
  x.on([=] { spawn(std::move(*shared)); });
  std::vector<task<int>> many;
  many.push_back(number());
  auto all = [&]() -> task<void> {
    for (auto &one : many)
      co_await std::move(one);
  };
  co_await all();
}
template <class T> task<void> not_captured_bad(T x) {
  auto t = number(); // warns: 't'
  auto other = [&] { return x; };
  other();
  co_return;
}
