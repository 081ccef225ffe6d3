// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is referred to lives long enough, or nothing refers to it.
// RUN: %lint %s dangling
#include "lifetimes.hpp"

task<int> awaited_in_the_expression_ok(bool flag) {
  co_await length(std::string("x"));
  int n = co_await length("x") + co_await length("y");
  co_await when_all(length("x"), twice(n));
  co_await with_timeout(length("x"), 1);
  co_await (flag ? length("x") : length("y"));
  co_await client().fetch();
  co_await [n]() -> task<int> { co_return n; }();
  if (co_await length("x") > 1)
    co_return co_await length("y");
  for (int i = 0; i < co_await length("x"); ++i)
    (void)i;
  co_return co_await greet();
}

int driven_ok() {
  int n = sync_wait(length("x"));
  return n + sync_wait(with_timeout(length("x"), 1)) + sync_wait(client().fetch());
}

task<void> by_value_ok() {
  auto first = by_value(std::string("x"));
  auto second = by_value("x");
  auto third = quiet_greet();
  auto fourth = retry_copy([n = 1] { return n; });
  auto fifth = copies("x");
  co_await when_all(std::move(first), std::move(second), std::move(third), std::move(fourth), std::move(fifth));
}

eager begun(const std::string &text);

void eager_ok() { auto running = begun(std::string("x")); }

task<void> lives_on_ok() {
  const std::string &name = std::string("x");
  std::string other = "y";
  auto first = length(name);
  auto second = length(other);
  auto third = eat(std::move(other));
  client c;
  auto fourth = c.fetch();
  auto lambda = [other]() -> task<int> { co_return 1; };
  auto fifth = lambda();
  co_await when_all(std::move(first), std::move(second), std::move(third), std::move(fourth), std::move(fifth));
}

task<void> static_storage_ok(bool flag) {
  auto first = print("literal");
  auto second = print_c("literal");
  auto third = print_c(flag ? "a" : "b");
  static const std::string name = "x";
  auto fourth = length(name);
  auto fifth = client::make();
  co_await when_all(std::move(first), std::move(second), std::move(third), std::move(fourth), std::move(fifth));
}

task<int> static_returned_ok() {
  static const std::string name = "x";
  return length(name);
}

// The caller's matter.
task<int> forwards_ok(const std::string &name) { return length(name); }
task<void> forwards_a_view_ok(std::string_view name) { return print(name); }
task<void> forwards_a_pointer_ok(const char *name, const std::string *other) {
  if (other)
    return other->empty() ? print_c(name) : print_c(name);
  return print_c(name);
}
task<int> forwards_an_rvalue_ok(std::string &&name) { return eat(std::move(name)); }

struct session {
  std::string name;
  task<int> member_ok() { return length(name); }
  task<int> object_ok() { return run(); }
  task<int> run();
  auto later_ok() {
    return [this] { return length(name); };
  }
};

task<int> captureless_lambda_ok() {
  return []() -> task<int> { co_return 1; }();
}

task<int> captures_as_parameters_ok(int x) {
  return [](int x) -> task<int> { co_return x; }(x);
}

template <class F> task<int> apply(F &&f) { auto kept = std::forward<F>(f); co_return sizeof kept; }
task<int> captureless_lambda_as_argument_ok() {
  auto later = apply([](int n) { return n; });
  co_return co_await std::move(later);
}

void captureless_lambda_spawned_ok(context &where, int x) {
  spawn([](int x) -> task<int> { co_return x; }(x));
  // co_spawn keeps the lambda itself.
  co_spawn(where, [x]() -> task<int> { co_return x; }, detached_token());
}

void locals_of_a_function_that_waits_ok(context &where) {
  std::string name = "x";
  co_spawn(where, length(name), detached_token());
}

task<int> moved_owner_ok() {
  auto owner = std::make_unique<client>();
  client &c = *owner;
  return [](client &c, std::unique_ptr<client> owner) -> task<int> {
    co_return co_await c.fetch();
  }(c, std::move(owner));
}

task<int> shared_owner_ok(std::shared_ptr<client> owner) { return owner->fetch(); }

// Dropped tasks are coro-unawaited's matter, or nobody's.
void dropped_ok() {
  (void)length("x");
  std::ignore = length("y");
}

// Nothing is known of who gets it.
int judge(task<int> work);
int unknown_ok() { return judge(length("x")); }

task<int> not_a_coroutine_ok() {
  auto make_name = [](const std::string &text) { return text.size(); };
  auto size = make_name("x");
  co_return static_cast<int>(size);
}

void generated_ok() {
  std::string text = "abc";
  auto all = letters(text);
  for (char c : all)
    (void)c;
}

void unevaluated_ok() {
  using type = decltype(length("x"));
  static_assert(sizeof(length("x")) == sizeof(type));
}

template <class T> task<void> uninstantiated_ok(T value) {
  co_await length(value);
  co_await length("x");
}

constexpr bool verbose = false;

task<void> discarded_branch_ok() {
  if constexpr (verbose) {
    auto later = length("x");
    co_await std::move(later);
  }
}

// There is nothing in them that a coroutine could miss.
template <int N> struct sum_up_to {
  task<int> operator()() const { co_return N + co_await sum_up_to<N - 1>()(); }
};
template <> struct sum_up_to<0> {
  task<int> operator()() const { co_return 0; }
};
task<int> sorted(const std::less<int> &by);

task<int> empty_function_objects_ok() {
  auto later = sum_up_to<3>()();
  auto other = sorted(std::less<int>());
  co_return co_await std::move(later) + co_await std::move(other);
}

// Dropped on purpose, it never runs.
task<int> dropped_on_purpose_ok() {
  auto never = length("x");
  (void)never;
  co_return 1;
}

std::vector<task<int>> elements_of_others_ok(const std::vector<std::string> &words, std::vector<std::string *> pointers) {
  std::vector<task<int>> lengths;
  for (const std::string &word : words)
    lengths.push_back(length(word));
  for (auto *word : pointers)
    lengths.push_back(length(*word));
  return lengths;
}
task<int> elements_awaited_ok(std::vector<std::string> words) {
  std::vector<task<int>> lengths;
  for (const std::string &word : words)
    lengths.push_back(length(word));
  int all = 0;
  for (auto &each : lengths)
    all += co_await std::move(each);
  co_return all;
}

struct player : std::enable_shared_from_this<player> {
  int sent = 0;
  static std::shared_ptr<player> find(int id);
  static task<int> keep(std::shared_ptr<player> self) { co_return self->sent; }
  task<int> run() { co_return sent; }
  task<int> start() { return keep(shared_from_this()); }
};
task<int> others_own_it_ok(std::vector<std::shared_ptr<player>> all) {
  auto found = player::find(1)->run();
  auto kept = std::make_shared<player>()->start();
  auto it = all.begin();
  auto first = (*it)->run();
  co_return co_await std::move(found) + co_await std::move(kept) + co_await std::move(first) +
      co_await std::make_shared<player>()->run();
}
std::pair<std::string &, int> reference_to(int);
task<int> bound_references_ok(std::pair<std::string, int> &given) {
  auto [text, count] = reference_to(1);
  auto &[other, number_of] = given;
  return count ? length(text) : length(other);
}

// A lambda that is no coroutine only passes on: the task refers to '*this'.
struct passer {
  std::string name;
  int n = 0;
  task<int> get();
  task<int> look(const std::string &);
  task<int> in_place_ok() {
    return [this] {
      if (n)
        return get();
      return look(name);
    }();
  }
  task<int> by_default_ok() { return [&] { return get(); }(); }
  task<int> kept_ok() {
    auto f = [this] { return get(); };
    auto t = f();
    co_return co_await std::move(t);
  }
};

// A function that hands on a copy of its own of what a view shows.
task<int> take_string(std::string s);
std::string make_string();
task<int> copying(std::string_view s) { return take_string(std::string(s)); }
task<int> casting(std::string_view s) { return take_string(static_cast<std::string>(s)); }
task<int> adding(const std::string &base, std::string_view s) { return take_string(base + std::string(s)); }
task<void> copied_ok(std::string base) {
  auto a = copying(make_string());
  auto b = casting(make_string());
  auto c = adding(base, make_string());
  co_await std::move(a);
  co_await std::move(b);
  co_await std::move(c);
}

// A lambda that passes on what outlives the function, or copies; and one whose
// task is awaited here.
task<int> passed_on_ok(const std::string &s, int n) {
  if (n > 2)
    return [&] { return length(s); }();
  if (n > 1)
    return [&] { return by_value(s); }();
  auto make = [&] { return by_value(std::to_string(n)); };
  return make();
}
task<int> passed_on_and_awaited_ok(std::string s) {
  auto make = [&] { return length(s); };
  co_return co_await make();
}

// The local only holds what refers to something else.
task<int> viewing(std::string_view s);
task<int> copied_view_ok(std::optional<std::string_view> s, std::string_view otherwise) {
  return viewing(s.value_or(otherwise));
}
task<int> tuple_of_references_ok(std::tuple<const std::string &, int> s) { return length(std::get<0>(s)); }
task<int> tied_ok(const std::string &a, const std::string &b) {
  auto both = std::forward_as_tuple(a, b);
  return length(std::get<1>(both));
}

// Whoever makes one of what a coroutine gives resumes it.
template <class T> struct started_promise;
template <class T> struct unstarted {
  using promise_type = started_promise<T>;
  std::coroutine_handle<promise_type> handle;
};
template <class T> struct started_future {
  using promise_type = started_promise<T>;
  T value{};
  started_future(unstarted<T> &&b) {
    b.handle.promise().target = this;
    b.handle.resume();
  }
  started_future(const started_future &) = delete;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return value; }
};
template <class T> struct started_promise {
  started_future<T> *target = nullptr;
  unstarted<T> get_return_object() { return {std::coroutine_handle<started_promise>::from_promise(*this)}; }
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_value(T v) { target->value = v; }
  void unhandled_exception() {}
};
started_future<int> started(const std::string &text);
int started_ok() {
  auto running = started(std::string("x"));
  return running.value;
}
