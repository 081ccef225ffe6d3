// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of cpr, C++ Requests.
#pragma once
#include <string>
#include <vector>

namespace cpr {

struct Url {
  explicit Url(std::string text);
};
struct Body {
  explicit Body(std::string text);
};
struct Response {
  std::string text;
};

template <class T, bool cancellable = false> struct AsyncWrapper {
  T get();
  void wait() const;
  template <class Duration> int wait_for(const Duration &time) const;
  bool valid() const;
};
using AsyncResponse = AsyncWrapper<Response>;

template <class... Options> Response Get(Options &&...options);
template <class... Options> Response Post(Options &&...options);
template <class... Options> std::vector<Response> MultiGet(Options &&...options);
template <class... Options> AsyncResponse GetAsync(Options... options);
template <class... Options> int GetCallback(int (*then)(Response), Options... options);

struct Session {
  void SetUrl(const Url &url);
  void PrepareGet();
  Response Get();
  Response Head();
  AsyncResponse GetAsync();
};

struct MultiPerform {
  std::vector<Response> Get();
};

struct ThreadPool {
  int Submit(void (*function)());
  int Wait();
};

} // namespace cpr
