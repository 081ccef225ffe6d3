// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "plugin.hpp"

#include <dlfcn.h>

#include <stdexcept>

namespace kv {

void Plugin::Close::operator()(void *library) const { ::dlclose(library); }

Plugin::Plugin(const std::string &file) {
  if (file.empty())
    return;
  library_.reset(::dlopen(file.c_str(), RTLD_NOW));
  if (library_)
    answer_ =
        reinterpret_cast<decltype(answer_)>(::dlsym(library_.get(), "answer"));
  if (!answer_)
    throw std::runtime_error("no plugin: " + file);
}

std::string Plugin::answer(const std::string &question) const {
  char reply[256] = {};
  answer_(question.c_str(), reply, sizeof reply - 1);
  return reply;
}

} // namespace kv
