// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MongoDB by the C driver.
// RUN: %lint %s blocking-call -- -I /usr/include/libmongoc-1.0 -I /usr/include/libbson-1.0
#include "task.hpp"
#include <mongoc/mongoc.h>

task<void> tick();

task<void> mongoc_blocking_bad(mongoc_client_pool_t *pool, mongoc_collection_t *c, bson_t *b, mongoc_stream_t *s) {
  mongoc_client_t *client = mongoc_client_pool_pop(pool); // warns: mongoc_client_pool_pop
  mongoc_collection_insert_one(c, b, nullptr, nullptr, nullptr); // warns: mongoc_collection_insert_one
  mongoc_collection_update_many(c, b, b, nullptr, nullptr, nullptr); // warns: mongoc_collection_update_many
  mongoc_collection_count_documents(c, b, nullptr, nullptr, nullptr, nullptr); // warns: count_documents
  mongoc_client_command_simple(client, "d", b, nullptr, nullptr, nullptr); // warns: mongoc_client_command_simple
  mongoc_cursor_t *cursor = mongoc_collection_find_with_opts(c, b, nullptr, nullptr);
  const bson_t *doc;
  while (mongoc_cursor_next(cursor, &doc)) // warns: mongoc_cursor_next
    ;
  mongoc_change_stream_t *changes = mongoc_collection_watch(c, b, nullptr); // warns: mongoc_collection_watch
  mongoc_change_stream_next(changes, &doc); // warns: mongoc_change_stream_next
  mongoc_bulk_operation_t *bulk = mongoc_collection_create_bulk_operation_with_opts(c, nullptr);
  mongoc_bulk_operation_insert(bulk, b);
  mongoc_bulk_operation_execute(bulk, nullptr, nullptr); // warns: mongoc_bulk_operation_execute
  mongoc_stream_read(s, nullptr, 0, 0, 100); // warns: mongoc_stream_read
  mongoc_client_get_database_names_with_opts(client, nullptr, nullptr); // warns: get_database_names
  co_await tick();
}

task<void> mongoc_ok(mongoc_client_pool_t *pool, mongoc_client_t *client, mongoc_collection_t *c, bson_t *b,
                     mongoc_stream_t *s) {
  mongoc_client_new("mongodb://h");
  mongoc_client_pool_try_pop(pool);
  mongoc_client_get_collection(client, "d", "c");
  mongoc_collection_aggregate(c, MONGOC_QUERY_NONE, b, nullptr, nullptr);
  mongoc_stream_read(s, nullptr, 0, 0, 0);
  mongoc_client_pool_push(pool, client);
  mongoc_collection_destroy(c);
  co_await tick();
}
