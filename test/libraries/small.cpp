// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Small libraries: libusb, c-ares, libsodium, argon2, libxcrypt.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <ares.h>
#include <argon2.h>
#include <crypt.h>
#include <libusb-1.0/libusb.h>
#include <sodium.h>

task<void> tick();

task<void> usb_bad(libusb_device_handle *h, libusb_context *ctx) {
  unsigned char data[8];
  int n;
  timeval zero = {0, 0}, second = {1, 0};
  libusb_bulk_transfer(h, 1, data, 8, &n, 1000); // warns: (file)
  libusb_interrupt_transfer(h, 1, data, 8, &n, 0); // warns: (file)
  libusb_control_transfer(h, 0, 0, 0, 0, data, 8, 0); // warns: (file)
  libusb_handle_events(ctx); // warns: (wait)
  libusb_handle_events_timeout(ctx, &second); // warns: (wait)
  libusb_get_string_descriptor_ascii(h, 1, data, 8); // warns: (file)
  libusb_reset_device(h); // warns: (file)
  co_await tick();
}

task<void> usb_ok(libusb_device_handle *h, libusb_context *ctx, libusb_transfer *t) {
  timeval zero = {0, 0}, second = {1, 0};
  libusb_submit_transfer(t);
  libusb_handle_events_timeout(ctx, &zero);
  libusb_handle_events_timeout_completed(ctx, &zero, nullptr);
  libusb_claim_interface(h, 0);
  libusb_close(h);
  co_await tick();
}

task<void> dns_bad(ares_channel c, hostent **h) {
  ares_gethostbyname_file(c, "h", AF_INET, h); // warns: (dns)
  co_await tick();
}

task<void> dns_ok(ares_channel c) {
  ares_getaddrinfo(c, "h", nullptr, nullptr, nullptr, nullptr);
  ares_process_fd(c, 1, 2);
  co_await tick();
}

task<void> passwords_bad() {
  unsigned char key[32], salt[crypto_pwhash_SALTBYTES];
  char hash[crypto_pwhash_STRBYTES];
  crypto_pwhash(key, 32, "p", 1, salt, 2, 1 << 26, crypto_pwhash_ALG_DEFAULT); // warns: (cpu)
  crypto_pwhash_str(hash, "p", 1, 2, 1 << 26); // warns: (cpu)
  if (crypto_pwhash_str_verify(hash, "p", 1) == 0) // warns: (cpu)
    crypto_pwhash_str_needs_rehash(hash, 2, 1 << 26);
  argon2id_hash_raw(2, 1 << 16, 1, "p", 1, salt, 16, key, 32); // warns: (cpu)
  argon2id_verify(hash, "p", 1); // warns: (cpu)
  crypt("p", "$y$x"); // warns: (cpu)
  crypt_data d{};
  crypt_r("p", "$y$x", &d); // warns: (cpu)
  co_await tick();
}

task<void> passwords_ok() {
  unsigned char key[32], salt[crypto_pwhash_SALTBYTES];
  crypto_generichash(key, 32, salt, 16, nullptr, 0);
  randombytes_buf(key, 32);
  argon2_encodedlen(2, 1 << 16, 1, 16, 32, Argon2_id);
  crypt_gensalt("$y$", 0, nullptr, 0);
  co_await tick();
}
