// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each requirement of awaiting, failed.
// RUN: %lint %s non-awaitable
// does-not-compile
#include "task.hpp"
#include <array>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

struct plain {};
enum class color { red };
task<int> work();
int number();

// Values

task<void> values_bad(bool flag, color c, const char *text, int array[3]) {
  co_await 5; // warns: 'co_await' a value of type 'int': it is a plain value
  co_await 2.5; // warns: 'double': it is a plain value
  co_await 'c'; // warns: 'char'
  co_await nullptr; // warns: 'std::nullptr_t'
  co_await flag; // warns: 'bool'
  co_await c; // warns: 'color': it is a plain value
  co_await text; // warns: 'const char *'
  co_await array; // warns: 'int *'
  co_await "text"; // warns: 'const char[5]'
  co_await (number() + 1); // warns: 'int'
  co_await - number(); // warns: 'int'
}

task<void> user_words_bad(std::string text, std::vector<int> numbers) {
  co_await text; // warns: a value of type 'std::string': it has neither
  co_await std::string("x"); // warns: 'std::string'
  co_await numbers; // warns: 'std::vector<int>'
  co_await std::chrono::seconds(1); // warns: 'std::chrono::seconds'
  co_await std::chrono::milliseconds(1); // warns: 'std::chrono::milliseconds'
}

task<void> nothing_bad() {
  co_await std::string().clear(); // warns: a value of type 'void': there is no value to await
}

task<void> this_bad(plain &object) {
  co_await object; // warns: 'plain': it has neither the awaiter functions nor an 'operator co_await'
}

// Not called

struct service {
  task<int> member();
  task<int> overloaded();
  task<int> overloaded(int);
  static task<int> shared();
  task<int> operator()();

  task<void> inside_bad() {
    co_await member; // warns: function 'service::member': it is not called
    co_await shared; // warns: function 'service::shared'
    co_await this->member; // warns: function 'service::member'
  }
};

template <class T> task<T> made();

task<void> not_called_bad(service s, service *p, task<int> (*pointer)(),
                          std::function<task<int>()> function) {
  co_await work; // warns: function 'work': it is not called
  co_await ::work; // warns: function 'work'
  co_await s.member; // warns: function 'service::member'
  co_await p->member; // warns: function 'service::member'
  co_await s.overloaded; // warns: function 'service::overloaded'
  co_await service::shared; // warns: function 'service::shared'
  co_await made<int>; // warns: function 'made': it is not called
  co_await pointer; // warns: it is not called
  co_await function; // warns: it is not called
  co_await s; // warns: 'service': it is not called
  auto lambda = [] { return work(); };
  co_await lambda; // warns: a lambda: it is not called
  co_await []() -> task<int> { co_return 1; }; // warns: a lambda: it is not called
  co_await number; // warns: 'number': it is not called // note: can't be awaited either
}

// How it is held

struct only_lvalue {
  std::suspend_never operator co_await() &;
};

task<void> value_categories_bad(task<int> pending, const task<int> &fixed,
                                task<int> &reference) {
  co_await pending; // warns: 'task<int>': it can only be awaited as an rvalue
  co_await reference; // warns: it can only be awaited as an rvalue
  co_await only_lvalue(); // warns: it can only be awaited as an lvalue // note: a variable
  co_await fixed; // warns: it is const
}

task<void> holders_bad(task<int> *pointer, std::unique_ptr<task<int>> owner,
                       std::shared_ptr<task<int>> shared,
                       std::optional<task<int>> maybe,
                       std::vector<task<int>> many,
                       std::array<task<int>, 2> &two,
                       std::tuple<task<int>, int> mixed) {
  co_await pointer; // warns: 'task<int> *': it is a pointer to an awaitable
  co_await owner; // warns: it only holds an awaitable
  co_await shared; // warns: it only holds an awaitable
  co_await maybe; // warns: it only holds an awaitable
  co_await many; // warns: it is a collection of awaitables // note: one by one
  co_await two; // warns: it is a collection
  co_await mixed; // warns: it is a collection
  co_await many.begin(); // warns: it only holds an awaitable
}

struct later; // note: 'later' is declared here
template <class T> struct later_template;

task<void> incomplete_bad(later &object, later_template<int> &other) {
  co_await object; // warns: 'later': its class is only declared here // note: include
  co_await other; // warns: 'later_template<int>': its class is only declared here
}

// Awaiters

struct ready_missing {
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct suspend_missing {
  bool await_ready();
  void await_resume();
};
struct resume_missing {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
};
struct only_resume {
  void await_resume();
};
class hidden {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct half_hidden {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);

protected:
  void await_resume();
};
struct deleted_resume {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume() = delete; // note: 'await_resume' is declared here
};
struct ready_void {
  void await_ready(); // note: 'await_ready' is declared here
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct ready_class {
  plain await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct ready_data {
  bool await_ready;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct ready_parameter {
  bool await_ready(int);
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct suspend_int {
  bool await_ready();
  int await_suspend(std::coroutine_handle<>); // note: 'await_suspend' is declared here
  void await_resume();
};
struct suspend_class {
  bool await_ready();
  plain await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct suspend_nothing {
  bool await_ready();
  void await_suspend();
  void await_resume();
};
struct suspend_wrong {
  bool await_ready();
  void await_suspend(int);
  void await_resume();
};
struct suspend_other {
  bool await_ready();
  void await_suspend(std::coroutine_handle<plain>);
  void await_resume();
};
struct suspend_overloads {
  bool await_ready();
  void await_suspend(int);
  void await_suspend(std::coroutine_handle<plain>);
  void await_resume();
};
struct suspend_constrained {
  bool await_ready();
  template <class P>
    requires requires(P p) { p.executor(); }
  void await_suspend(std::coroutine_handle<P>);
  void await_resume();
};
struct suspend_deduced {
  bool await_ready();
  template <class P> auto await_suspend(std::coroutine_handle<P> h) {
    h.promise().executor();
  }
  void await_resume();
};
struct suspend_later {
  bool await_ready();
  template <class P> void await_suspend(std::coroutine_handle<P> h) {
    h.promise().executor();
  }
  void await_resume();
};
struct resume_rvalue {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume() &&;
};

task<void> missing_bad(ready_missing a, suspend_missing b, resume_missing c) {
  co_await a; // warns: it has no 'await_ready'
  co_await b; // warns: it has no 'await_suspend'
  co_await c; // warns: it has no 'await_resume'
  co_await only_resume(); // warns: it has no 'await_ready'
}

task<void> access_bad(hidden a, half_hidden b) {
  co_await a; // warns: its 'await_ready' is not public
  co_await b; // warns: its 'await_resume' is not public
  co_await deleted_resume(); // warns: its 'await_resume' is deleted
}

task<void> ready_bad() {
  co_await ready_void(); // warns: its 'await_ready' gives 'void', not a 'bool'
  co_await ready_class(); // warns: its 'await_ready' gives 'plain', not a 'bool'
  co_await ready_data(); // warns: no function
  co_await ready_parameter(); // warns: its 'await_ready' can't be called without arguments
}

task<void> suspend_bad() {
  co_await suspend_int(); // warns: its 'await_suspend' gives 'int', not 'void', 'bool' or a coroutine handle
  co_await suspend_class(); // warns: its 'await_suspend' gives 'plain'
  co_await suspend_nothing(); // warns: its 'await_suspend' doesn't take the handle
  co_await suspend_wrong(); // warns: its 'await_suspend' doesn't take the handle
  co_await suspend_other(); // warns: its 'await_suspend' doesn't take the handle
  co_await suspend_overloads(); // warns: its 'await_suspend' doesn't take the handle
  co_await suspend_constrained(); // warns: its 'await_suspend' doesn't take the handle
  co_await suspend_deduced(); // warns: its 'await_suspend' doesn't take the handle
  co_await suspend_later(); // warns: its 'await_suspend' doesn't take the handle
}

struct eager_awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

task<void> qualifiers_bad(const eager_awaiter fixed) {
  co_await resume_rvalue(); // warns: its 'await_resume' can't be called on an lvalue
  co_await fixed; // warns: it is const, and 'await_ready' is not
}

// operator co_await

struct gives_int {
  int operator co_await(); // note: 'operator co_await' is declared here
};
struct gives_plain {
  plain operator co_await();
};
struct gives_half {
  suspend_missing operator co_await();
};
struct gives_wrong {
  suspend_int operator co_await();
};
struct deleted_operator {
  std::suspend_never operator co_await() = delete;
};
class private_operator {
  std::suspend_never operator co_await();
};
struct both {
  std::suspend_never operator co_await();
};
std::suspend_never operator co_await(both);
struct not_const {
  std::suspend_never operator co_await();
};
struct constrained {
  template <class T = int>
    requires(sizeof(T) > 100)
  std::suspend_never operator co_await();
};

task<void> operators_bad(const not_const fixed) {
  co_await gives_int(); // warns: its 'operator co_await' gives 'int', which is no awaiter
  co_await gives_plain(); // warns: its 'operator co_await' gives 'plain', which is no awaiter
  co_await gives_half(); // warns: its awaiter 'suspend_missing' has no 'await_suspend'
  co_await gives_wrong(); // warns: its awaiter 'suspend_int''s 'await_suspend' gives 'int'
  co_await deleted_operator(); // warns: its 'operator co_await' is deleted
  co_await private_operator(); // warns: its 'operator co_await' is not public
  co_await both(); // warns: several 'operator co_await' fit
  co_await fixed; // warns: it is const, and 'operator co_await' is not
  co_await constrained(); // warns: none of its 'operator co_await' takes this value
}

namespace lib {
struct late {};
struct elsewhere {};
} // namespace lib
namespace other {
std::suspend_never operator co_await(lib::elsewhere);
}

task<void> not_found_bad() {
  co_await lib::late(); // warns: its 'operator co_await' is not found here // note: before it is used
  co_await lib::elsewhere(); // warns: its 'operator co_await' is not found here
}

namespace lib {
std::suspend_never operator co_await(late);
}
