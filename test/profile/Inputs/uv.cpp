// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libuv's loop: one timer stalls, and work on the pool takes its time.
#include <unistd.h>
#include <uv.h>

static void on_timer(uv_timer_t *timer) {
  usleep(200'000);
  uv_close(reinterpret_cast<uv_handle_t *>(timer), nullptr);
}

static void on_first(uv_timer_t *timer) { uv_timer_start(timer, on_timer, 1, 0); }

int main() {
  uv_timer_t timer;
  uv_timer_init(uv_default_loop(), &timer);
  uv_timer_start(&timer, on_first, 1, 0);
  uv_work_t work;
  uv_queue_work(uv_default_loop(), &work, [](uv_work_t *) { usleep(400'000); }, [](uv_work_t *, int) {});
  uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}
