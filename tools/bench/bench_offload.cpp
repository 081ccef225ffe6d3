// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an offload costs beside a coroutine that posts itself to a thread pool
// of Asio and back by hand, in the same run: round trips one after the other,
// and many at once. It counts what each allocates. The last lines are the
// ratios.

#include <corolint/adapters/asio.hpp>
#include <corolint/sync_wait.hpp>

#include <asio.hpp>
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <new>
#include <string>
#include <vector>

static std::atomic<long> Allocations = 0;

void *operator new(std::size_t Size) {
  Allocations.fetch_add(1, std::memory_order_relaxed);
  if (void *Memory = std::malloc(Size))
    return Memory;
  throw std::bad_alloc();
}
void operator delete(void *Memory) noexcept { std::free(Memory); }
void operator delete(void *Memory, std::size_t) noexcept { std::free(Memory); }

namespace {

constexpr int PoolThreads = 2;

/// The call itself is nothing, so that the way there and back is what counts.
int call() {
  int Result = 1;
  benchmark::DoNotOptimize(Result);
  return Result;
}

/// One round trip, by corolint.
struct Offloaded {
  corolint::blocking_pool Pool{PoolThreads};

  asio::awaitable<int> roundTrip() {
    co_return co_await corolint::offload(Pool, call);
  }
};

/// One round trip, as it is written by hand.
struct Posted {
  asio::thread_pool Pool{PoolThreads};

  asio::awaitable<int> roundTrip() {
    const auto Home = co_await asio::this_coro::executor;
    co_await asio::post(asio::bind_executor(Pool, asio::use_awaitable));
    const int Result = call();
    co_await asio::post(asio::bind_executor(Home, asio::use_awaitable));
    co_return Result;
  }
};

template <class Way>
asio::awaitable<void> oneAfterTheOther(benchmark::State &State, Way &There) {
  // The first ones start the threads and fill the caches of Asio's memory.
  for (int I = 0; I < 100; ++I)
    co_await There.roundTrip();
  const long Before = Allocations;
  for (auto _ : State)
    co_await There.roundTrip();
  State.counters["allocations"] = benchmark::Counter(
      double(Allocations - Before), benchmark::Counter::kAvgIterations);
}

template <class Way> void latency(benchmark::State &State) {
  Way There;
  asio::io_context Context(1);
  asio::co_spawn(Context, oneAfterTheOther(State, There), asio::detached);
  Context.run();
}

template <class Way> asio::awaitable<void> many(Way &There, int Rounds) {
  for (int I = 0; I < Rounds; ++I)
    co_await There.roundTrip();
}

constexpr int Coroutines = 1000;
constexpr int Rounds = 10;

template <class Way> void throughput(benchmark::State &State) {
  Way There;
  for (auto _ : State) {
    asio::io_context Context(1);
    for (int I = 0; I < Coroutines; ++I)
      asio::co_spawn(Context, many(There, Rounds), asio::detached);
    Context.run();
  }
  State.SetItemsProcessed(State.iterations() * Coroutines * Rounds);
}

/// A coroutine type without an executor: nothing is posted back, and the frame
/// holds all there is.
struct Plain {
  struct promise_type {
    Plain get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

Plain offloadPlainly(benchmark::State &State, corolint::blocking_pool &Pool,
                     corolint::detail::one_event &Done) {
  co_await corolint::offload(Pool, call);
  const long Before = Allocations;
  for (auto _ : State)
    co_await corolint::offload(Pool, call);
  State.counters["allocations"] = benchmark::Counter(
      double(Allocations - Before), benchmark::Counter::kAvgIterations);
  Done.set();
}

void plain(benchmark::State &State) {
  corolint::blocking_pool Pool(PoolThreads);
  corolint::detail::one_event Done;
  offloadPlainly(State, Pool, Done);
  Done.wait();
}

/// The fastest repetition: the one that the rest of the machine hit least.
double fastest(const std::vector<double> &Times) {
  return *std::min_element(Times.begin(), Times.end());
}

void add(const char *Name, void (*Function)(benchmark::State &)) {
  benchmark::RegisterBenchmark(Name, Function)
      ->MeasureProcessCPUTime()
      ->UseRealTime()
      ->ComputeStatistics("fastest", fastest);
}

/// Shows everything, and keeps the fastest.
class FastestKeeper : public benchmark::ConsoleReporter {
public:
  void ReportRuns(const std::vector<Run> &Runs) override {
    ConsoleReporter::ReportRuns(Runs);
    for (const Run &R : Runs)
      if (R.aggregate_name == "fastest")
        Fastest[R.run_name.function_name] = R.GetAdjustedRealTime();
  }

  std::map<std::string, double> Fastest;
};

} // namespace

int main(int Count, char **Arguments) {
  std::vector<char *> All(Arguments, Arguments + Count);
  // Turn and turn about, so that what else the machine does hits all alike.
  for (std::string Default : {"--benchmark_repetitions=9",
                              "--benchmark_enable_random_interleaving=true",
                              "--benchmark_report_aggregates_only=true"})
    All.insert(All.begin() + 1, (new std::string(Default))->data());
  Count = int(All.size());
  benchmark::Initialize(&Count, All.data());
  add("latency/offload", latency<Offloaded>);
  add("latency/post", latency<Posted>);
  add("throughput/offload", throughput<Offloaded>);
  add("throughput/post", throughput<Posted>);
  add("latency/offload without executor", plain);
  FastestKeeper Keeper;
  benchmark::RunSpecifiedBenchmarks(&Keeper);
  for (std::string What : {"latency", "throughput"})
    if (const double Post = Keeper.Fastest[What + "/post"])
      std::printf(
          "%s: offload takes %.2f times as long as asio::post there and "
          "back (bar: 1.10)\n",
          What.c_str(), Keeper.Fastest[What + "/offload"] / Post);
}
