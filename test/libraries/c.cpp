// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C library: streams and C11 threads.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cwchar>
#include <threads.h>
#include <vector>
#include <algorithm>

task<void> tick();

task<void> streams_bad(FILE *file, char *text, wchar_t *wide, size_t *size, char **line) {
  std::fopen("a", "r"); // warns: (file)
  freopen("a", "r", file); // warns: (file)
  std::tmpfile(); // warns: (file)
  std::remove("a"); // warns: (filesystem)
  std::rename("a", "b"); // warns: (filesystem)
  fgetc(file); // warns: (file)
  getc(file); // warns: (file)
  fscanf(file, "%s", text); // warns: (file)
  getline(line, size, file); // warns: (file)
  getdelim(line, size, ';', file); // warns: (file)
  fgetws(wide, 1, file); // warns: (file)
  fputs("a", file); // warns: (file)
  fputc('a', file); // warns: (file)
  putc('a', file); // warns: (file)
  std::fprintf(file, "a"); // warns: (file)
  fwrite("a", 1, 1, file); // warns: (file)
  fflush(nullptr); // warns: (file)
  fseek(file, 0, SEEK_SET); // warns: (file)
  co_await tick();
}

task<void> console_bad(char *text, size_t *size, char **line) {
  getchar(); // warns: (console)
  scanf("%s", text); // warns: (console)
  fscanf(stdin, "%s", text); // warns: (console)
  getline(line, size, stdin); // warns: (console)
  fread(text, 1, 1, stdin); // warns: (console)
  getwchar(); // warns: (console)
  co_await tick();
}

task<void> output_and_memory_ok(FILE *file, char *text, std::vector<int> numbers) {
  printf("a");
  puts("a");
  putchar('a');
  fputs("a", stderr);
  fprintf(stdout, "a");
  fwrite("a", 1, 1, stdout);
  fflush(stdout);
  perror("a");
  sprintf(text, "a");
  sscanf("1", "%s", text);
  ftell(file);
  feof(file);
  setvbuf(file, nullptr, _IONBF, 0);
  fclose(file);
  FILE *memory = fmemopen(text, 1, "w");
  fputs("a", memory);
  (void)std::remove(numbers.begin(), numbers.end(), 1);
  co_await tick();
}

task<void> threads_bad(thrd_t thread, cnd_t *condition, mtx_t *mutex, const timespec *time) {
  thrd_sleep(time, nullptr); // warns: (sleep)
  thrd_join(thread, nullptr); // warns: (wait)
  cnd_wait(condition, mutex); // warns: (wait)
  cnd_timedwait(condition, mutex, time); // warns: (wait)
  co_await tick();
}

task<void> threads_ok(cnd_t *condition, mtx_t *mutex) {
  co_await tick();
  timespec none = {};
  thrd_sleep(&none, nullptr);
  cnd_timedwait(condition, mutex, &none);
  cnd_signal(condition);
  mtx_trylock(mutex);
  thrd_yield();
}
