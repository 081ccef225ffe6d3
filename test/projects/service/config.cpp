// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "config.hpp"

#include <fstream>
#include <map>
#include <stdexcept>

namespace kv {
namespace {

std::string trimmed(const std::string &text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos)
    return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

const std::map<std::string, std::string Config::*> settings = {
    {"database", &Config::database},
    {"audit", &Config::audit},
    {"backup", &Config::backup},
    {"profiles", &Config::profiles},
    {"plugin", &Config::plugin},
    {"upstream_host", &Config::upstream_host},
    {"upstream_service", &Config::upstream_service},
};

void apply_line(Config &config, const std::string &line) {
  const std::string text = trimmed(line.substr(0, line.find('#')));
  if (text.empty())
    return;
  const auto equals = text.find('=');
  const auto setting = settings.find(trimmed(text.substr(0, equals)));
  if (equals == std::string::npos || setting == settings.end())
    throw std::runtime_error("bad setting: " + text);
  config.*setting->second = trimmed(text.substr(equals + 1));
}

} // namespace

Config load_config(const std::string &file) {
  std::ifstream in(file);
  if (!in)
    throw std::runtime_error("cannot read " + file);
  Config config;
  std::string line;
  while (std::getline(in, line))
    apply_line(config, line);
  return config;
}

boost::asio::awaitable<Config> reload_config(std::string file) {
  std::ifstream in(file); // planted: open
  if (!in)
    throw std::runtime_error("cannot read " + file);
  Config config;
  std::string line;
  while (std::getline(in, line)) // planted: getline
    apply_line(config, line);
  co_return config;
}

} // namespace kv
