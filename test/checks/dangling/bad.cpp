// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a lazy coroutine refers to dies before it runs.
// RUN: %lint %s dangling
#include "lifetimes.hpp"

// A temporary bound to a reference parameter.

task<void> kept_in_a_local_bad() {
  auto explicitly = length(std::string("x")); // warns: lazy coroutine 'length' outlives the temporary 'std::string'
  auto implicitly = length("x"); // warns: isn't awaited in this expression // note: keep the object in a variable
  auto number = twice(1); // warns: the temporary 'int'
  auto moved_from = eat(std::string("x")); // warns: 'eat'
  co_await std::move(explicitly);
  co_await std::move(implicitly);
  co_await std::move(number);
  co_await std::move(moved_from);
}

task<int> returned_bad(int i) {
  return length(std::to_string(i)); // warns: is returned before it runs
}

task<int> returned_from_a_branch_bad(bool flag, const std::string &name) {
  if (flag)
    return length(name + "x"); // warns: returned
  return flag ? length(name) : length("none"); // warns: returned
}

task<void> in_a_container_bad() {
  std::vector<task<int>> all;
  all.push_back(length("a")); // warns: 'length'
  all.emplace_back(length("b")); // warns: 'length'
  task<int> array[] = {length("c"), length("d")}; // warns: 'length' // warns: 'length'
  co_await when_all(std::move(all));
  co_await std::move(array[0]);
}

void spawned_bad(context &where) {
  spawn(length("a")); // warns: is started here
  co_spawn(where, length("b"), detached_token()); // warns: 'length'

  start_now(length("d")); // warns: 'length'
}

task<void> combined_and_kept_bad() {
  auto both = when_all(length("a"), number()); // warns: 'length'
  co_await std::move(both);
  auto late = with_timeout(length("a"), 1); // warns: 'length'
  co_await std::move(late);
}

struct owner {
  task<int> pending = number();
  std::optional<task<int>> slot;

  void set_bad() {
    pending = length("b"); // warns: 'length'
    slot.emplace(length("c")); // warns: 'length'
    slot = length("d"); // warns: 'length'
  }
};

struct made_bad {
  task<int> pending;
  made_bad() : pending(length("a")) {} // warns: 'length'
};

task<void> new_bad() {
  auto *heap = new task<int>(length("a")); // warns: 'length'
  auto shared = std::make_unique<task<int>>(length("a")); // warns: 'length'
  co_await std::move(*heap);
  co_await std::move(*shared);
}

auto in_a_plain_lambda_bad() {
  return [] { return length("a"); }; // warns: returned
}

// Views.

task<void> views_bad() {
  auto viewed = print(std::string("x")); // warns: 'print'
  auto pointed = print_c(std::string("x").c_str()); // warns: 'print_c'
  auto data = print_c(make().name.data()); // warns: 'print_c'
  auto spanned = sum(std::vector<int>{1, 2}); // warns: 'sum'
  auto listed = add({1, 2, 3}); // warns: 'add'
  auto own = look(make()); // warns: 'look'
  auto bound = look_at(bind(make())); // warns: 'look_at'
  auto substring = print(std::string_view(std::string("x")).substr(1)); // warns: 'print'
  co_await when_all(std::move(viewed), std::move(pointed), std::move(data), std::move(spanned), std::move(listed),
                    std::move(own), std::move(bound), std::move(substring));
}

// Where the temporary hides.

task<void> parts_bad(bool flag, const std::string &other) {
  auto member = length(make().name); // warns: the temporary 'record'
  auto element = length(make().names[0]); // warns: 'length'
  auto chosen = length(flag ? other : std::string("x")); // warns: 'length'
  auto comma = length((flag, std::string("x"))); // warns: 'length'
  auto cast = length(static_cast<const std::string &>("x")); // warns: 'length'
  auto through_move = length(std::move(std::string("x"))); // warns: 'length'
  auto converted = configure(3); // warns: 'options'
  auto built = configure(options().set(3)); // warns: 'options'
  auto aggregate = open({.name = "x", .size = 1}); // warns: 'open'
  auto by_default = greet(); // warns: 'greet'
  auto pointee = length(*std::make_unique<std::string>("x")); // warns: 'length'
  auto generic = retry([flag] { return flag; }); // warns: 'retry'
  co_await when_all(std::move(member), std::move(element), std::move(chosen), std::move(comma), std::move(cast),
                    std::move(through_move), std::move(converted), std::move(built), std::move(aggregate),
                    std::move(by_default), std::move(pointee), std::move(generic));
}

task<void> called_otherwise_bad(task<int> (*pointer)(const std::string &),
                                std::function<task<int>(const std::string &)> wrapped) {
  auto first = pointer("x"); // warns: this lazy coroutine
  auto second = wrapped("x"); // warns: lazy coroutine
  auto third = forwards("x"); // warns: 'forwards'
  co_await when_all(std::move(first), std::move(second), std::move(third));
}

// The object of a member function.

task<void> object_bad() {
  auto run = client().fetch(); // warns: the temporary 'client'
  auto made = make_client().fetch(); // warns: 'client::fetch'
  spawn(client().fetch()); // warns: 'client::fetch'
  co_await when_all(std::move(run), std::move(made));
}

// Lambdas with captures.

task<void> lambda_bad(int x) {
  auto copied = [x]() -> task<int> { co_return x; }(); // warns: lambda coroutine // note: parameters
  auto referred = [&]() -> task<int> { co_return x; }(); // warns: the lambda object with the captures
  spawn([x]() -> task<void> { // warns: lambda coroutine
    co_await number();
    (void)x;
  }());
  co_await when_all(std::move(copied), std::move(referred));
}

struct session {
  int id;
  task<int> start_bad() {
    return [this]() -> task<int> { co_return id; }(); // warns: returned
  }
};

task<int> local_lambda_bad(int x) {
  auto work = [x]() -> task<int> { co_return x; };
  return work(); // warns: the local 'work'
}

template <class F> task<int> call_bad(F f) {
  return f(); // warns: the local 'f'
}

void calls() {
  int x = 1;
  auto work = [x]() -> task<int> { co_return x; };
  spawn(call_bad<decltype(work)>(work));
}

// Locals of a plain function.

task<int> local_bad(int i) {
  std::string name = std::to_string(i);
  return length(name); // warns: the local 'name'
}

task<int> moved_local_bad(std::string name) {
  return eat(std::move(name)); // warns: the local 'name'
}

task<void> view_of_a_local_bad() {
  std::string name = "x";
  std::string_view view = name;
  if (name.empty())
    return print(view); // warns: the local 'name'
  if (name.size() == 1)
    return print_c(name.c_str()); // warns: the local 'name'
  return print_c(&name[0]); // warns: the local 'name'
}

task<int> object_on_the_stack_bad() {
  client c;
  return c.fetch(); // warns: the local 'c'
}

task<int> owned_by_a_local_bad() {
  auto owner = std::make_unique<client>();
  return owner->fetch(); // warns: the local 'owner'
}

task<int> through_a_reference_bad() {
  const std::string &name = std::string("x");
  return length(name); // warns: the local 'name'
}

task<int> kept_and_returned_bad() {
  std::string name = "x";
  auto pending = length(name); // warns: returned
  return pending;
}

std::vector<task<int>> returned_in_a_container_bad() {
  std::string name = "x";
  std::vector<task<int>> all;
  all.push_back(length(name)); // warns: the local 'name'
  return all;
}

task<int> captured_by_reference_bad(int x) {
  return retry_copy([&x] { return x; }); // warns: the local 'x'
}

// Generators are lazy, too.

void generated_bad() {
  auto all = letters(std::string("abc")); // warns: 'letters'
  for (char c : all)
    (void)c;
  for (char c : letters("abc")) // warns: 'letters'
    (void)c;
}

template <class F> task<int> apply(F &&f) { auto kept = std::forward<F>(f); co_return sizeof kept; }
task<int> lambda_as_argument_bad(int n) {
  auto later = apply([n] { return n; }); // warns: 'apply' outlives the lambda object with the captures
  co_return co_await std::move(later);
}

// One has something in it, the other something to do at its end.
struct adder {
  int n;
  task<int> operator()() const { co_return n; }
};
struct counted {
  void operator()() const;
  ~counted();
};
task<int> with_counted(const counted &);

task<int> objects_with_content_bad() {
  auto sum = adder{1}();              // warns: 'adder' that it refers to
  auto other = with_counted(counted()); // warns: 'counted' that it refers to
  co_return co_await std::move(sum) + co_await std::move(other);
}

// A loop's variable refers to a part of what the loop runs over.
std::vector<task<int>> elements_of_a_local_bad(std::vector<std::string> words) {
  std::vector<task<int>> lengths;
  for (const std::string &word : words)
    lengths.push_back(length(word)); // warns: 'words'
  return lengths;
}
task<int> element_of_an_array_bad() {
  std::string words[2];
  for (auto &word : words)
    return length(word); // warns: 'words'
  return number();
}
// Who only looks at it takes nothing over.
task<int> view_of(std::string_view text);
task<int> moved_into_a_view_bad(std::string text) {
  return view_of(std::move(text)); // warns: 'text'
}

// Nobody else can own what was made just now.
struct connection : std::enable_shared_from_this<connection> {
  int sent = 0;
  task<int> run() { co_return sent; }
};
task<int> made_just_now_bad() {
  auto shared = std::make_shared<connection>()->run(); // warns: 'std::shared_ptr<connection>'
  auto through = (*std::make_unique<connection>()).run(); // warns: 'std::unique_ptr<connection>'
  co_return co_await std::move(shared) + co_await std::move(through);
}

task<int> binding_bad() {
  auto [text, count] = std::pair<std::string, int>("text", 1);
  return length(text); // warns: the local 'text'
}
task<int> behind_an_iterator_bad(std::vector<std::string> words) {
  for (auto it = words.begin(); it != words.end(); ++it)
    if (!it->empty())
      return length(*it); // warns: 'words'
  return number();
}

// What the lambda captured by value dies with the lambda.
struct counter {
  int n;
  task<int> count();
};
task<int> length(const std::string &s);
task<int> own_copy_bad(std::string s, counter o) {
  auto t = [s] { return length(s); }(); // warns: the task of this lambda outlives the lambda object
  auto u = [o]() mutable { return o.count(); }(); // warns: the task of this lambda outlives
  co_return co_await std::move(t) + co_await std::move(u);
}

// A lambda that only passes on what it refers to.
task<int> passed_on_bad(std::string s) {
  return [&] { return length(s); }(); // warns: the task of this lambda outlives the local 's' // note: let the coroutine take
}
task<int> named_lambda_passes_on_bad(std::string s) {
  auto make = [&s](int) { return length(s); };
  return make(1); // warns: the task of this lambda outlives the local 's'
}

task<int> viewing(std::string_view s);
task<int> passing(std::string_view s) { return viewing(s); }
std::string new_string();
task<int> passed_view_bad() {
  auto t = passing(new_string()); // warns: 'passing' outlives the temporary
  co_return co_await std::move(t);
}

// What an optional or a tuple owns dies with it.
task<int> owned_by_optional_bad(std::optional<std::string> s) {
  return viewing(s.value_or("none")); // warns: the temporary
}
task<int> owned_by_tuple_bad(std::tuple<std::string, int> s) {
  return length(std::get<0>(s)); // warns: the local 's'
}
