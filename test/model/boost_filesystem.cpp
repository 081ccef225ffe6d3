// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// Some members have private overloads:
// flags: -fno-access-control
// class: boost::filesystem::basic_ifstream = boost::filesystem::ifstream
// class: boost::filesystem::basic_ofstream = boost::filesystem::ofstream
// class: boost::filesystem::basic_fstream = boost::filesystem::fstream
// class: boost::filesystem::basic_filebuf = boost::filesystem::filebuf
// absent: boost::filesystem::is_block_file (Boost 1.84)
// absent: boost::filesystem::is_character_file (Boost 1.84)
// absent: boost::filesystem::is_fifo (Boost 1.84)
// absent: boost::filesystem::is_socket (Boost 1.84)
// absent: boost::filesystem::directory_entry::file_size (Boost 1.83)
// absent: boost::filesystem::directory_entry::hard_link_count (Boost 1.83)
// absent: boost::filesystem::directory_entry::last_write_time (Boost 1.83)
// absent: boost::filesystem::directory_entry::refresh (Boost 1.83)
#include <boost/filesystem.hpp>
#include <boost/filesystem/fstream.hpp>
#include <boost/filesystem/string_file.hpp>
