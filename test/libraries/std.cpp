// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C++ standard library.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <latch>
#include <memory>
#include <mutex>
#include <ranges>
#include <semaphore>
#include <shared_mutex>
#include <sstream>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
namespace fs = std::filesystem;

task<void> tick();

task<void> waits_bad(std::condition_variable &c, std::condition_variable_any &any, std::stop_token stop,
                     std::unique_lock<std::mutex> &lock, std::counting_semaphore<3> &s, std::latch &l,
                     std::barrier<> &b, std::atomic_flag &flag, std::atomic<bool> &ready, int &shared,
                     std::atomic<std::shared_ptr<int>> &pointer) {
  c.wait(lock, [&] { return true; }); // warns: (wait)
  c.wait_for(lock, 1s, [&] { return true; }); // warns: (wait)
  c.wait_until(lock, std::chrono::steady_clock::now() + 1s); // warns: (wait)
  any.wait(lock, stop, [&] { return true; }); // warns: (wait)
  any.wait_for(lock, stop, 1s, [&] { return true; }); // warns: (wait)
  s.try_acquire_for(1ms); // warns: (wait)
  s.try_acquire_until(std::chrono::steady_clock::now()); // warns: (wait)
  l.arrive_and_wait(1); // warns: (wait)
  b.wait(b.arrive()); // warns: (wait)
  flag.wait(false); // warns: (wait)
  ready.wait(false, std::memory_order_acquire); // warns: (wait)
  std::atomic_ref<int>(shared).wait(0); // warns: (wait)
  std::atomic_wait(&ready, false); // warns: (wait)
  pointer.wait(nullptr); // warns: (wait)
  co_await tick();
}

task<void> waits_ok(std::condition_variable &c, std::condition_variable_any &any, std::stop_token stop,
                    std::unique_lock<std::mutex> &lock, std::counting_semaphore<3> &s, std::latch &l,
                    std::barrier<> &b, std::atomic<bool> &ready, std::shared_future<int> f) {
  c.wait_for(lock, 0s);
  any.wait_for(lock, stop, 0s, [&] { return true; });
  c.notify_all();
  s.try_acquire();
  s.try_acquire_for(0ms);
  s.release();
  l.try_wait();
  l.count_down();
  b.arrive_and_drop();
  ready.notify_one();
  ready.load();
  (void)f.wait_for(std::chrono::seconds::zero());
  (void)f.wait_until(std::chrono::steady_clock::time_point{});
  std::promise<int> promise;
  promise.set_value(1);
  std::packaged_task<int()> packaged([] { return 1; });
  auto later = packaged.get_future();
  std::this_thread::yield();
  co_await tick();
}

task<void> file_streams_bad(std::fstream both, std::wifstream wide, std::filebuf &buffer, char *text, std::string word,
                            std::vector<int> numbers) {
  std::ofstream out("a"); // warns: (file)
  std::ifstream in;
  in.open("a"); // warns: (file)
  out << 1 << "x" << std::endl; // warns: (file)
  out << std::quoted("x"); // warns: (file)
  out << fs::path("x"); // warns: (file)
  out.put('x'); // warns: (file)
  out << std::flush; // warns: (file)
  in >> std::quoted(word); // warns: (file)
  in >> std::ws; // warns: (file)
  std::getline(in, word, ';'); // warns: (file)
  std::getline(in >> std::ws, word); // warns: (file)
  in.getline(text, 1); // warns: (file)
  in.ignore(1); // warns: (file)
  in.peek(); // warns: (file)
  both >> word; // warns: (file)
  both.write(text, 1); // warns: (file)
  wide.get(); // warns: (file)
  buffer.open("a", std::ios::in); // warns: (file)
  buffer.sgetn(text, 1); // warns: (file)
  in.rdbuf()->sbumpc(); // warns: (file)
  std::string all(std::istreambuf_iterator<char>(in), {}); // warns: (file)
  std::copy(numbers.begin(), numbers.end(), std::ostream_iterator<int>(out, " ")); // warns: (file)
  std::ostringstream memory;
  memory << in.rdbuf(); // warns: (file)
  for (int number : std::ranges::istream_view<int>(in)) // warns: (file)
    numbers.push_back(number);
  co_await tick();
}

task<void> streams_ok(std::ofstream &out, std::ifstream &in, std::ostream &unknown, std::string word) {
  std::ifstream none;
  std::istringstream memory("1 2");
  memory >> word;
  std::getline(memory, word);
  std::string all(std::istreambuf_iterator<char>(memory), {});
  unknown << 1;
  std::cout << 1 << std::endl;
  std::cerr.write("x", 1);
  std::clog.flush();
  if (in.is_open() && in.good() && in.tellg() == 0)
    in.seekg(0);
  out.setf(std::ios::hex);
  out.close();
  in.clear();
  in.close();
  std::ofstream moved = std::move(out);
  co_await tick();
}

task<void> console_bad(std::string word, char *text, std::vector<std::string> words) {
  std::cin >> word; // warns: (console)
  std::cin >> std::quoted(word); // warns: (console)
  std::wcin.get(); // warns: (console)
  std::cin.read(text, 1); // warns: (console)
  std::cin.ignore(); // warns: (console)
  std::cin.peek(); // warns: (console)
  std::getline(std::cin, word); // warns: (console)
  std::copy(std::istream_iterator<std::string>(std::cin), {}, std::back_inserter(words)); // warns: (console)
  co_await tick();
}

task<void> filesystem_bad(fs::path a, fs::directory_entry entry, fs::recursive_directory_iterator where,
                          std::error_code error) {
  fs::exists(a); // warns: (filesystem)
  fs::is_directory(a, error); // warns: (filesystem)
  fs::status(a); // warns: (filesystem)
  fs::canonical(a); // warns: (filesystem)
  fs::space("/"); // warns: (filesystem)
  fs::last_write_time(a); // warns: (filesystem)
  fs::remove_all(a, error); // warns: (filesystem)
  fs::copy(a, "b", fs::copy_options::recursive); // warns: (file)
  fs::resize_file(a, 1); // warns: (filesystem)
  fs::current_path(a); // warns: (filesystem)
  fs::temp_directory_path(); // warns: (filesystem)
  fs::directory_entry other(a); // warns: (filesystem)
  entry.refresh(); // warns: (filesystem)
  entry.file_size(); // warns: (filesystem)
  where.increment(error); // warns: (filesystem)
  ++where; // warns: (filesystem)
  for (auto &found : fs::recursive_directory_iterator(a)) // warns: (filesystem)
    (void)found;
  co_await tick();
}

task<void> filesystem_ok(fs::path a, fs::directory_entry entry, fs::file_status known) {
  a /= "b";
  a = a.lexically_normal().parent_path();
  (void)a.extension().string();
  (void)a.is_absolute();
  (void)fs::absolute(a);
  (void)fs::current_path();
  (void)fs::is_directory(known);
  (void)fs::exists(known);
  (void)entry.is_regular_file();
  (void)entry.path();
  fs::directory_iterator end;
  co_await tick();
}

task<void> try_locks_ok(std::timed_mutex &mutex, std::shared_mutex &shared) {
  if (mutex.try_lock_for(0s))
    mutex.unlock();
  if (shared.try_lock_shared())
    shared.unlock_shared();
  std::unique_lock attempt(mutex, std::try_to_lock);
  attempt = {};
  co_await tick();
}
