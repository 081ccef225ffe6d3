// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libuv: its file functions block without a callback.
// RUN: %lint %s blocking-call,sync-wait -o Kinds=sleep,wait,dns,file,filesystem,lock
#include "task.hpp"
#include <uv.h>

void done(uv_fs_t *);
void resolved(uv_getaddrinfo_t *, int, addrinfo *);

task<void> tick();

task<void> files_bad(uv_loop_t *loop, uv_fs_t *req, uv_buf_t *bufs, uv_getaddrinfo_t *gai) {
  uv_fs_open(loop, req, "a", 0, 0, nullptr); // warns: (file)
  uv_fs_open(loop, req, "a", 0, 0, NULL); // warns: (file)
  uv_fs_read(loop, req, 3, bufs, 1, -1, NULL); // warns: (file)
  uv_fs_stat(loop, req, "a", NULL); // warns: (filesystem)
  uv_fs_scandir(loop, req, "a", 0, nullptr); // warns: (filesystem)
  uv_fs_mkdir(loop, req, "d", 0777, NULL); // warns: (filesystem)
  uv_fs_utime(loop, req, "d", 0, 0, NULL); // warns: (filesystem)
  uv_getaddrinfo(loop, gai, NULL, "host", "80", NULL); // warns: (dns)
  uv_run(loop, UV_RUN_DEFAULT); // warns sync-wait: 'uv_run'
  uv_run(loop, UV_RUN_ONCE); // warns sync-wait: 'uv_run'
  uv_sleep(10); // warns: (sleep)
  co_await tick();
}

task<void> files_ok(uv_loop_t *loop, uv_fs_t *req, uv_buf_t *bufs, uv_fs_cb cb, uv_getaddrinfo_t *gai, uv_work_t *work,
                    uv_stream_t *stream, uv_write_t *w) {
  uv_fs_open(NULL, req, "a", 0, 0, done);
  uv_fs_open(loop, req, "a", 0, 0, cb);
  uv_fs_read(loop, req, 3, bufs, 1, -1, done);
  uv_fs_read(loop, req, 3, bufs, 1, -1, [](uv_fs_t *) { uv_sleep(5); });
  uv_fs_stat(loop, req, "a", done);
  uv_fs_scandir_next(req, nullptr);
  uv_fs_close(loop, req, 3, NULL);
  uv_getaddrinfo(loop, gai, resolved, "host", "80", NULL);
  uv_run(loop, UV_RUN_NOWAIT);
  uv_sleep(0);
  uv_queue_work(loop, work, [](uv_work_t *) { uv_sleep(5); }, nullptr);
  uv_try_write(stream, bufs, 1);
  uv_write(w, stream, bufs, 1, NULL);
  uv_stop(loop);
  co_await tick();
}

task<void> threads_bad(uv_thread_t *t, uv_sem_t *s, uv_cond_t *c, uv_mutex_t *m, uv_barrier_t *b, uv_rwlock_t *rw) {
  uv_thread_join(t); // warns: (wait)
  uv_sem_wait(s); // warns: (wait)
  uv_cond_wait(c, m); // warns: (wait)
  uv_cond_timedwait(c, m, 5); // warns: (wait)
  uv_barrier_wait(b); // warns: (wait)
  uv_mutex_lock(m); // warns: (lock)
  uv_rwlock_rdlock(rw); // warns: (lock)
  co_await tick();
}

task<void> threads_ok(uv_sem_t *s, uv_cond_t *c, uv_mutex_t *m) {
  uv_sem_trywait(s);
  uv_sem_post(s);
  uv_cond_timedwait(c, m, 0);
  uv_mutex_trylock(m);
  co_await tick();
}

task<void> rarer_bad(uv_loop_t *loop, uv_fs_t *request, uv_lib_t *library, uv_getnameinfo_t *name,
                     const sockaddr *address, uv_passwd_t *user) {
  uv_fs_fsync(loop, request, 3, nullptr); // warns: (file)
  uv_chdir("d"); // warns: (filesystem)
  uv_dlopen("a.so", library); // warns: (file)
  uv_getnameinfo(loop, name, nullptr, address, 0); // warns: (dns)
  uv_os_get_passwd(user); // warns: (dns)
  co_await tick();
}
