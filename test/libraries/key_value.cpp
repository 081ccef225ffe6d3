// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Embedded stores: LMDB, LevelDB, RocksDB, Berkeley DB.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <db_cxx.h>
#include <leveldb/db.h>
#include <leveldb/env.h>
#include <leveldb/write_batch.h>
#include <lmdb.h>
#include <rocksdb/c.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/utilities/backup_engine.h>
#include <rocksdb/utilities/transaction_db.h>

task<void> tick();

task<void> lmdb_blocking_bad(MDB_env *e) {
  mdb_env_open(e, "/d", 0, 0664); // warns: 'mdb_env_open'
  MDB_txn *t;
  mdb_txn_begin(e, nullptr, 0, &t); // warns: 'mdb_txn_begin'
  mdb_txn_commit(t); // warns: 'mdb_txn_commit'
  mdb_env_sync(e, 1); // warns: 'mdb_env_sync'
  mdb_env_copy(e, "/c"); // warns: 'mdb_env_copy'
  co_await tick();
}

task<void> lmdb_ok(MDB_env *e, MDB_dbi d) {
  MDB_txn *t;
  mdb_txn_begin(e, nullptr, MDB_RDONLY, &t);
  MDB_val k, v;
  mdb_get(t, d, &k, &v);
  MDB_cursor *c;
  mdb_cursor_open(t, d, &c);
  mdb_cursor_get(c, &k, &v, MDB_NEXT);
  mdb_txn_abort(t);
  mdb_env_set_mapsize(e, 1);
  mdb_env_close(e);
  co_await tick();
}

task<void> leveldb_blocking_bad(leveldb::Options o) {
  leveldb::DB *db;
  leveldb::DB::Open(o, "/d", &db); // warns: 'leveldb::DB::Open'
  db->Put({}, "k", "v"); // warns: 'leveldb::DB::Put'
  std::string v;
  db->Get({}, "k", &v); // warns: 'leveldb::DB::Get'
  db->Delete({}, "k"); // warns: 'leveldb::DB::Delete'
  leveldb::WriteBatch batch;
  batch.Put("k", "v");
  db->Write({}, &batch); // warns: 'leveldb::DB::Write'
  leveldb::Iterator *it = db->NewIterator({});
  for (it->SeekToFirst(); it->Valid(); it->Next()) // warns: 'leveldb::Iterator::SeekToFirst' // warns: 'leveldb::Iterator::Next'
    it->key();
  db->CompactRange(nullptr, nullptr); // warns: 'leveldb::DB::CompactRange'
  leveldb::DestroyDB("/d", o); // warns: 'leveldb::DestroyDB'
  leveldb::Env::Default()->SleepForMicroseconds(5); // warns: (sleep)
  co_await tick();
}

task<void> leveldb_ok(leveldb::DB *db, leveldb::Iterator *it) {
  leveldb::WriteBatch batch;
  batch.Put("k", "v");
  batch.Clear();
  it->value();
  db->GetSnapshot();
  db->ReleaseSnapshot(nullptr);
  leveldb::Env::Default()->NowMicros();
  delete it;
  co_await tick();
}

task<void> rocksdb_blocking_bad(rocksdb::Options o, rocksdb::TransactionDB *tdb) {
  rocksdb::DB *db;
  rocksdb::DB::Open(o, "/d", &db); // warns: 'rocksdb::DB::Open'
  db->Put({}, "k", "v"); // warns: 'rocksdb::DB::Put'
  std::string v;
  db->Get({}, "k", &v); // warns: 'rocksdb::DB::Get'
  db->Delete({}, "k"); // warns: 'rocksdb::DB::Delete'
  rocksdb::WriteBatch batch;
  batch.Put("k", "v");
  db->Write({}, &batch); // warns: 'rocksdb::DB::Write'
  rocksdb::Iterator *it = db->NewIterator({});
  it->SeekToFirst(); // warns: 'rocksdb::Iterator::SeekToFirst'
  it->Next(); // warns: 'rocksdb::Iterator::Next'
  db->Flush({}); // warns: 'rocksdb::DB::Flush'
  db->CompactRange({}, nullptr, nullptr); // warns: 'rocksdb::DB::CompactRange'
  db->SyncWAL(); // warns: 'rocksdb::DB::SyncWAL'
  tdb->Put({}, "k", "v"); // warns: 'rocksdb::DB::Put'
  rocksdb::Transaction *tx = tdb->BeginTransaction({});
  tx->GetForUpdate({}, "k", &v); // warns: 'rocksdb::Transaction::GetForUpdate'
  tx->Commit(); // warns: 'rocksdb::Transaction::Commit'
  rocksdb::CancelAllBackgroundWork(db, true); // warns: 'rocksdb::CancelAllBackgroundWork'
  rocksdb::BackupEngine *be;
  rocksdb::BackupEngine::Open(rocksdb::Env::Default(), rocksdb::BackupEngineOptions("/b"), &be); // warns: 'rocksdb::BackupEngine::Open'
  be->CreateNewBackup(db); // warns: 'rocksdb::BackupEngineAppendOnlyBase::CreateNewBackup'
  char *error = nullptr;
  rocksdb_options_t *co = rocksdb_options_create();
  rocksdb_t *c = rocksdb_open(co, "/d", &error); // warns: 'rocksdb_open'
  co_await tick();
}

task<void> rocksdb_ok(rocksdb::DB *db, rocksdb::Iterator *it) {
  rocksdb::WriteBatch batch;
  batch.Put("k", "v");
  batch.Delete("k");
  it->Valid();
  it->key();
  it->value();
  db->GetSnapshot();
  std::string v;
  db->KeyMayExist({}, "k", &v);
  db->GetProperty("rocksdb.stats", &v);
  rocksdb::CancelAllBackgroundWork(db);
  delete it;
  co_await tick();
}

task<void> berkeleydb_blocking_bad(DbEnv &e, Dbt k, Dbt v) {
  e.open("/d", DB_CREATE, 0); // warns: 'DbEnv::open'
  Db db(&e, 0);
  db.open(nullptr, "f", nullptr, DB_BTREE, DB_CREATE, 0); // warns: 'Db::open'
  db.put(nullptr, &k, &v, 0); // warns: 'Db::put'
  db.get(nullptr, &k, &v, 0); // warns: 'Db::get'
  db.del(nullptr, &k, 0); // warns: 'Db::del'
  db.sync(0); // warns: 'Db::sync'
  Dbc *c;
  db.cursor(nullptr, &c, 0);
  c->get(&k, &v, DB_NEXT); // warns: 'Dbc::get'
  DbTxn *t;
  e.txn_begin(nullptr, &t, 0);
  t->commit(0); // warns: 'DbTxn::commit'
  e.txn_checkpoint(0, 0, 0); // warns: 'DbEnv::txn_checkpoint'
  co_await tick();
}

task<void> berkeleydb_ok(DbEnv &e, DbTxn *t, DbLock *l) {
  Db db(&e, 0);
  db.open(nullptr, nullptr, nullptr, DB_BTREE, DB_CREATE, 0);
  db.set_pagesize(4096);
  t->commit(DB_TXN_NOSYNC);
  t->id();
  e.lock_get(1, DB_LOCK_NOWAIT, nullptr, DB_LOCK_READ, l);
  db.close(0);
  e.close(0);
  co_await tick();
}

namespace other {
struct Db { void open(const char *); int get(int); void sync(); };
}
task<void> berkeleydb_other_ok(other::Db d) {
  d.open("f");
  d.get(1);
  d.sync();
  co_await tick();
}
