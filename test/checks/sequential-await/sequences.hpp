// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tasks to await, for the tests of this folder.
#pragma once
#include "eager.hpp"
#include "task.hpp"
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

task<int> fetch(int id);
task<int> length(const std::string &text);
task<int> append(std::string &text);
task<int> step(int state, int id);
task<std::pair<int, int>> both();
task<void> work();
eager begun();
void use(int, int);

struct store {
  task<int> get(int id) const;
  task<int> put(int id);
  task<void> flush();
};
task<int> save(store *to);
task<int> share(std::shared_ptr<store> with);

template <class A, class B> task<std::pair<A, B>> when_all(task<A> first, task<B> second);
