// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop on io_uring that waits in the way that its argument names, for timeouts, and stalls in one of them.
#include <cstring>
#include <liburing.h>
#include <sys/syscall.h>
#include <unistd.h>

static void on_timeout(int number) {
  if (number == 1)
    usleep(200'000);
}

static io_uring_cqe *wait(io_uring &ring, const char *way) {
  io_uring_cqe *done = nullptr;
  __kernel_timespec hour{3600, 0};
  if (strcmp(way, "io_uring_submit_and_wait"))
    io_uring_submit(&ring);
  if (!strcmp(way, "io_uring_wait_cqe"))
    io_uring_wait_cqe(&ring, &done);
  else if (!strcmp(way, "io_uring_wait_cqe_timeout"))
    io_uring_wait_cqe_timeout(&ring, &done, &hour);
  else if (!strcmp(way, "io_uring_submit_and_wait"))
    io_uring_submit_and_wait(&ring, 1);
  else if (!strcmp(way, "io_uring_enter"))
    syscall(SYS_io_uring_enter, ring.ring_fd, 0, 1, IORING_ENTER_GETEVENTS, nullptr, 8);
  if (!done)
    io_uring_peek_cqe(&ring, &done);
  return done;
}

int main(int, char **argv) {
  io_uring ring;
  if (io_uring_queue_init(8, &ring, 0) != 0)
    return 1;
  for (int i = 0; i < 4; ++i) {
    __kernel_timespec time{0, 150'000'000};
    io_uring_prep_timeout(io_uring_get_sqe(&ring), &time, 0, 0);
    io_uring_cqe *done = wait(ring, argv[1]);
    if (!done || done->res != -ETIME)
      return 2;
    io_uring_cqe_seen(&ring, done);
    on_timeout(i);
  }
}
