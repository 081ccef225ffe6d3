// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// flags: -I/usr/include/libmongoc-1.0 -I/usr/include/libbson-1.0
// absent: mongoc_bulkwrite_execute (libmongoc 1.28)
// absent: mongoc_client_encryption_create_encrypted_collection (libmongoc 1.24)
// absent: mongoc_client_encryption_encrypt_expression (libmongoc 1.24)
// absent: mongoc_collection_create_indexes_with_opts (libmongoc 1.24)
#include <mongoc/mongoc.h>
