// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of MySQL Connector/C++: its JDBC-like sql and its X DevAPI mysqlx.
#pragma once
#include <string>

namespace sql {
struct ResultSet {
  bool next();
  int getInt(unsigned column) const;
};
struct Statement {
  bool execute(const std::string &query);
  ResultSet *executeQuery(const std::string &query);
  int executeUpdate(const std::string &query);
};
struct PreparedStatement : Statement {
  bool execute();
  ResultSet *executeQuery();
  void setInt(unsigned parameter, int value);
};
struct DatabaseMetaData {
  ResultSet *getSchemas();
};
struct Connection {
  Statement *createStatement();
  PreparedStatement *prepareStatement(const std::string &query);
  DatabaseMetaData *getMetaData();
  void setSchema(const std::string &name);
  void setAutoCommit(bool value);
  void commit();
  bool isValid();
  bool isClosed();
  void close();
};
struct Driver {
  Connection *connect(const std::string &host, const std::string &user, const std::string &password);
};
} // namespace sql

namespace mysqlx {
struct Result {};
template <class Result> struct Executable {
  Result execute();
};
struct SqlStatement : Executable<Result> {
  SqlStatement &bind(int value);
};
struct TableSelect : Executable<Result> {
  TableSelect &where(const std::string &condition);
};
struct Table {
  TableSelect select(const std::string &columns);
  unsigned long count();
};
struct Collection {
  unsigned long count();
};
struct Schema {
  Table getTable(const std::string &name);
  Collection createCollection(const std::string &name);
};
struct Session {
  Session(const std::string &host, unsigned port, const std::string &user, const std::string &password);
  SqlStatement sql(const std::string &query);
  Schema getSchema(const std::string &name);
  void startTransaction();
  void commit();
};
} // namespace mysqlx
