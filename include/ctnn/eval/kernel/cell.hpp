// One pack of a kernel's loop: what the leaves of a formula are at that place.
#pragma once

#include <ctnn/eval/fuse.hpp>
#include <ctnn/eval/kernel/access.hpp>
#include <ctnn/eval/value.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// Nothing computed before.
struct no_values {
  template <class E>
  static constexpr bool provides = false;
};
inline constexpr no_values nothing_before{};

/// The values at vector index v and other index o: stored ones by loads, the kernel's own from
/// `Before`.
template <class P, lanes Lanes, class Environment, class Before = no_values>
struct cell {
  const Environment& storage;
  std::size_t v;
  std::size_t o;
  std::size_t extent;
  const Before& before;

  template <class E>
  static constexpr bool provides =
      Before::template provides<E> || is_placeholder<E> || is_application<E, op::transpose_t>;
  template <class E>
  CTNN_ALWAYS_INLINE constexpr P get() const {
    if constexpr (Before::template provides<E>) {
      return before.template get<E>();
    } else {
      return load<P>(strided_factor<Lanes, E>(storage), v, o, extent);
    }
  }
};

}  // namespace ctnn::inline CTNN_ISA::detail
