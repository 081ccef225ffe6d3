// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// absent: crypt_checkpass (OpenBSD)
// absent: crypt_newhash (OpenBSD)
// absent: bcrypt_checkpass (OpenBSD)
// absent: bcrypt_newhash (OpenBSD)
// absent: bcrypt_pbkdf (OpenBSD)
// absent: bcrypt_hashpw (rg3/bcrypt)
// absent: bcrypt_checkpw (rg3/bcrypt)
#include <crypt.h>
