// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// absent: SSL_write_ex2 (OpenSSL 3.3)
// absent: SSL_shutdown_ex (OpenSSL 3.2)
// absent: SSL_accept_stream (OpenSSL 3.2)
// absent: SSL_accept_connection (OpenSSL 3.5)
// absent: SSL_poll (OpenSSL 3.3)
// absent: OSSL_sleep (OpenSSL 3.2)
#include <openssl/bio.h>
#include <openssl/cmp.h>
#include <openssl/cms.h>
#include <openssl/conf.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/http.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/store.h>
#include <openssl/ui.h>
#include <openssl/x509.h>
