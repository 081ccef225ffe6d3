// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a program can say to `corolint profile` of its event loops, for loops
// that wait in something that isn't known as a loop's wait. Where nobody
// listens, each of these costs the look at a pointer. On other systems than
// those with ELF they are empty.

#ifndef COROLINT_PROFILE_HPP
#define COROLINT_PROFILE_HPP

#if defined(__ELF__) && defined(__GNUC__)
/// Is in what `corolint profile` loads into the program, and null without it.
extern "C" __attribute__((weak)) int
corolint_profile_hook(int event, const void *frame) noexcept;
#endif

namespace corolint {
namespace detail {

enum profile_event { nothing, loop_thread, wait_begins };

/// What a wait ends with, for one that begins.
inline int tell_profile([[maybe_unused]] int event,
                        [[maybe_unused]] const void *frame) noexcept {
#if defined(__ELF__) && defined(__GNUC__)
  decltype(&corolint_profile_hook) hook;
#if defined(__x86_64__) && !defined(__PIC__)
  // In such code a linker settles for the null, if it is read from elsewhere
  // than the global offset table.
  asm(".weak corolint_profile_hook\n"
      "movq corolint_profile_hook@GOTPCREL(%%rip), %0"
      : "=r"(hook));
#else
  hook = corolint_profile_hook;
#endif
  if (hook)
    return hook(event, frame);
#endif
  return nothing;
}

} // namespace detail

/// Says that the calling thread runs an event loop: whatever it waits for
/// descriptors in is the loop's wait, be it a `poll` for a single one.
inline void mark_loop_thread() noexcept {
  detail::tell_profile(detail::loop_thread, nullptr);
}

/// Stands around the place where a loop waits for something to do, whatever it
/// waits in: a condition variable, a semaphore. What the thread does from the
/// end of one to the beginning of the next is a turn of the loop.
///
/// Only for a local variable, and not of a coroutine.
class [[nodiscard]] loop_wait {
public:
  loop_wait() noexcept
      : end_(detail::tell_profile(detail::wait_begins, this)) {}
  ~loop_wait() {
    if (end_ != detail::nothing)
      detail::tell_profile(end_, this);
  }
  loop_wait(const loop_wait &) = delete;
  loop_wait &operator=(const loop_wait &) = delete;

private:
  int end_;
};

} // namespace corolint

#endif
