// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A queue for calls that wait, which keeps its memory: once it has been as long
// as it gets, nothing is allocated any more.

#ifndef COROLINT_DETAIL_CALL_QUEUE_HPP
#define COROLINT_DETAIL_CALL_QUEUE_HPP

#include <cstddef>
#include <utility>
#include <vector>

namespace corolint::detail {

/// First in, first out. `Call` is trivially copyable and can be compared.
template <class Call> class call_queue {
public:
  bool empty() const noexcept { return size_ == 0; }
  std::size_t size() const noexcept { return size_; }

  /// Throws `std::bad_alloc`, and does nothing then.
  void push_back(Call call) {
    if (size_ == ring_.size())
      grow(call);
    ++size_;
    at(size_ - 1) = call;
  }

  void pop_back() noexcept { --size_; }

  Call take_front() noexcept {
    const Call call = at(0);
    first_ = (first_ + 1) % ring_.size();
    --size_;
    return call;
  }

  /// Takes out one that equals `call`; returns whether there was one.
  bool erase(Call call) noexcept {
    std::size_t place = 0;
    while (place != size_ && !(at(place) == call))
      ++place;
    if (place == size_)
      return false;
    for (; place + 1 != size_; ++place)
      at(place) = at(place + 1);
    --size_;
    return true;
  }

private:
  Call &at(std::size_t place) noexcept {
    return ring_[(first_ + place) % ring_.size()];
  }

  void grow(Call filler) {
    std::vector<Call> larger;
    larger.reserve(2 * size_ + 16);
    for (std::size_t place = 0; place != size_; ++place)
      larger.push_back(at(place));
    larger.resize(larger.capacity(), filler);
    ring_ = std::move(larger);
    first_ = 0;
  }

  std::vector<Call> ring_;
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

} // namespace corolint::detail

#endif
