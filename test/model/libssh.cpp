// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// absent: ssh_channel_get_exit_state (libssh 0.11)
// flags: -fno-access-control
#define WITH_SERVER
#include <libssh/libssh.h>
#include <libssh/server.h>
#include <libssh/sftp.h>
#include <libssh/libsshpp.hpp>
