// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// GLib and GIO: each synchronous function beside its asynchronous one.
// RUN: %lint %s blocking-call,sync-wait -o Kinds=sleep,wait,network,dns,file,filesystem,process,ipc,lock -- \
// RUN:   -I /usr/include/glib-2.0 -I /usr/include/gio-unix-2.0 \
// RUN:   -I /usr/lib/x86_64-linux-gnu/glib-2.0/include -I /usr/lib/aarch64-linux-gnu/glib-2.0/include
#include "task.hpp"
#include <fcntl.h>
#define GLIB_DISABLE_DEPRECATION_WARNINGS
#include <gio/gio.h>
#include <gio/gunixconnection.h>
#include <glib/gstdio.h>
#include <gmodule.h>

void done(GObject *, GAsyncResult *, void *);

task<void> tick();

task<void> glib_bad(GThread *t, GMutex *m, GCond *c, GAsyncQueue *q, GMainLoop *l, GMainContext *ctx, GSubprocess *sp,
                    GFile *f, GInputStream *in, GSocket *so, GSocketClient *cl, GResolver *r, GDBusProxy *px,
                    GThreadPool *tp, char *buf, GError **err, char **out) {
  g_usleep(1000); // warns: (sleep)
  g_thread_join(t); // warns: (wait)
  g_thread_pool_free(tp, FALSE, TRUE); // warns: (wait)
  g_mutex_lock(m); // warns: (lock)
  g_cond_wait(c, m); // warns: (wait)
  g_async_queue_pop(q); // warns: (wait)
  g_async_queue_timeout_pop(q, 100); // warns: (wait)
  g_main_loop_run(l); // warns sync-wait: 'g_main_loop_run'
  g_main_context_iteration(ctx, TRUE); // warns sync-wait: 'g_main_context_iteration'
  g_spawn_command_line_sync("ls", out, nullptr, nullptr, err); // warns: (process)
  g_subprocess_wait(sp, nullptr, err); // warns: (process)
  g_subprocess_communicate_utf8(sp, nullptr, nullptr, out, nullptr, err); // warns: (process)
  g_file_get_contents("f", out, nullptr, err); // warns: (file)
  g_file_load_contents(f, nullptr, out, nullptr, nullptr, err); // warns: (file)
  g_file_query_exists(f, nullptr); // warns: (filesystem)
  g_file_test("f", G_FILE_TEST_EXISTS); // warns: (filesystem)
  g_open("f", 0, 0); // warns: (file)
  g_unlink("f"); // warns: (filesystem)
  g_input_stream_read(in, buf, 4, nullptr, err); // warns: (file)
  g_socket_receive(so, buf, 4, nullptr, err); // warns: (network)
  g_socket_client_connect_to_host(cl, "h", 80, nullptr, err); // warns: (network)
  g_resolver_lookup_by_name(r, "h", nullptr, err); // warns: (dns)
  g_bus_get_sync(G_BUS_TYPE_SESSION, nullptr, err); // warns: (ipc)
  g_dbus_proxy_call_sync(px, "M", nullptr, G_DBUS_CALL_FLAGS_NONE, -1, nullptr, err); // warns: (ipc)
  co_await tick(); // warns lock-across-await: 'm'
}

task<void> glib_ok(GMutex *m, GCond *c, GAsyncQueue *q, GMainLoop *l, GMainContext *ctx, GSubprocess *sp, GFile *f,
                   GInputStream *in, GSocket *so, GSocketClient *cl, GDBusConnection *bus, GDBusProxy *px,
                   GThreadPool *tp, char *buf, GError **err) {
  co_await tick();
  g_usleep(0);
  g_thread_new("x", [](void *) -> void * { g_usleep(5); return nullptr; }, nullptr);
  g_thread_pool_free(tp, FALSE, FALSE);
  g_mutex_trylock(m);
  g_cond_signal(c);
  g_async_queue_try_pop(q);
  g_async_queue_timeout_pop(q, 0);
  g_async_queue_push(q, buf);
  g_main_loop_quit(l);
  g_main_context_iteration(ctx, FALSE);
  g_spawn_command_line_async("ls", err);
  g_subprocess_wait_async(sp, nullptr, done, nullptr);
  g_file_load_contents_async(f, nullptr, done, nullptr);
  g_file_new_for_path("f");
  g_file_get_path(f);
  g_input_stream_read_async(in, buf, 4, 0, nullptr, done, nullptr);
  g_pollable_input_stream_read_nonblocking(G_POLLABLE_INPUT_STREAM(in), buf, 4, nullptr, err);
  g_socket_receive_with_blocking(so, buf, 4, FALSE, nullptr, err);
  g_socket_condition_timed_wait(so, G_IO_IN, 0, nullptr, err);
  g_socket_client_connect_to_host_async(cl, "h", 80, nullptr, done, nullptr);
  g_bus_get(G_BUS_TYPE_SESSION, nullptr, done, nullptr);
  g_dbus_proxy_call(px, "M", nullptr, G_DBUS_CALL_FLAGS_NONE, -1, nullptr, done, nullptr);
  g_dbus_connection_emit_signal(bus, nullptr, "/", "i", "s", nullptr, err);
  g_idle_add([](void *) -> gboolean { g_usleep(5); return FALSE; }, nullptr);
}
