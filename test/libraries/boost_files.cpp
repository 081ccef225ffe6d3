// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Boost.Filesystem, Boost.Process and what else of Boost reads files.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <boost/asio/buffer.hpp>
#include <boost/dll/import.hpp>
#include <boost/dll/library_info.hpp>
#include <boost/dll/shared_library.hpp>
#include <boost/filesystem.hpp>
#include <boost/filesystem/fstream.hpp>
#include <boost/filesystem/string_file.hpp>
#include <boost/iostreams/copy.hpp>
#include <boost/iostreams/device/file.hpp>
#include <boost/iostreams/device/file_descriptor.hpp>
#include <boost/iostreams/device/mapped_file.hpp>
#include <boost/nowide/fstream.hpp>
#include <boost/process/async_pipe.hpp>
#include <boost/process/child.hpp>
#include <boost/process/group.hpp>
#include <boost/process/io.hpp>
#include <boost/process/pipe.hpp>
#include <boost/process/search_path.hpp>
#include <boost/process/spawn.hpp>
#include <boost/process/system.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/property_tree/ini_parser.hpp>
#include <boost/property_tree/json_parser.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace fs = boost::filesystem;
namespace io = boost::iostreams;
namespace po = boost::program_options;
namespace pt = boost::property_tree;
namespace bp = boost::process;

task<void> tick();

task<void> filesystem_bad(fs::path p, fs::path q, fs::directory_entry e, boost::system::error_code ec, std::string s) {
  fs::exists(p); // warns: (filesystem)
  fs::exists(e.status()); // warns: (filesystem)
  fs::is_directory(p, ec); // warns: (filesystem)
  fs::file_size(p); // warns: (filesystem)
  fs::remove_all(p); // warns: (filesystem)
  fs::rename(p, q, ec); // warns: (filesystem)
  fs::create_directories(p); // warns: (filesystem)
  fs::copy_file(p, q); // warns: (file)
  fs::current_path(p); // warns: (filesystem)
  fs::canonical(p); // warns: (filesystem)
  for (auto &x : fs::directory_iterator(p)) { } // warns: (filesystem)
  fs::ifstream in(p); // warns: (file)
  boost::nowide::ifstream wide(p.string()); // warns: (file)
  fs::ofstream out;
  out.open(p); // warns: (file)
  fs::load_string_file(p, s); // warns: (file)
  co_await tick();
}

task<void> filesystem_ok(fs::path p, fs::path q, fs::directory_entry e, boost::system::error_code ec) {
  fs::file_status st;
  fs::exists(st);
  fs::is_directory(e);
  fs::current_path();
  fs::current_path(ec);
  p.filename().extension();
  p / q;
  fs::absolute(p);
  fs::recursive_directory_iterator end;
  co_await tick();
}

task<void> files_bad(pt::ptree &t, std::ifstream &fs, io::file_source &src) {
  char b[4];
  io::file_descriptor_source d2;
  d2.read(b, 4); // warns: (file)
  io::mapped_file_source mf("f"); // warns: (file)
  io::file_source fsrc("f"); // warns: (file)
  src.read(b, 4); // warns: (file)
  pt::read_json(fs, t); // warns: (file)
  boost::dll::shared_library lib("f.so"); // warns: (file)
  boost::dll::shared_library none;
  none.load("f.so"); // warns: (file)
  boost::dll::import_symbol<int>("f.so", "x"); // warns: (file)
  co_await tick();
}

task<void> files_ok(pt::ptree &t, std::istringstream &ss) {
  io::file_descriptor_source d(3, io::close_handle);
  io::mapped_file_source mf2;
  pt::read_json(ss, t);
  pt::read_xml(ss, t);
  boost::dll::shared_library none;
  boost::dll::import_symbol<int>(none, "x");
  co_await tick();
}

task<void> process_bad(bp::child &c, bp::group &gr, bp::ipstream &in, bp::opstream &out, bp::pipe &pipe,
                       bp::async_pipe &ap, std::string s, std::error_code ec) {
  bp::system("ls"); // warns: (process)
  c.wait(); // warns: (process)
  c.wait(ec); // warns: (process)
  c.wait_for(std::chrono::seconds(1)); // warns: (process)
  gr.wait(); // warns: (process)
  std::getline(in, s); // warns: (process)
  in >> s; // warns: (process)
  out << "a" << std::endl; // warns: (process)
  bp::search_path("ls"); // warns: (filesystem)
  char b[4];
  pipe.read(b, 4); // warns: (process)
  ap.read_some(boost::asio::buffer(b)); // warns: (process)
  co_await tick();
}

task<void> process_ok(bp::child &c, bp::async_pipe &ap) {
  bp::child ch("ls");
  bp::spawn("ls");
  c.wait_for(std::chrono::seconds(0));
  c.running();
  c.exit_code();
  c.terminate();
  c.detach();
  char b[4];
  ap.async_read_some(boost::asio::buffer(b), [](auto, auto) {});
  co_await tick();
}

task<void> by_name_bad(pt::ptree &t, std::string name, io::file_descriptor_source &source,
                       po::options_description &known) {
  pt::read_json("a.json", t); // warns: (file)
  pt::read_ini(name, t); // warns: (file)
  pt::write_xml(name, t); // warns: (file)
  io::file_descriptor_source first("a"); // warns: (file)
  io::file_descriptor_source second(name); // warns: (file)
  source.open("a"); // warns: (file)
  po::parse_config_file("a.cfg", known); // warns: (file)
  co_await tick();
}

task<void> by_stream_or_descriptor_ok(pt::ptree &t, std::istringstream &in, std::ostringstream &out,
                                      io::file_descriptor_source &source, po::options_description &known) {
  pt::read_json(in, t);
  pt::write_json(out, t);
  source.open(3, io::close_handle);
  po::parse_config_file(in, known);
  co_await tick();
}
