// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// absent: libssh2_userauth_publickey_sk (libssh2 1.11)
// absent: libssh2_channel_direct_streamlocal_ex (libssh2 1.11)
// absent: libssh2_sftp_open_ex_r (libssh2 1.11)
// absent: libssh2_sftp_posix_rename_ex (libssh2 1.11)
// absent: libssh2_agent_sign (libssh2 1.11)
#include <libssh2.h>
#include <libssh2_sftp.h>
#include <libssh2_publickey.h>
