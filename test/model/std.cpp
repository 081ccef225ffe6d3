// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// flags: -std=c++23
#include <algorithm>
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <expected>
#include <filesystem>
#include <forward_list>
#include <fstream>
#include <functional>
#include <future>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <latch>
#include <list>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <ranges>
#include <semaphore>
#include <shared_mutex>
#include <string>
#include <thread>
#include <tuple>
#include <variant>
#include <vector>

// class: std::atomic = std::atomic<int>
// class: std::atomic_ref = std::atomic_ref<int>
// class: std::barrier = std::barrier<>
// class: std::basic_filebuf = std::basic_filebuf<char>
// class: std::basic_fstream = std::basic_fstream<char>
// class: std::basic_ifstream = std::basic_ifstream<char>
// class: std::basic_istream = std::basic_istream<char>
// class: std::basic_ofstream = std::basic_ofstream<char>
// class: std::basic_ostream = std::basic_ostream<char>
// class: std::basic_streambuf = std::basic_streambuf<char>
// class: std::basic_string = std::basic_string<char>
// class: std::counting_semaphore = std::counting_semaphore<>
// class: std::expected = std::expected<int, int>
// class: std::forward_list = std::forward_list<int>
// class: std::future = std::future<int>
// class: std::istream_iterator = std::istream_iterator<int>
// class: std::istreambuf_iterator = std::istreambuf_iterator<char>
// class: std::list = std::list<int>
// class: std::lock_guard = std::lock_guard<std::mutex>
// class: std::array = std::array<int, 1>
// class: std::deque = std::deque<int>
// class: std::pair = std::pair<int, int>
// class: std::tuple = std::tuple<int>
// class: std::vector = std::vector<int>
// class: std::unique_ptr = std::unique_ptr<int>
// class: std::shared_ptr = std::shared_ptr<int>
// class: std::optional = std::optional<int>
// class: std::ostream_iterator = std::ostream_iterator<int>
// class: std::ostreambuf_iterator = std::ostreambuf_iterator<char>
// class: std::ranges::basic_istream_view = std::ranges::basic_istream_view<int, char>
// class: std::scoped_lock = std::scoped_lock<std::mutex>
// class: std::shared_future = std::shared_future<int>
// class: std::shared_lock = std::shared_lock<std::shared_timed_mutex>
// class: std::unique_lock = std::unique_lock<std::timed_mutex>

// absent: std::atomic_flag_wait (libstdc++ 12 forgot it)
// absent: std::atomic_flag_wait_explicit (libstdc++ 12 forgot it)
// absent: std::chrono::reload_tzdb (C++20, libstdc++ 14)
// absent: std::chrono::remote_version (C++20, libstdc++ 14)
// absent: std::expected::and_then (C++23, libstdc++ 13)
// absent: std::expected::or_else (C++23, libstdc++ 13)
// absent: std::expected::transform (C++23, libstdc++ 13)
// absent: std::expected::transform_error (C++23, libstdc++ 13)
// absent: std::filesystem::operator<< (a hidden friend of path, which no using-declaration finds)
// absent: std::filesystem::operator>> (a hidden friend of path, which no using-declaration finds)
// absent: std::print (C++23, libstdc++ 14)
// absent: std::println (C++23, libstdc++ 14)
// absent: std::vprint_nonunicode (C++23, libstdc++ 14)
// absent: std::vprint_nonunicode_buffered (C++23, libstdc++ 15)
// absent: std::vprint_unicode (C++23, libstdc++ 14)
