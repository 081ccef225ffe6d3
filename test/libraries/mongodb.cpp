// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MongoDB by the C driver and by mongocxx, whose headers are a stand-in.
// RUN: %lint %s blocking-call -- -I %S/Inputs -I /usr/include/libmongoc-1.0 -I /usr/include/libbson-1.0
#include "task.hpp"
#include <mongoc/mongoc.h>
#include <mongocxx.hpp>

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

task<void> mongocxx_bad(mongocxx::pool &pool, mongocxx::gridfs::bucket &files, mongocxx::v1::collection &newer) {
  auto client = pool.acquire(); // warns: 'mongocxx::pool::acquire'
  client->list_database_names(); // warns: 'mongocxx::client::list_database_names'
  mongocxx::database database = (*client)["d"];
  database.run_command({}); // warns: 'mongocxx::database::run_command'
  database.has_collection("c"); // warns: 'mongocxx::database::has_collection'
  mongocxx::collection c = database["c"];
  c.insert_one({}); // warns: 'mongocxx::collection::insert_one'
  newer.insert_one({}); // warns: 'mongocxx::v1::collection::insert_one'
  c.find_one({}); // warns: 'mongocxx::collection::find_one'
  c.count_documents({}); // warns: 'mongocxx::collection::count_documents'
  c.distinct("a", {}); // warns: 'mongocxx::collection::distinct'
  auto found = c.find({});
  for (auto each : found) // warns: (database)
    (void)each;
  auto bulk = c.create_bulk_write();
  bulk.append(1);
  bulk.execute(); // warns: 'mongocxx::bulk_write::execute'
  c.indexes().create_one({}); // warns: 'mongocxx::index_view::create_one'
  files.delete_file(1); // warns: 'mongocxx::gridfs::bucket::delete_file'
  auto session = client->start_session();
  session.start_transaction();
  session.commit_transaction(); // warns: 'mongocxx::client_session::commit_transaction'
  co_await tick();
}

task<void> mongocxx_ok(mongocxx::pool &pool, mongocxx::client &client, mongocxx::collection &c) {
  pool.try_acquire();
  client["d"]["c"];
  c.find({});
  c.aggregate(1);
  c.indexes();
  c.create_bulk_write().append(1);
  co_await tick();
}

task<void> mongoc_parts_bad(mongoc_client_session_t *session, mongoc_database_t *database, bson_t *b,
                            mongoc_gridfs_bucket_t *bucket, mongoc_stream_t *s, mongoc_socket_t *socket) {
  mongoc_client_session_commit_transaction(session, nullptr, nullptr); // warns: 'mongoc_client_session_commit_transaction'
  mongoc_database_create_collection(database, "c", b, nullptr); // warns: 'mongoc_database_create_collection'
  mongoc_gridfs_bucket_delete_by_id(bucket, nullptr, nullptr); // warns: 'mongoc_gridfs_bucket_delete_by_id'
  mongoc_stream_write(s, nullptr, 0, 100); // warns: (network)
  mongoc_socket_accept(socket, -1); // warns: (network)
  mongoc_socket_recv(socket, nullptr, 0, 0, -1); // warns: (network)
  co_await tick();
}
