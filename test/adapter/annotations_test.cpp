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
COROLINT_OFFLOAD_SINK int offload_sink() { return 5; }
COROLINT_CONTEXT_SWITCH COROLINT_ALLOW_BLOCKING int context_switch() {
  return 6;
}

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
static_assert(
    TEXT(COROLINT_OFFLOAD_SINK) ==
    std::string_view("[[clang::annotate(\"corolint::offload_sink\")]]"));
static_assert(
    TEXT(COROLINT_CONTEXT_SWITCH) ==
    std::string_view("[[clang::annotate(\"corolint::context_switch\")]]"));
#else
static_assert(std::string_view(TEXT(COROLINT_OFFLOAD_SINK)).empty());
static_assert(std::string_view(TEXT(COROLINT_CONTEXT_SWITCH)).empty());
static_assert(std::string_view(TEXT(COROLINT_BLOCKING)).empty());
static_assert(std::string_view(TEXT(COROLINT_NONBLOCKING)).empty());
static_assert(std::string_view(TEXT(COROLINT_ALLOW_BLOCKING)).empty());
#endif

} // namespace

int main() {
  CHECK(blocking() + nonblocking() + allow_blocking() + device().read() +
            offload_sink() + context_switch() ==
        21);
}
