# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The C++ of generated projects: what doesn't depend on the plan. The plan itself is generate_project.py's."""

from string import Template

AREAS = """auth billing catalog cluster jobs mail media metrics net orders proxy report rooms storage users
wallet""".split()

NOUNS = """account address agent alert archive asset badge batch booking branch bucket budget campaign cart channel
claim column comment contract coupon customer device digest document draft event export feature folder forecast grant
group header history image invoice label ledger lease letter license listing message metric node notice offer
packet page partner payload payment peer picture plan policy price product profile quota receipt record refund region
release request response review route sample schedule score sensor session shard shipment snapshot source stock stream
subscription supplier table tenant ticket token topic trace transfer trip tunnel upload version visit voucher window
worker zone""".split()

ROLES = """builder cache checker collector filter index keeper loader mapper merger monitor parser planner pool printer
queue reader registry resolver router sorter store tracker watcher writer""".split()

VERBS = """apply check collect compute count decode describe encode estimate expand extract find fold format join load
match measure merge normalize pack parse pick rank reduce render scan select shift split trim unpack update
validate""".split()

TASK_VERBS = "await fetch handle open poll pull push receive run send serve start stop submit sync visit".split()

WORDS = "alpha beta gamma delta north south green amber early late first final open closed minor major".split()

# kind => the type, a parameter of a plain function, and the name and value of a local.
TYPES = {"number": "long", "text": "std::string", "list": "std::vector<long>"}
PARAMETERS = {"number": "long number", "text": "const std::string &input", "list": "const std::vector<long> &input"}
TASK_PARAMETERS = {"number": "long number", "text": "std::string text", "list": "std::vector<long> list"}
VALUES = {"number": "$k", "text": '"$w"', "list": "{$k, 5, 3, 1}"}
PLACEHOLDERS = {"number": "$n", "text": "$t", "list": "$l"}

# What a source does with the standard headers that it includes, and the share of sources that include each. In a
# statement $n is a number, $t a text, $l a list, $k a constant, $w a word; $i makes names unique.
STANDARD = {
    "string": (1.0, [
        "$t += std::to_string($n);",
        "if ($t.size() > $k)\n  $t.resize($k);",
        "$n += static_cast<long>($t.find('/') == std::string::npos ? $t.size() : 0);",
        "for (char &letter : $t)\n  letter = letter == '-' ? '_' : letter;",
    ]),
    "vector": (1.0, [
        "for (long item : $l)\n  $n += item % $k;",
        "$l.push_back($n);",
        "if (!$l.empty() && $l.back() > $k)\n  $l.pop_back();",
        "for (std::size_t at = 0; at + 1 < $l.size(); ++at)\n  $l[at] += $l[at + 1] / $k;",
    ]),
    "algorithm": (0.4, [
        "std::sort($l.begin(), $l.end());",
        "$n += std::count_if($l.begin(), $l.end(), [](long item) { return item > $k; });",
        "$l.erase(std::remove_if($l.begin(), $l.end(), [limit = $n](long item) { return item > limit; }), $l.end());",
        "$n = std::clamp($n, 0L, 1000L);",
    ]),
    "array": (0.15, ["const std::array<long, 4> steps$i{1, 2, $k, 8};\nfor (long step : steps$i)\n  $n += step;"]),
    "chrono": (0.15, [
        "const auto begin$i = std::chrono::steady_clock::now();\n$l.push_back($n);\n"
        "$n += std::chrono::nanoseconds(std::chrono::steady_clock::now() - begin$i).count() % $k;",
    ]),
    "functional": (0.25, [
        "const std::function<long(long)> step$i = [offset = $n](long item) { return item + offset; };\n"
        "$n = step$i($k);",
        "$n = std::plus<long>()($n, $k);",
    ]),
    "map": (0.35, [
        'std::map<std::string, long> counts$i{{"$w", $k}};\ncounts$i[$t] += $n;\n'
        "for (const auto &[key, count] : counts$i)\n  $n += count + static_cast<long>(key.size());",
    ]),
    "memory": (0.6, [
        "const auto copy$i = std::make_unique<std::string>($t);\n$n += static_cast<long>(copy$i->size());",
        "const auto shared$i = std::make_shared<std::vector<long>>($l);\n$n += static_cast<long>(shared$i->size());",
    ]),
    "numeric": (0.15, ["$n = std::accumulate($l.begin(), $l.end(), $n);"]),
    "optional": (0.3, [
        "const std::optional<long> found$i = $l.empty() ? std::nullopt : std::optional<long>($l.front());\n"
        "$n += found$i.value_or($k);",
    ]),
    "set": (0.1, ["const std::set<long> distinct$i($l.begin(), $l.end());\n"
                  "$n += static_cast<long>(distinct$i.size());"]),
    "sstream": (0.12, ['std::ostringstream line$i;\nline$i << "$w=" << $n << \' \' << $t;\n$t = line$i.str();']),
    "string_view": (0.2, ['const std::string_view view$i($t);\nif (view$i.starts_with("$w"))\n  $n += $k;']),
    "unordered_map": (0.2, [
        "std::unordered_map<long, std::string> names$i;\nfor (long item : $l)\n  names$i.emplace(item, $t);\n"
        "$n += static_cast<long>(names$i.size());",
    ]),
    "utility": (0.25, ["const std::pair<long, std::string> both$i{$n, $t};\n$n = both$i.first + $k;"]),
    "variant": (0.06, [
        "std::variant<long, std::string> either$i = $n;\nif ($n > $k)\n  either$i = $t;\n"
        "$n += static_cast<long>(either$i.index());",
    ]),
}

# What blocks, and the headers that it needs.
BLOCKING = {
    "sleep": (["chrono", "thread"], "std::this_thread::sleep_for(std::chrono::milliseconds($k));"),
    "file": (["fstream"], "std::ifstream file$i($t);\nstd::getline(file$i, $t);"),
    "network": (["sys/socket.h"],
                "char bytes$i[64];\n$n += ::recv(static_cast<int>($n), bytes$i, sizeof(bytes$i), 0);"),
}

TASK_STATEMENTS = [
    "co_await core::yield();",
    "for (long round = 0; round < $k; ++round)\n  co_await core::yield();",
    "const auto step$i = [](long item) -> core::task<long> { co_return item + $k; };\n$n += co_await step$i($n);",
]

INTERFACE = """\
/// What the steps of $area::$module have in common.
class $name {
public:
  virtual ~$name() = default;
  virtual long handle(long number) = 0;
  virtual std::string title() const { return "$module"; }
};
"""

TEMPLATE = """\
template <class Item, class Use>
long each_$unit(const std::vector<Item> &items, Use use) {
  long sum = 0;
  for (const Item &item : items)
    sum += static_cast<long>(use(item));
  return sum;
}

/// The last \\p Size items.
template <class Item, std::size_t Size> class ${cls}Ring {
public:
  void push(Item item) {
    if (items_.size() == Size)
      items_.erase(items_.begin());
    items_.push_back(std::move(item));
  }
  std::size_t size() const { return items_.size(); }
  const Item &back() const { return items_.back(); }

private:
  std::vector<Item> items_;
};
"""

TASK_HEADER = """\
// The coroutine type of this project: lazy, awaited once.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace core {

template <class Value> class task;

struct promise_base {
  std::coroutine_handle<> continuation = std::noop_coroutine();
  std::exception_ptr failure;

  struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) const noexcept {
      return self.promise().continuation;
    }
    void await_resume() const noexcept {}
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  final_awaiter final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { failure = std::current_exception(); }
  void rethrow() const {
    if (failure)
      std::rethrow_exception(failure);
  }
};

template <class Value> struct promise : promise_base {
  std::optional<Value> value;

  task<Value> get_return_object() noexcept;
  template <class From> void return_value(From &&from) { value.emplace(std::forward<From>(from)); }
  Value result() {
    rethrow();
    return std::move(*value);
  }
};

template <> struct promise<void> : promise_base {
  task<void> get_return_object() noexcept;
  void return_void() const noexcept {}
  void result() const { rethrow(); }
};

template <class Value = void> class [[nodiscard]] task {
public:
  using promise_type = promise<Value>;

  explicit task(std::coroutine_handle<promise_type> coroutine) noexcept : coroutine_(coroutine) {}
  task(task &&other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  task &operator=(task &&other) noexcept {
    std::swap(coroutine_, other.coroutine_);
    return *this;
  }
  ~task() {
    if (coroutine_)
      coroutine_.destroy();
  }

  bool await_ready() const noexcept { return coroutine_.done(); }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) const noexcept {
    coroutine_.promise().continuation = awaiting;
    return coroutine_;
  }
  Value await_resume() const { return coroutine_.promise().result(); }

private:
  std::coroutine_handle<promise_type> coroutine_;
};

template <class Value> task<Value> promise<Value>::get_return_object() noexcept {
  return task<Value>(std::coroutine_handle<promise>::from_promise(*this));
}

inline task<void> promise<void>::get_return_object() noexcept {
  return task<void>(std::coroutine_handle<promise>::from_promise(*this));
}

} // namespace core
"""

LOOP_HEADER = """\
// The event loop: coroutines take turns on one thread.
#pragma once

#include <coroutine>
#include <deque>

namespace core {

class loop {
public:
  static loop &current() {
    static thread_local loop the_loop;
    return the_loop;
  }

  void post(std::coroutine_handle<> coroutine) { ready_.push_back(coroutine); }

  void run() {
    while (!ready_.empty()) {
      const std::coroutine_handle<> next = ready_.front();
      ready_.pop_front();
      next.resume();
    }
  }

private:
  std::deque<std::coroutine_handle<>> ready_;
};

/// Lets the others go first: co_await core::yield().
struct yield {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> self) const { loop::current().post(self); }
  void await_resume() const noexcept {}
};

} // namespace core
"""


class Body:
    """The statements of one function, which declares its locals where the first statement needs them."""

    def __init__(self, rng, kind, is_task):
        self.rng = rng
        self.kind = kind
        self.lines = []
        self.locals = {}
        self.count = 0
        if kind == "number" or is_task:
            self.locals[kind] = kind
        else:
            self.declare(kind, "input")

    def declare(self, kind, value):
        self.locals[kind] = kind
        equals = "" if value.startswith("{") else " = "
        self.lines.append(f"{TYPES[kind]} {kind}{equals}{value};")

    def add(self, statement):
        """A statement with the placeholders of STANDARD; now and then under a condition or in a loop."""
        for kind, placeholder in PLACEHOLDERS.items():
            if placeholder in statement and kind not in self.locals:
                self.declare(kind, self.fill(VALUES[kind]))
        lines = self.fill(statement).splitlines()
        dice = self.rng.random()
        if dice < 0.12 and "number" in self.locals:
            lines = [self.fill("if ($n > $k) {"), *indented(lines), "}"]
        elif dice < 0.18:
            lines = ["for (int turn = 0; turn < 3; ++turn) {", *indented(lines), "}"]
        self.lines += lines

    def fill(self, statement):
        self.count += 1
        names = {placeholder[1:]: self.locals.get(kind) for kind, placeholder in PLACEHOLDERS.items()}
        return Template(statement).substitute(
            names, k=self.rng.randint(2, 60), w=self.rng.choice(WORDS), i=self.count)

    def text(self, is_task):
        return "\n".join(indented([*self.lines, f"{'co_return' if is_task else 'return'} {self.locals[self.kind]};"]))


def indented(lines):
    return ["  " + line for line in lines]
