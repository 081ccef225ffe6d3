// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of mongocxx 4, which has two versions of its API side by side.
#pragma once

namespace mongocxx {
inline namespace v_noabi {

struct document {};

struct cursor {
  struct iterator {
    iterator &operator++();
    document operator*() const;
    bool operator!=(const iterator &other) const;
  };
  iterator begin();
  iterator end();
};

struct client_session {
  void start_transaction();
  void commit_transaction();
};

struct bulk_write {
  bulk_write &append(int write);
  void execute() const;
};

struct index_view {
  void create_one(document keys);
};

struct collection {
  cursor find(document filter);
  cursor aggregate(int pipeline);
  document find_one(document filter);
  void insert_one(document value);
  long count_documents(document filter);
  cursor distinct(const char *name, document filter);
  bulk_write create_bulk_write();
  index_view indexes();
};

struct database {
  collection operator[](const char *name) const;
  document run_command(document command);
  bool has_collection(const char *name);
};

struct client {
  database operator[](const char *name) const;
  client_session start_session();
  int list_database_names();
};

struct pool {
  struct entry {
    client *operator->() const;
    client &operator*() const;
  };
  entry acquire();
  bool try_acquire();
};

namespace gridfs {
struct bucket {
  void delete_file(int id);
};
} // namespace gridfs

} // namespace v_noabi

namespace v1 {
struct collection {
  void insert_one(document value);
};
} // namespace v1
} // namespace mongocxx
