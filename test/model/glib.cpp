// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// flags: -I/usr/include/glib-2.0 -I/usr/include/gio-unix-2.0
// flags: -I/usr/lib/x86_64-linux-gnu/glib-2.0/include -I/usr/lib/aarch64-linux-gnu/glib-2.0/include
// absent: g_socket_receive_bytes (GLib 2.80)
// absent: g_socket_receive_bytes_from (GLib 2.80)
#define GLIB_DISABLE_DEPRECATION_WARNINGS
#include <gio/gio.h>
#include <gio/gunixconnection.h>
#include <glib/gstdio.h>
#include <gmodule.h>
