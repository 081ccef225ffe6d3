// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flags/flags.hpp"
#include "made.hpp"
#include "own.hpp"
#include "rt/tasks.hpp"
#include "told.hpp"
#include <third_party.hpp>

#ifndef flags_EXPORTS
#error this is no part of a shared library
#endif
#ifdef SECOND
#error a flag of another file
#endif
#ifdef __GXX_RTTI
#error an option is missing
#endif

namespace flags {

static int once = MADE;

task<std::size_t> first() {
  std::string greeting = GREETING;
  std::abs(once + OWN + TOLD);
  made(); // warns: 'flags::made' blocks // chain: flags::made@flags/made.cpp:7
  second(); // warns: 'flags::second' blocks // chain: flags::second@flags/second.cpp:13
  third(); // warns: 'flags::third' blocks // chain: flags::third@flags/third.c:10
  co_await rt::tick();
  co_return greeting.size();
}

} // namespace flags
