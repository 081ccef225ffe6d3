// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Virtual functions whose overrides are in files that this one doesn't see.
#include "music/player.hpp"
#include "rt/tasks.hpp"
#include "storage/source.hpp"

namespace app {

task<int> play(storage::source &from) {
  int heard = from.next(); // warns: 'storage::source::next' blocks
  // chain: storage::disk_source::next@storage/disk.cpp:12 > util::read_file@util/io.cpp:9
  from.rewind(); // warns: 'storage::source::rewind' blocks
  // chain: storage::tape::rewind@storage/tape.cpp:14 > util::settle@util/io.cpp:14
  from.eject(); // warns: 'storage::source::eject' blocks // chain: any
  heard += storage::drain(from); // warns: 'storage::drain' blocks
  // chain: storage::drain@storage/source.cpp:17 > storage::disk_source::next@storage/disk.cpp:12 > util::read_file@util/io.cpp:9
  storage::source *own = storage::open_disk();
  co_await rt::tick();
  delete own; // warns: 'storage::source::~source' blocks // chain: storage::disk_source::~disk_source@storage/disk.cpp:11
  co_return heard;
}

task<int> play_archive(storage::archive &from) {
  int heard = from.next() + from.catalogue();
  from.rewind(); // warns: 'storage::source::rewind' blocks
  // chain: storage::tape::rewind@storage/tape.cpp:14 > util::settle@util/io.cpp:14
  co_await rt::tick();
  co_return heard;
}

task<int> play_nothing(storage::source &from) {
  storage::source silence;
  storage::archive empty;
  int heard = silence.next() + empty.next() + from.source::next();
  silence.rewind();
  empty.rewind();
  co_await rt::tick();
  co_return heard;
}

task<int> play_music(music::player &other) {
  int heard = other.next() + music::current().next();
  other.rewind();
  other.stop();
  music::stop(); // warns: 'music::stop' blocks
  // chain: music::stop@music/player.cpp:20 > util::settle@util/io.cpp:14
  co_await rt::tick();
  co_return heard;
}

} // namespace app
