// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Combinators that take whatever they are given, for the tests of this folder.
#pragma once
#include "task.hpp"
#include <memory>
#include <string>
#include <tuple>
#include <vector>

task<int> number();
task<int> other(int value);
task<std::string> text();
task<void> nothing();
task<task<int>> nested();

struct executor {};
task<std::shared_ptr<executor>> current_executor();

template <class T> struct result_of { using type = T; };
template <class T> struct result_of<task<T>> { using type = T; };
template <> struct result_of<task<void>> { using type = std::nullptr_t; };
template <class T> using result_of_t = typename result_of<T>::type;

template <class... T> task<std::tuple<result_of_t<T>...>> when_all(T... tasks) {
  throw 1;
  co_return std::tuple<result_of_t<T>...>();
}
template <class T> task<std::vector<result_of_t<T>>> when_all(std::vector<T> tasks);
template <class... T> task<int> when_any(T &&...tasks);
template <class... T> task<int> race(std::shared_ptr<executor> where, T &&...tasks);
template <class... T> task<void> gather(const T &...tasks);
template <class T> task<void> collect_all(std::vector<T> tasks, int limit);

template <class T> bool any_of(T first, T second);
template <class... T> task<void> log_all(T... values);
