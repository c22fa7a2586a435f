// Values of which a compiler is to know nothing.
#pragma once

#include <ctnn/base/config.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// The same pointer, of which a compiler knows nothing: what lies there is read where it says, and
/// not before a loop, to wait on the stack for it; and addresses are a distance from it. Clang
/// would add an index, for which Intel's processors take a multiply-add and the load in it as two.
template <class T>
CTNN_ALWAYS_INLINE constexpr T* opaque(T* place) {
  if (!__builtin_is_constant_evaluated()) asm volatile("" : "+r"(place));
  return place;
}

/// The same, but that it may be found once for several uses, as before a loop. Clang takes what may
/// not for something that writes any memory: a caller's numbers and pointers would be read again
/// behind it.
template <class T>
CTNN_ALWAYS_INLINE constexpr T* opaque_once(T* place) {
  if (!__builtin_is_constant_evaluated()) asm("" : "+r"(place));
  return place;
}

}  // namespace ctnn::inline CTNN_ISA::detail
