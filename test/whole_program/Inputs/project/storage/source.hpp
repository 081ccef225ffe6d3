// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The base of classes that only their own files know.
#pragma once

namespace storage {

class source {
public:
  virtual ~source();
  virtual int next();
  virtual void rewind();
  virtual void eject();
};

/// Overrides nothing; what derives from it does.
class archive : public source {
public:
  int catalogue() const;
};

source *open_disk();
source *open_tape();

/// Reads \p from to its end.
int drain(source &from);

} // namespace storage
