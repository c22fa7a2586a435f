// Reading and writing packs of a stored value: the extents and strides that a loop sees, with
// care for the last pack of a row of numbers that has no padding.
#pragma once

#include <ctnn/eval/environment.hpp>
#include <ctnn/expr/op/transpose.hpp>
#include <ctnn/simd/math.hpp>
#include <ctnn/simd/pack.hpp>
#include <ctnn/simd/paired.hpp>
#include <ctnn/simd/width.hpp>

#include <bit>

namespace ctnn::inline CTNN_ISA::detail {

/// Which index of a value runs along the lanes of a pack.
enum class lanes { along_rows, along_columns };

/// A stored value as a loop sees it: vector extent and stride, other extent and stride.
template <class T, std::size_t VectorExtent, std::size_t VectorStride, std::size_t OtherExtent,
          std::size_t OtherStride, written Written = written::singly>
struct strided {
  using value_type = std::remove_const_t<T>;
  static constexpr std::size_t vector_extent = VectorExtent;
  static constexpr std::size_t vector_stride = VectorStride;
  static constexpr std::size_t other_extent = OtherExtent;
  static constexpr std::size_t other_stride = OtherStride;
  static constexpr bool written_in_registers = Written == written::in_registers;
  T* data;
};

/// The placeholder in a factor, which is one or the transpose of one.
template <class Factor>
struct leaf_of_factor {
  using type = Factor;
};
template <class Leaf>
struct leaf_of_factor<node<op::transpose_t, Leaf>> {
  using type = Leaf;
};

/// A placeholder, or the transpose of one, from the environment that binds it.
template <lanes Lanes, class Factor, class T, shape S, order Order, std::size_t Stride,
          written Written>
CTNN_ALWAYS_INLINE constexpr auto strided_factor(
    const binding<typename leaf_of_factor<Factor>::type, view<T, S, Order, Stride, Written>>&
        stored) {
  using V = view<T, S, Order, Stride, Written>;
  if constexpr ((Lanes == lanes::along_rows) == is_placeholder<Factor>) {
    return strided<T, S.rows, V::row_stride, S.columns, V::column_stride, Written>{
        stored.view.data};
  } else {
    return strided<T, S.columns, V::column_stride, S.rows, V::row_stride, Written>{
        stored.view.data};
  }
}

/// Whether whole packs may be read and written up to the end of each run of Extent numbers.
template <class P, std::size_t Extent, std::size_t NextRun>
inline constexpr bool whole_packs = Extent != samples && (Extent % P::size == 0 ||
                                                          NextRun >= rounded_up(Extent, P::size));

/// Whether each pack along the lanes is read from where it lies as it is computed with.
template <class P, class Strided>
inline constexpr bool has_packs_in_place =
    Strided::vector_stride == 1 &&
    std::is_same_v<std::remove_const_t<typename Strided::value_type>, typename P::value_type>&&
        whole_packs<P, Strided::vector_extent, Strided::other_stride>;

/// How many numbers the pack at `at` holds of a run of `extent`.
template <class P>
CTNN_ALWAYS_INLINE constexpr std::size_t lanes_at(std::size_t at, std::size_t extent) {
  return extent - at < P::size ? extent - at : P::size;
}

/// The number at vector index v and other index o.
template <class Strided>
CTNN_ALWAYS_INLINE constexpr auto number_at(const Strided& s, std::size_t v, std::size_t o) {
  const std::size_t i = v * Strided::vector_stride + o * Strided::other_stride;
  if constexpr (is_paired<typename Strided::value_type>) {
    return simd::number_in_pairs(s.data, i);
  } else {
    return computed_as_t<typename Strided::value_type>(s.data[i]);
  }
}

/// Whether packs lie along the numbers of a run in pairs.
template <class P, class Strided>
inline constexpr bool in_pairs_of_packs =
    is_paired<typename Strided::value_type>&& Strided::vector_stride == 1 && P::size > 1;

/// The pack at vector index v and other index o; extents of one are repeated. `extent` is the
/// run-time length of the run.
template <class P, class Strided>
CTNN_ALWAYS_INLINE constexpr P load(const Strided& s, std::size_t v, std::size_t o,
                                    std::size_t extent) {
  const std::size_t other = Strided::other_extent == 1 ? 0 : o;
  [[maybe_unused]] const auto* run = s.data + other * Strided::other_stride;
  if constexpr (Strided::vector_extent == 1) {
    return P(number_at(s, 0, other));
  } else if constexpr (P::size == 1) {
    return P(number_at(s, v, other));
  } else if constexpr (Strided::vector_stride != 1) {
    const std::size_t count = lanes_at<P>(v, extent);
    return P::generate([&](std::size_t i) { return number_at(s, v + (i < count ? i : 0), other); });
  } else if constexpr (in_pairs_of_packs<P, Strided>) {
    static_assert(P::size * 2 == simd::pair_width);
    P first, second;
    P::load_pair(first, second, run + v / simd::pair_width * simd::pair_width);
    return v / P::size % 2 == 0 ? first : second;
  } else if constexpr (whole_packs<P, Strided::vector_extent, Strided::other_stride>) {
    return P::load(run + v);
  } else if constexpr (Strided::vector_extent != samples && Strided::vector_extent < P::size) {
    return P::load_partial(run, Strided::vector_extent);
  } else {
    if (v + P::size <= extent) return P::load(run + v);
    return P::load_partial(run + v, extent - v);
  }
}

/// Clang nests no more than 256 operations in one expression.
inline constexpr std::size_t most_packs_expanded = 128;

/// The packs from vector index v on, Count of them.
template <std::size_t Count, class P, class Strided>
CTNN_ALWAYS_INLINE constexpr void load_packs(P* packs, const Strided& s, std::size_t v,
                                             std::size_t o, std::size_t extent) {
  if constexpr (Count >= 2 && in_pairs_of_packs<P, Strided>) {
    // Tiles begin with a pair: see choose_tile.
    P::load_pair(packs[0], packs[1], s.data + o * Strided::other_stride + v);
    load_packs<Count - 2>(packs + 2, s, v + 2 * P::size, o, extent);
  } else if constexpr (Count > most_packs_expanded) {
    load_packs<Count / 2>(packs, s, v, o, extent);
    load_packs<Count - Count / 2>(packs + Count / 2, s, v + Count / 2 * P::size, o, extent);
  } else {
    [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_INLINE_LAMBDA {
      ((packs[I] = load<P>(s, v + I * P::size, o, extent)), ...);
    }
    (std::make_index_sequence<Count>{});
  }
}

/// Whether the numbers behind the last whole pack are stored in parts, not by a mask: one sample's
/// output may be read at once; and a single part is one store, as a mask's is.
template <class P, class Strided>
inline constexpr bool stores_in_parts = Strided::vector_extent != samples &&
                                        (Strided::other_extent == 1 ||
                                         (Strided::vector_extent > P::size &&
                                          std::has_single_bit(Strided::vector_extent % P::size)));

template <class P, class Strided>
CTNN_ALWAYS_INLINE constexpr void store(const Strided& s, std::size_t v, std::size_t o,
                                        std::size_t extent, P value) {
  auto* run = s.data + (Strided::other_extent == 1 ? 0 : o * Strided::other_stride);
  // One sample's outputs, which a caller reads, are stored like parts where they are few: of more
  // it would only take longer to compile.
  constexpr bool in_parts = Strided::other_extent == 1 && !Strided::written_in_registers &&
                            Strided::vector_extent <= 4 * P::size;
  const auto store_whole = [&]() CTNN_INLINE_LAMBDA {
    if constexpr (in_parts) {
      value.template store_in_parts<P::size>(run + v);
    } else {
      value.store(run + v);
    }
  };
  if constexpr (P::size == 1) {
    value.store(run + v * Strided::vector_stride);
  } else if constexpr (Strided::vector_stride != 1 && Strided::vector_extent != 1) {
    typename P::value_type numbers[P::size];
    value.store(numbers);
    for (std::size_t i = 0; i < lanes_at<P>(v, extent); ++i)
      run[(v + i) * Strided::vector_stride] = numbers[i];
  } else if constexpr (whole_packs<P, Strided::vector_extent, Strided::other_stride>) {
    store_whole();
  } else if constexpr (Strided::vector_extent < P::size && !stores_in_parts<P, Strided>) {
    value.store_partial(run, Strided::vector_extent);
  } else if (v + P::size <= extent) {
    store_whole();
  } else if constexpr (stores_in_parts<P, Strided>) {
    value.template store_in_parts<Strided::vector_extent % P::size>(run + v);
  } else {
    value.store_partial(run + v, extent - v);
  }
}

}  // namespace ctnn::inline CTNN_ISA::detail
