// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// class: pqxx::basic_connection_base = pqxx::connection
// class: pqxx::basic_ilostream = pqxx::ilostream
// class: pqxx::basic_lostream = pqxx::lostream
// class: pqxx::basic_olostream = pqxx::olostream
// class: pqxx::robusttransaction = pqxx::robusttransaction<>
// class: pqxx::stateless_cursor = pqxx::stateless_cursor<pqxx::cursor_base::read_only, pqxx::cursor_base::owned>
// class: pqxx::transaction = pqxx::work
// absent: pqxx::blob::append_from_buf (libpqxx 7)
// absent: pqxx::blob::append_to_buf (libpqxx 7)
// absent: pqxx::blob::create (libpqxx 7)
// absent: pqxx::blob::from_buf (libpqxx 7)
// absent: pqxx::blob::from_file (libpqxx 7)
// absent: pqxx::blob::open_r (libpqxx 7)
// absent: pqxx::blob::open_rw (libpqxx 7)
// absent: pqxx::blob::open_w (libpqxx 7)
// absent: pqxx::blob::read (libpqxx 7)
// absent: pqxx::blob::remove (libpqxx 7)
// absent: pqxx::blob::resize (libpqxx 7)
// absent: pqxx::blob::seek_abs (libpqxx 7)
// absent: pqxx::blob::seek_end (libpqxx 7)
// absent: pqxx::blob::seek_rel (libpqxx 7)
// absent: pqxx::blob::tell (libpqxx 7)
// absent: pqxx::blob::to_buf (libpqxx 7)
// absent: pqxx::blob::to_file (libpqxx 7)
// absent: pqxx::blob::write (libpqxx 7)
// absent: pqxx::connection::encrypt_password (libpqxx 7)
// absent: pqxx::connection::get_var (libpqxx 7)
// absent: pqxx::connection::get_var_as (libpqxx 7)
// absent: pqxx::connection::listen (libpqxx 8)
// absent: pqxx::connection::set_session_var (libpqxx 7)
// absent: pqxx::pipeline::retrieve (one overload is private, so that a using-declaration fails)
// absent: pqxx::result::for_each (libpqxx 7)
// absent: pqxx::stream_from::query (libpqxx 7)
// absent: pqxx::stream_from::raw_table (libpqxx 7)
// absent: pqxx::stream_from::read_row (libpqxx 7)
// absent: pqxx::stream_from::table (libpqxx 7)
// absent: pqxx::stream_to::raw_table (libpqxx 7)
// absent: pqxx::stream_to::table (libpqxx 7)
// absent: pqxx::stream_to::write_row (libpqxx 7)
// absent: pqxx::stream_to::write_values (libpqxx 7)
// absent: pqxx::transaction_base::for_each (libpqxx 7)
// absent: pqxx::transaction_base::for_query (libpqxx 7)
// absent: pqxx::transaction_base::for_stream (libpqxx 7)
// absent: pqxx::transaction_base::notify (libpqxx 7)
// absent: pqxx::transaction_base::query (libpqxx 7)
// absent: pqxx::transaction_base::query01 (libpqxx 7)
// absent: pqxx::transaction_base::query1 (libpqxx 7)
// absent: pqxx::transaction_base::query_n (libpqxx 7)
// absent: pqxx::transaction_base::query_value (libpqxx 7)
// absent: pqxx::transaction_base::stream (libpqxx 7)
#include <pqxx/pqxx>
#include <pqxx/tablereader>
#include <pqxx/tablewriter>
