// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// {fmt} and logging libraries, as a project has them that brings them with it:
// their bodies are in sight.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <cstdio>
#include <fstream>

namespace fmt {
inline namespace v9 {
namespace detail {
inline void print(FILE *file, const char *text) { fwrite(text, 1, 1, file); }
} // namespace detail
inline void vprint(FILE *file, const char *text) { detail::print(file, text); }
inline void vprint(const char *text) { vprint(stdout, text); }
template <class... A> void print(FILE *file, const char *text, A &&...) { vprint(file, text); }
template <class... A> void print(const char *text, A &&...) { vprint(text); }
template <class... A> void print(std::ostream &out, const char *text, A &&...) { out << text; }
inline void printf(const char *text) { vprint(stdout, text); }
class ostream {
public:
  template <class... A> void print(const char *text, A &&...) { detail::print(file, text); }

private:
  FILE *file;
};
ostream output_file(const char *name);
} // namespace v9
} // namespace fmt

namespace spdlog {
namespace sinks {
struct file_sink {
  void log(const char *text) { fwrite(text, 1, 1, file); }
  FILE *file;
};
} // namespace sinks
struct logger {
  void info(const char *text) { sink.log(text); }
  sinks::file_sink sink;
};
logger &default_logger();
template <class... A> void info(const char *text, A &&...) { default_logger().info(text); }
} // namespace spdlog

namespace easylog {
template <int Id> struct logger {
  void operator+=(const char *text) { fwrite(text, 1, 1, file); }
  FILE *file;
};
} // namespace easylog

namespace project {
inline void log(FILE *file) { fwrite("a", 1, 1, file); }
} // namespace project

task<void> tick();

task<void> fmt_ok(int value, std::ostream &out) {
  fmt::print("a {}\n", value);
  fmt::print(stderr, "a {}\n", value);
  fmt::print(out, "a {}\n", value);
  fmt::vprint("a");
  fmt::printf("a");
  co_await tick();
}

task<void> fmt_bad(FILE *file, std::ofstream &out) {
  fmt::print(file, "a {}\n", 1); // warns: 'fmt::print' blocks the thread that runs coroutine 'fmt_bad' (file)
  fmt::print(out, "a"); // warns: 'fmt::print' blocks
  auto written = fmt::output_file("a"); // warns: 'fmt::output_file' blocks
  written.print("a {}", 1); // warns: 'fmt::ostream::print' blocks
  co_await tick();
}

task<void> log_ok(spdlog::logger &logger, easylog::logger<0> &easy) {
  spdlog::info("a {}", 1);
  logger.info("a");
  easy += "a";
  co_await tick();
}

task<void> own_log_bad(FILE *file) {
  project::log(file); // warns: 'project::log' blocks
  co_await tick();
}
