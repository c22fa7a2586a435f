// Kernels without products over few features of many samples, as a softmax of three classes:
// samples lie along the lanes, a register for each feature. Of one sample a register would be
// mostly padding, and a reduction over its features shuffles where here it takes one operation for
// each feature of as many samples as there are lanes.
#pragma once

#include <ctnn/eval/kernel/facts.hpp>
#include <ctnn/eval/kernel/few_units.hpp>
#include <ctnn/eval/kernel/fold.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// Whether a value has few features, more than one, for each sample.
template <class Leaf>
inline constexpr bool is_of_few_features =
    shape_of<Leaf>.columns == samples&& shape_of<Leaf>.rows > 1 && shape_of<Leaf>.rows <= few;

/// Whether a value may be read and written in registers of samples: a sample's few features side by
/// side, with no more padding than to few; or one number for each sample, for each feature or for
/// all.
template <class Environment, class Leaf>
constexpr bool lies_in_few_features() {
  constexpr shape s = shape_of<Leaf>;
  using View = view_type_of<Environment, Leaf>;
  if constexpr (!std::is_same_v<typename View::value_type, scalar_of<Leaf>>) {
    return false;
  } else if constexpr (is_of_few_features<Leaf>) {
    return View::row_stride == 1 && View::column_stride <= few;
  } else {
    return s.rows <= few && (s.columns == 1 || (s.rows == 1 && View::column_stride == 1));
  }
}

/// Whether a kernel is of few features, of which it reads some, and its sources are reductions over
/// them.
template <class Kernel, class Environment>
constexpr bool is_over_few_features() {
  constexpr shape s = Kernel::space;
  if constexpr (s.columns != samples || s.rows > few) {
    return false;
  } else {
    constexpr auto sources_qualify = []<class... Sources>(list<Sources...>) {
      return (!(is_product<Sources> || is_reduction<Sources, over::every_sample>)&&...);
    };
    constexpr auto leaves_qualify = []<class... Leaves>(list<Leaves...>) {
      return (is_of_few_features<Leaves> || ...) &&
             (lies_in_few_features<Environment, Leaves>() && ...);
    };
    if constexpr (!sources_qualify(typename kernel_facts<Kernel>::sources{})) {
      return false;
    } else {
      return leaves_qualify(kernel_leaves<Kernel>{});
    }
  }
}

/// What is there of feature `feature` when a kernel's first Done targets are: those, the values
/// that were read, and reductions of them.
template <class P, class Matrices, class Targets, std::size_t Done, class Environment>
struct features_before {
  using numbers = register_array<P, few>;  // one value's, by features

  const numbers* matrices;
  const numbers* targets;
  const Environment& storage;
  std::size_t v, count, feature;

  template <class E>
  static constexpr std::size_t target_index = Targets::template last_index_of<E, Done>;
  template <class E>
  static constexpr bool provides =
      target_index<E> < Done || Matrices::template contains<E> || is_source<E>;

  template <class E>
  CTNN_ALWAYS_INLINE constexpr P get() const {
    constexpr std::size_t rows = shape_of<E>.rows;
    if constexpr (target_index<E> < Done) {
      return targets[target_index<E>].each[rows == 1 ? 0 : feature];
    } else if constexpr (Matrices::template contains<E>) {
      return matrices[Matrices::template index_of<E>].each[feature];
    } else {
      using Op = typename E::operation;
      using Operand = argument_of<E>;
      P folded = of_operand<Operand>(0);
      CTNN_UNROLLED
      for (std::size_t f = 1; f < shape_of<Operand>.rows; ++f)
        folded = Op::combine(folded, of_operand<Operand>(f));
      return folded;
    }
  }

  template <class Operand>
  CTNN_ALWAYS_INLINE constexpr P of_operand(std::size_t f) const {
    const features_before before{matrices, targets, storage, v, count, f};
    return value_of<P, Operand>(
        cell<P, lanes::along_columns, Environment, features_before>{storage, v, f, count, before});
  }
};

template <class P, class Kernel, class Environment>
struct few_features_runner {
  using assignments = typename Kernel::assignments;
  using targets = typename kernel_facts<Kernel>::targets;
  using folds = typename kernel_facts<Kernel>::folds;
  using numbers = register_array<P, few>;

  template <class... Leaves>
  static constexpr auto matrices_among(list<Leaves...>) {
    return concatenated_t<list_if<
        is_of_few_features<Leaves> && !Kernel::locals::template contains<Leaves>, Leaves>...>{};
  }
  using matrices = decltype(matrices_among(leaves_read<assignments>{}));

  const Environment& storage;

  template <class Leaf>
  CTNN_ALWAYS_INLINE constexpr void read(numbers& to, std::size_t v, std::size_t count) const {
    constexpr std::size_t stride = view_type_of<Environment, Leaf>::column_stride;
    P features[stride];
    P::load_interleaved(features,
                        strided_factor<lanes::along_columns, Leaf>(storage).data + v * stride,
                        lanes_at<P>(v, count));
    CTNN_UNROLLED
    for (std::size_t f = 0; f < shape_of<Leaf>.rows; ++f) to.each[f] = features[f];
  }

  template <class Leaf>
  CTNN_ALWAYS_INLINE constexpr void write(const numbers& from, std::size_t v,
                                          std::size_t count) const {
    const auto to = strided_factor<lanes::along_columns, Leaf>(storage);
    if constexpr (is_of_few_features<Leaf>) {
      constexpr std::size_t stride = view_type_of<Environment, Leaf>::column_stride;
      P features[stride];
      CTNN_UNROLLED
      for (std::size_t f = 0; f < stride; ++f)
        features[f] = f < shape_of<Leaf>.rows ? from.each[f] : P(typename P::value_type(0));
      P::store_interleaved(features, to.data + v * stride, lanes_at<P>(v, count));
    } else {
      store<P>(to, v, 0, count, from.each[0]);
    }
  }

  /// Assignment number I, for all features of the samples from v on.
  template <std::size_t I>
  CTNN_ALWAYS_INLINE constexpr void assign(P* folded, const numbers* values, numbers* computed,
                                           std::size_t v, std::size_t count) const {
    using A = at_t<assignments, I>;
    using Target = typename A::target;
    using Before = features_before<P, matrices, targets, I, Environment>;
    CTNN_UNROLLED
    for (std::size_t f = 0; f < Kernel::space.rows; ++f) {
      const Before before{values, computed, storage, v, count, f};
      const P value = value_of<P, formula_at_place<A>>(
          cell<P, lanes::along_columns, Environment, Before>{storage, v, f, count, before});
      if constexpr (is_fold<A>) {
        fold_into<A, samples>(folded[folds::template index_of<A>], value, v, count);
      } else {
        computed[I].each[f] = value;
      }
    }
    if constexpr (!is_fold<A> && !Kernel::locals::template contains<Target>)
      write<Target>(computed[I], v, count);
  }

  template <class... Matrices, std::size_t... I>
  CTNN_ALWAYS_INLINE constexpr void run(std::size_t count, list<Matrices...>,
                                        std::index_sequence<I...>) const {
    register_array<P, folds::size> folded;
    if constexpr (folds::size != 0) start_folds(folded.each, folds{});
    CTNN_NO_UNROLLING
    for (std::size_t v = 0; v < count; v += P::size) {
      numbers values[matrices::size == 0 ? 1 : matrices::size], computed[assignments::size];
      (read<Matrices>(values[matrices::template index_of<Matrices>], v, count), ...);
      (assign<I>(folded.each, values, computed, v, count), ...);
    }
    if constexpr (folds::size != 0) finish_folds(folded.each, storage, folds{});
  }
  CTNN_ALWAYS_INLINE constexpr void run(std::size_t count) const {
    run(count, matrices{}, std::make_index_sequence<assignments::size>{});
  }
};

}  // namespace ctnn::inline CTNN_ISA::detail
