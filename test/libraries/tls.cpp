// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// OpenSSL and GnuTLS: sessions, files, key derivation, and sessions on what doesn't block.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <cstdio>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/gnutlsxx.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/http.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/ssl.h>

task<void> tick();

task<void> openssl_session_bad(SSL_CTX *ctx, SSL *ssl, BIO *bio) {
  char buffer[64];
  SSL_connect(ssl); // warns: (network)
  SSL_write(ssl, "x", 1); // warns: (network)
  SSL_read(ssl, buffer, sizeof buffer); // warns: (network)
  SSL_shutdown(ssl); // warns: (network)
  BIO_do_connect(bio); // warns: (network)
  SSL_CTX_use_PrivateKey_file(ctx, "key.pem", SSL_FILETYPE_PEM); // warns: (file)
  SSL_CTX_load_verify_locations(ctx, "ca.pem", nullptr); // warns: (file)
  co_await tick();
}

task<void> openssl_session_ok(SSL *ssl, BIO *bio) {
  char buffer[64];
  SSL_set_fd(ssl, 3);
  SSL_pending(ssl);
  SSL_free(ssl);
  BIO_write(bio, "x", 1);
  BIO_read(bio, buffer, sizeof buffer);
  co_await tick();
}

task<void> openssl_nonblocking_ok(SSL *ssl) {
  char buffer[64];
  int n = SSL_read(ssl, buffer, sizeof buffer);
  if (n <= 0 && SSL_get_error(ssl, n) == SSL_ERROR_WANT_READ)
    co_await tick();
  switch (SSL_get_error(ssl, SSL_do_handshake(ssl))) {
  case SSL_ERROR_WANT_READ:
  case SSL_ERROR_WANT_WRITE:
  }
  co_await tick();
}

task<void> openssl_memory_ok(SSL *ssl) {
  SSL_set_bio(ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_do_handshake(ssl);
  co_await tick();
}

task<void> openssl_keys_bad(unsigned char *key) {
  PKCS5_PBKDF2_HMAC("p", 1, key, 8, 100000, EVP_sha256(), 32, key); // warns: (cpu)
  EVP_PBE_scrypt("p", 1, key, 8, 16384, 8, 1, 0, key, 32); // warns: (cpu)
  EVP_BytesToKey(EVP_aes_256_cbc(), EVP_sha256(), key, key, 1, 10000, key, key); // warns: (cpu)
  char pass[64];
  EVP_read_pw_string(pass, sizeof pass, "?", 0); // warns: (console)
  co_await tick();
}

task<void> openssl_keys_ok(unsigned char *key, EVP_MD_CTX *digest) {
  EVP_BytesToKey(EVP_aes_256_cbc(), EVP_sha256(), key, key, 1, 1, key, key);
  EVP_DigestUpdate(digest, "x", 1);
  co_await tick();
}

task<void> openssl_files_bad() {
  BIO *file = BIO_new_file("a.pem", "r"); // warns: (file)
  FILE *f = nullptr;
  PEM_read_X509(f, nullptr, nullptr, nullptr); // warns: (file)
  co_await tick();
}

task<void> openssl_files_ok() {
  BIO *memory = BIO_new_mem_buf("x", 1);
  PEM_read_bio_X509(memory, nullptr, nullptr, nullptr);
  PEM_write_X509(stdout, nullptr);
  co_await tick();
}

task<void> gnutls_session_bad(gnutls_session_t s, gnutls_certificate_credentials_t c) {
  char buffer[64];
  gnutls_handshake(s); // warns: (network)
  gnutls_record_recv(s, buffer, sizeof buffer); // warns: (network)
  gnutls_record_send(s, "x", 1); // warns: (network)
  gnutls_bye(s, GNUTLS_SHUT_RDWR); // warns: (network)
  gnutls_heartbeat_ping(s, 10, 1, GNUTLS_HEARTBEAT_WAIT); // warns: (network)
  gnutls_certificate_set_x509_trust_file(c, "ca.pem", GNUTLS_X509_FMT_PEM); // warns: (file)
  gnutls_pbkdf2(GNUTLS_MAC_SHA256, nullptr, nullptr, 100000, buffer, 32); // warns: (cpu)
  co_await tick();
}

task<void> gnutls_session_ok(gnutls_session_t s, gnutls_certificate_credentials_t c) {
  gnutls_record_check_pending(s);
  gnutls_bye(s, GNUTLS_SHUT_WR);
  gnutls_heartbeat_ping(s, 10, 1, 0);
  gnutls_certificate_set_x509_trust_mem(c, nullptr, GNUTLS_X509_FMT_PEM);
  co_await tick();
}

task<void> gnutls_nonblocking_ok(gnutls_session_t s) {
  int n = gnutls_handshake(s);
  if (n == GNUTLS_E_AGAIN)
    co_await tick();
}

task<void> gnutls_memory_ok(gnutls_session_t s) {
  gnutls_transport_set_pull_function(s, [](gnutls_transport_ptr_t, void *, size_t) -> ssize_t { return 0; });
  gnutls_handshake(s);
  co_await tick();
}

task<void> gnutls_cpp_bad(gnutls::client_session &s) {
  char buffer[64];
  s.handshake(); // warns: (network)
  s.recv(buffer, 64); // warns: (network)
  s.send(buffer, 64); // warns: (network)
  s.bye(GNUTLS_SHUT_RDWR); // warns: (network)
  co_await tick();
}

task<void> gnutls_cpp_ok(gnutls::client_session &s) {
  s.is_resumed();
  co_await tick();
}

task<void> openssl_rarer_bad(BIO *bio, FILE *file, time_t until, gnutls_transport_ptr_t transport) {
  BIO_do_connect_retry(bio, 5, 100); // warns: (network)
  BIO_socket_wait(3, 1, until); // warns: (network)
  BIO_wait(bio, until, 100); // warns: (network)
  BIO_connect(3, nullptr, 0); // warns: (network)
  BIO_lookup("host", "80", BIO_LOOKUP_CLIENT, 0, 0, nullptr); // warns: (dns)
  OSSL_HTTP_get("http://host", nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, 0, nullptr, nullptr, 0, 1, 5); // warns: (http)
  d2i_PKCS7_fp(file, nullptr); // warns: (file)
  gnutls_system_recv_timeout(transport, 1000); // warns: (network)
  co_await tick();
}

task<void> openssl_rarer_ok(gnutls_transport_ptr_t transport) {
  gnutls_system_recv_timeout(transport, 0);
  co_await tick();
}
