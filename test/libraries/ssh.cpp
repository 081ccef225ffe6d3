// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libssh, its C++ wrapper, and libssh2, blocking and not.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <libssh/libssh.h>
#include <libssh/libsshpp.hpp>
#include <libssh/sftp.h>
#include <libssh2.h>
#include <libssh2_sftp.h>

task<void> tick();

task<void> libssh_session_bad(ssh_session s, ssh_channel c, ssh_event event, sftp_session sftp) {
  char buffer[64];
  ssh_connect(s); // warns: (network)
  ssh_userauth_password(s, nullptr, "p"); // warns: (network)
  ssh_channel_open_session(c); // warns: (network)
  ssh_channel_request_exec(c, "ls"); // warns: (network)
  ssh_channel_read(c, buffer, sizeof buffer, 0); // warns: (network)
  ssh_channel_read_timeout(c, buffer, sizeof buffer, 0, 100); // warns: (network)
  ssh_channel_write(c, "x", 1); // warns: (network)
  ssh_event_dopoll(event, 100); // warns: (network)
  sftp_init(sftp); // warns: (network)
  sftp_file f = sftp_open(sftp, "/x", 0, 0); // warns: (network)
  sftp_read(f, buffer, sizeof buffer); // warns: (network)
  sftp_stat(sftp, "/x"); // warns: (network)
  ssh_key key;
  ssh_pki_import_privkey_file("k", nullptr, nullptr, nullptr, &key); // warns: (file)
  co_await tick();
}

task<void> libssh_session_ok(ssh_session s, ssh_channel c, ssh_event event) {
  char buffer[64];
  ssh_options_set(s, SSH_OPTIONS_HOST, "h");
  ssh_channel_read_timeout(c, buffer, sizeof buffer, 0, 0);
  ssh_channel_read_nonblocking(c, buffer, sizeof buffer, 0);
  ssh_channel_poll(c, 0);
  ssh_channel_is_eof(c);
  ssh_event_dopoll(event, 0);
  ssh_free(s);
  co_await tick();
}

task<void> libssh_nonblocking_ok(ssh_session s) {
  char buffer[64];
  ssh_set_blocking(s, 0);
  while (ssh_connect(s) == SSH_AGAIN)
    co_await tick();
}

task<void> sftp_nonblocking_ok(sftp_file f) {
  char buffer[64];
  sftp_file_set_nonblocking(f);
  sftp_async_read(f, buffer, 64, 1);
  co_await tick();
}

task<void> libsshpp_bad(ssh::Session &s, ssh::Channel &c) {
  char buffer[64];
  s.connect(); // warns: (network)
  s.userauthPublickeyAuto(); // warns: (network)
  c.openSession(); // warns: (network)
  c.requestExec("ls"); // warns: (network)
  c.read(buffer, size_t(64), false, 100); // warns: (network)
  co_await tick();
}

task<void> libsshpp_ok(ssh::Session &s, ssh::Channel &c) {
  char buffer[64];
  s.setOption(SSH_OPTIONS_HOST, "h");
  c.read(buffer, size_t(64), false, 0);
  c.readNonblocking(buffer, 64);
  c.isEof();
  co_await tick();
}

task<void> libssh2_session_bad(LIBSSH2_SESSION *s, LIBSSH2_CHANNEL *c, LIBSSH2_SFTP *sftp, int fd) {
  char buffer[64];
  libssh2_session_handshake(s, fd); // warns: (network)
  libssh2_userauth_password(s, "u", "p"); // warns: (network)
  libssh2_channel_open_session(s); // warns: (network)
  libssh2_channel_exec(c, "ls"); // warns: (network)
  libssh2_channel_read(c, buffer, sizeof buffer); // warns: (network)
  libssh2_channel_write(c, "x", 1); // warns: (network)
  libssh2_sftp_opendir(sftp, "/"); // warns: (network)
  libssh2_sftp_mkdir(sftp, "/x", 0); // warns: (network)
  co_await tick();
}

task<void> libssh2_session_ok(LIBSSH2_SESSION *s, LIBSSH2_CHANNEL *c) {
  libssh2_channel_eof(c);
  libssh2_session_free(s);
  co_await tick();
}

task<void> libssh2_nonblocking_ok(LIBSSH2_SESSION *s, LIBSSH2_CHANNEL *c) {
  char buffer[64];
  libssh2_session_set_blocking(s, 0);
  while (libssh2_channel_read(c, buffer, sizeof buffer) == LIBSSH2_ERROR_EAGAIN)
    co_await tick();
}

task<void> libssh_rarer_bad(ssh_session s, ssh_channel c, ssh_bind server, ssh_scp scp, timeval *time, char *text) {
  ssh_channel_poll_timeout(c, 100, 0); // warns: (network)
  ssh_channel_get_exit_status(c); // warns: (network)
  ssh_channel_select(nullptr, nullptr, nullptr, time); // warns: (network)
  ssh_bind_accept(server, s); // warns: (network)
  ssh_scp_init(scp); // warns: (network)
  ssh_getpass("?", text, 1, 0, 0); // warns: (console)
  co_await tick();
}

task<void> libssh2_rarer_bad(LIBSSH2_SESSION *s, LIBSSH2_CHANNEL *c, LIBSSH2_AGENT *agent, LIBSSH2_KNOWNHOSTS *known,
                             libssh2_struct_stat *info) {
  libssh2_channel_wait_closed(c); // warns: (network)
  libssh2_scp_recv2(s, "f", info); // warns: (network)
  libssh2_agent_connect(agent); // warns: (ipc)
  libssh2_knownhost_readfile(known, "f", LIBSSH2_KNOWNHOST_FILE_OPENSSH); // warns: (file)
  co_await tick();
}
