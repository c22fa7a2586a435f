// Folds: reductions of all that a kernel goes over to one number, as a loss is. Each lane has a
// part, and the lanes are put together in the end.
#pragma once

#include <ctnn/eval/kernel/facts.hpp>
#include <ctnn/eval/kernel/reduce.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// The reduction in fold A.
template <class A>
using reduction_of = at_t<sources_of<typename A::formula>, 0>;

/// What assignment A computes at one place: of a fold its operand.
template <class A>
struct computed_at_place {
  using type = typename A::formula;
};
template <class A>
requires is_fold<A>
struct computed_at_place<A> {
  using type = argument_of<reduction_of<A>>;
};
template <class A>
using formula_at_place = typename computed_at_place<A>::type;

template <class P, class... Folds>
CTNN_ALWAYS_INLINE constexpr void start_folds(P* folded, list<Folds...>) {
  std::size_t i = 0;
  ((folded[i++] = P(reduction_of<Folds>::operation::template neutral<typename P::value_type>)),
   ...);
}

/// Takes a pack at index v of a run of `extent` numbers into fold A. Extent is the length where it
/// is known.
template <class A, std::size_t Extent, class P>
CTNN_ALWAYS_INLINE constexpr void fold_into(P& folded, P value, std::size_t v, std::size_t extent) {
  using Op = typename reduction_of<A>::operation;
  folded = Op::combine(folded, without_padding<P, Op, Extent>(value, v, extent));
}

/// Puts the lanes of fold A together, and stores what its formula makes of the number.
template <class A, class P, class Environment>
constexpr void finish_fold(P folded, const Environment& storage) {
  using One = simd::pack<typename P::value_type, 1>;
  using Before = one_value<One, reduction_of<A>>;
  const Before before{One(reduction_of<A>::operation::across(folded))};
  const cell<One, lanes::along_rows, Environment, Before> here{storage, 0, 0, 1, before};
  store<One>(strided_factor<lanes::along_rows, typename A::target>(storage), 0, 0, 1,
             value_of<One, typename A::formula>(here));
}
template <class P, class Environment, class... Folds>
constexpr void finish_folds(const P* folded, const Environment& storage, list<Folds...>) {
  std::size_t i = 0;
  (finish_fold<Folds>(folded[i++], storage), ...);
}

}  // namespace ctnn::inline CTNN_ISA::detail
