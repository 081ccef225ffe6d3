// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Further forms in which a task outlives what it refers to.
// RUN: %lint %s dangling
#include "lifetimes.hpp"
#include <utility>

task<void> initialisation_forms_bad() {
  task<int> braces{length("a")}; // warns: 'length'
  task<int> parentheses(length("b")); // warns: 'length'
  auto &&reference = length("c"); // warns: 'length'
  auto [first, second] = std::pair(length("d"), number()); // warns: 'length'
  static auto once = length("e"); // warns: 'length'
  co_await when_all(std::move(braces), std::move(parentheses), std::move(reference), std::move(first),
                    std::move(second));
  co_await std::move(once);
}

struct job {
  task<int> work;
};

task<void> in_an_object_bad() {
  job one{length("a")}; // warns: 'length'
  job two = {.work = length("b")}; // warns: 'length'
  std::vector<job> jobs;
  jobs.push_back(job{length("c")}); // warns: 'length'
  auto later = [work = length("d")]() mutable -> task<int> { // warns: 'length'
    co_return co_await std::move(work);
  };
  co_await std::move(one.work);
  co_await std::move(two.work);
  co_await later();
  co_await std::move(jobs[0].work);
}

task<task<int>> value_of_a_task_bad(bool flag) {
  std::string name = "x";
  if (flag)
    co_return length("x"); // warns: the temporary
  co_return length(name); // warns: the local 'name'
}

task<void> by_default_bad() {
  struct local {
    task<int> work = length("x"); // warns: 'length'
    local() {}
  } made;
  co_await std::move(made.work);
}

struct adder {
  int base;
  task<int> operator()(int value) const;
};

task<void> call_operator_bad() {
  auto sum = adder{1}(2); // warns: the temporary 'adder'
  co_await std::move(sum);
}

template <class F> auto invoke(F &&f) { return f(); }

task<void> through_invoke_bad(int x) {
  auto standard = std::invoke([x]() -> task<int> { co_return x; }); // warns: 'std::invoke'
  auto own = invoke([x]() -> task<int> { co_return x; }); // warns: 'invoke'
  co_await when_all(std::move(standard), std::move(own));
}

class person {
  std::string first, *other;
  std::vector<int> numbers;

public:
  const std::string &name() const { return first; }
  const char *text() const { return first.c_str(); }
  std::string_view view() const { return first; }
  int &at(int i) { return numbers[i]; }
  std::string &elsewhere() { return *other; }
  std::string *pointer() { return other; }
};
person somebody();

task<void> part_of_a_temporary_bad() {
  auto name = length(somebody().name()); // warns: 'length'
  auto text = print_c(somebody().text()); // warns: 'print_c'
  auto view = print(somebody().view()); // warns: 'print'
  auto at = twice(somebody().at(0)); // warns: 'twice'
  co_await when_all(std::move(name), std::move(text), std::move(view), std::move(at));
}

task<void> no_part_ok() {
  auto elsewhere = length(somebody().elsewhere());
  auto pointer = length(*somebody().pointer());
  co_await when_all(std::move(elsewhere), std::move(pointer));
}

struct connection {
  std::string host;
  task<int> send(const std::string &text) const;
  task<int> plain_bad(int i) {
    return send(host + std::to_string(i)); // warns: 'connection::send'
  }
  task<int> own_ok() { return send(host); }
};

template <class T> task<int> instantiated_bad(T value) {
  auto pending = length(std::to_string(value)); // warns: 'length'
  co_return co_await std::move(pending);
}
template task<int> instantiated_bad<int>(int);
template task<int> instantiated_bad<long>(long);

template <class T> task<int> uninstantiated_bad(T value) {
  auto pending = length(std::string("x")); // warns: 'length'
  co_await std::move(pending);
  co_return value;
}

#define LATER(text) auto later = length(text)

task<void> macro_bad() {
  LATER("x"); // warns: 'length'
  co_await std::move(later);
}

task<void> in_a_nested_function_bad() {
  struct local {
    static task<int> get_bad() { return length("x"); } // warns: 'length'
  };
  auto get = [] {
    auto pending = length("x"); // warns: 'length'
    spawn(std::move(pending));
  };
  get();
  co_await local::get_bad();
}

void in_control_flow_bad(int n) {
  switch (n) {
  case 1:
    spawn(length("a")); // warns: 'length'
    break;
  default:
    try {
      while (n--)
        spawn(length("b")); // warns: 'length'
    } catch (...) {
      spawn(length("c")); // warns: 'length'
    }
  }
}
