// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// liburing: what waits for completions.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <liburing.h>

task<void> tick();

task<void> waits_bad(io_uring *ring, io_uring_cqe **done, __kernel_timespec *time) {
  io_uring_wait_cqe(ring, done); // warns: 'io_uring_wait_cqe'
  io_uring_wait_cqe_nr(ring, done, 2); // warns: (wait)
  io_uring_wait_cqe_timeout(ring, done, time); // warns: (wait)
  io_uring_wait_cqe_timeout(ring, done, nullptr); // warns: (wait)
  io_uring_wait_cqes(ring, done, 1, nullptr, nullptr); // warns: (wait)
  io_uring_submit_and_wait(ring, 1); // warns: (wait)
  io_uring_submit_and_wait_timeout(ring, done, 1, time, nullptr); // warns: (wait)
  io_uring_enter(ring->ring_fd, 1, 1, IORING_ENTER_GETEVENTS, nullptr); // warns: (wait)
  co_await tick();
}

task<void> asks_ok(io_uring *ring, io_uring_cqe **done) {
  __kernel_timespec none = {};
  io_uring_sqe *request = io_uring_get_sqe(ring);
  io_uring_prep_nop(request);
  io_uring_submit(ring);
  io_uring_submit_and_wait(ring, 0);
  // It waits for one entry of a full queue at most, which the kernel takes.
  io_uring_sqring_wait(ring);
  io_uring_submit_and_get_events(ring);
  io_uring_peek_cqe(ring, done);
  io_uring_peek_batch_cqe(ring, done, 1);
  io_uring_get_events(ring);
  io_uring_wait_cqe_timeout(ring, done, &none);
  io_uring_wait_cqes(ring, done, 1, &none, nullptr);
  io_uring_enter(ring->ring_fd, 1, 0, 0, nullptr);
  io_uring_cqe_seen(ring, *done);
  co_await tick();
}
