// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// readline and ncurses.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <cstdio>
#include <curses.h>
#include <readline/history.h>
#include <readline/readline.h>

task<void> tick();

task<void> readline_bad() {
  char *line = readline("> "); // warns: (console)
  rl_read_key(); // warns: (console)
  read_history("file"); // warns: (file)
  write_history("file"); // warns: (file)
  co_await tick();
  (void)line;
}

task<void> readline_ok(char *line) {
  add_history(line);
  rl_callback_handler_install("> ", nullptr);
  rl_callback_read_char();
  using_history();
  co_await tick();
}

task<void> curses_bad(WINDOW *window, char *text) {
  getch(); // warns: (console)
  wgetch(window); // warns: (console)
  wgetnstr(window, text, 1); // warns: (console)
  scanw("%s", text); // warns: (console)
  napms(10); // warns: (sleep)
  scr_dump("file"); // warns: (file)
  co_await tick();
}

task<void> curses_without_delay_ok(WINDOW *window) {
  nodelay(window, TRUE);
  wgetch(window);
  nodelay(stdscr, true);
  getch();
  wrefresh(window);
  ungetch('x');
  napms(0);
  co_await tick();
}

task<void> curses_tests_ok() {
  while (getch() == ERR)
    co_await tick();
}
