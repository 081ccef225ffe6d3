// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// Some members have private overloads:
// flags: -fno-access-control
// class: boost::iostreams::basic_file = boost::iostreams::file
// class: boost::iostreams::basic_file_source = boost::iostreams::file_source
// class: boost::iostreams::basic_file_sink = boost::iostreams::file_sink
// class: boost::nowide::basic_ifstream = boost::nowide::ifstream
// class: boost::nowide::basic_ofstream = boost::nowide::ofstream
// class: boost::nowide::basic_fstream = boost::nowide::fstream
#include <boost/dll/import.hpp>
#include <boost/dll/library_info.hpp>
#include <boost/dll/shared_library.hpp>
#include <boost/iostreams/copy.hpp>
#include <boost/iostreams/device/file.hpp>
#include <boost/nowide/fstream.hpp>
#include <boost/iostreams/device/file_descriptor.hpp>
#include <boost/iostreams/device/mapped_file.hpp>
#include <boost/program_options.hpp>
#include <boost/property_tree/info_parser.hpp>
#include <boost/property_tree/ini_parser.hpp>
#include <boost/property_tree/json_parser.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <filesystem>
#include <fstream>
