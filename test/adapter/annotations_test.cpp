// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The marks compile where they belong, and are there for Clang alone.

#include "check.hpp"

#include <string_view>

#include <corolint/annotations.hpp>

#define TEXT_OF(...) #__VA_ARGS__
#define TEXT(...) TEXT_OF(__VA_ARGS__)

namespace {

COROLINT_BLOCKING int blocking() { return 1; }
COROLINT_NONBLOCKING int nonblocking() { return 2; }
COROLINT_ALLOW_BLOCKING int allow_blocking() { return 3; }

struct device {
  COROLINT_BLOCKING int read() { return 4; }
};

#if defined(__clang__)
static_assert(TEXT(COROLINT_BLOCKING) ==
              std::string_view("[[clang::annotate(\"corolint::blocking\")]]"));
static_assert(
    TEXT(COROLINT_NONBLOCKING) ==
    std::string_view("[[clang::annotate(\"corolint::nonblocking\")]]"));
static_assert(
    TEXT(COROLINT_ALLOW_BLOCKING) ==
    std::string_view("[[clang::annotate(\"corolint::allow_blocking\")]]"));
#else
static_assert(std::string_view(TEXT(COROLINT_BLOCKING)).empty());
static_assert(std::string_view(TEXT(COROLINT_NONBLOCKING)).empty());
static_assert(std::string_view(TEXT(COROLINT_ALLOW_BLOCKING)).empty());
#endif

} // namespace

int main() {
  CHECK(blocking() + nonblocking() + allow_blocking() + device().read() == 10);
}
