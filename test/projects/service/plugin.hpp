// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What others add to the service: a shared library with the function
//
//   extern "C" void answer(const char *question, char *reply,
//                          std::size_t size);
#pragma once

#include <memory>
#include <string>

namespace kv {

class Plugin {
public:
  /// Loads the library, which may block: before the loop runs. Without a file
  /// there is no plugin.
  explicit Plugin(const std::string &file);

  explicit operator bool() const { return library_ != nullptr; }

  /// What the plugin says to that; it has to be there.
  std::string answer(const std::string &question) const;

private:
  struct Close {
    void operator()(void *library) const;
  };
  std::unique_ptr<void, Close> library_;
  void (*answer_)(const char *, char *, std::size_t) = nullptr;
};

} // namespace kv
