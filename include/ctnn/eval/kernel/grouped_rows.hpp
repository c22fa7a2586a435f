// Dot products of few rows with many samples. Where each row has registers of its own, merging the
// sums takes longer than the products. Here a register has a few numbers of every row, a group of
// each, and is multiplied by the same few numbers of a sample, repeated for each row: the lanes of
// a group are all that is left to merge.
#pragma once

#include <ctnn/eval/kernel/facts.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// Numbers of each row in a register, where rows fill P.
template <class P>
inline constexpr std::size_t group_size = simd::native_width<typename P::value_type> / P::size;

/// The rows of Product by groups, copied once for all samples.
template <class P, class Product, class Environment>
class grouped_rows {
  using factors = product_factors<lanes::along_rows, Product>;
  using Vector = typename factors::template strided_type<Environment, typename factors::vector>;
  using Scalar = typename factors::template strided_type<Environment, typename factors::scalar>;
  using T = typename P::value_type;
  using Start = typename start_of<Product>::leaf;
  using wide = simd::native_pack<T>;
  static constexpr std::size_t size = group_size<P>;
  static constexpr std::size_t depth = Vector::other_extent;

 public:
  CTNN_ALWAYS_INLINE explicit grouped_rows(const Environment& storage) {
    const auto from = strided_factor<lanes::along_rows, typename factors::vector>(storage);
    for (std::size_t k = 0; k < depth; k += size) {
      T* const groups = numbers_ + k * P::size;
      if constexpr (Vector::vector_extent < P::size) wide(T(0)).store(groups);
      CTNN_UNROLLED
      for (std::size_t row = 0; row < Vector::vector_extent; ++row)
        __builtin_memcpy(groups + row * size, from.data + row * Vector::vector_stride + k,
                         size * sizeof(T));
    }
  }

  /// All rows for Count samples from o on, whole groups of them: a pack for each.
  template <std::size_t Count>
  CTNN_ALWAYS_INLINE void multiply(P* tile, const Environment& storage, std::size_t o,
                                   std::size_t extent) const {
    const auto samples_from = strided_factor<lanes::along_rows, typename factors::scalar>(storage);
    const T* const numbers = samples_from.data + o * Scalar::other_stride;
    register_array<wide, Count> sums;
    clear_tile(sums.each, std::make_index_sequence<Count>{});
    CTNN_NO_UNROLLING
    for (std::size_t k = 0; k < depth; k += size) {
      const wide rows = wide::load(numbers_ + k * P::size).in_register();
      CTNN_UNROLLED
      for (std::size_t i = 0; i < Count; ++i)
        sums.each[i] =
            fma(rows, wide::template load_repeated<size>(numbers + i * Scalar::other_stride + k),
                sums.each[i]);
    }
    CTNN_UNROLLED
    for (std::size_t i = 0; i < Count; i += size)
      split(tile + i, groups_added<size>(sums.each + i));
    if constexpr (!std::is_void_v<Start>) {
      const auto start = strided_factor<lanes::along_rows, Start>(storage);
      CTNN_UNROLLED
      for (std::size_t i = 0; i < Count; ++i) tile[i] = tile[i] + load<P>(start, 0, o + i, extent);
    }
  }

 private:
  /// The groups of Count registers, each added up: those of one register behind those of another.
  template <std::size_t Count>
  CTNN_ALWAYS_INLINE static wide groups_added(const wide* sums) {
    if constexpr (Count == 1) {
      return sums[0];
    } else {
      return neighbours_added(groups_added<Count / 2>(sums),
                              groups_added<Count / 2>(sums + Count / 2));
    }
  }
  template <class R>
  CTNN_ALWAYS_INLINE static void split(P* packs, R all) {
    if constexpr (R::size == P::size) {
      *packs = all;
    } else {
      all.with_halves([&](auto low, auto high) CTNN_INLINE_LAMBDA {
        split(packs, low);
        split(packs + R::size / P::size / 2, high);
      });
    }
  }

  alignas(sizeof(wide)) T numbers_[P::size * depth];
};

/// Samples that grouped rows are multiplied with at a time, and from how many on: fewer are not
/// worth the copy.
inline constexpr std::size_t samples_of_groups = 8, least_samples_of_groups = 16;

/// The longest contraction of grouped rows. Where wide registers are halved, a sample's numbers
/// take half as long to be repeated over one as to be multiplied, and are read for each group.
template <class P>
inline constexpr std::size_t most_grouped = [] {
  using T = typename P::value_type;
  if (simd::native_pack<T>::is_halved) return simd::native_width<T>;
  return nearest_cache / 2 / (sizeof(T) * P::size);
}();

template <class P, class Product, class Environment>
constexpr bool may_be_grouped() {
  if constexpr (is_product<Product>) {
    using factors = product_factors<lanes::along_rows, Product>;
    using Vector = typename factors::template strided_type<Environment, typename factors::vector>;
    return factors::template made_of_dots<Environment> &&
           !factors::template narrow<P, Environment> && Vector::other_extent != samples &&
           Vector::other_extent % group_size<P> == 0 && Vector::other_extent <= most_grouped<P>;
  } else {
    return false;
  }
}

/// Whether a kernel's products are few rows by many samples, which may be grouped. Of rows that
/// fill half of P the other half would be for nothing; and where no shuffle takes any lanes of two
/// registers, as in AVX2, merging groups takes as long as merging rows.
template <class P, class Kernel, class Environment>
constexpr bool groups_rows() {
  constexpr shape s = Kernel::space;
  if constexpr (P::size == 1 || s.columns != samples || s.rows > P::size || s.rows * 2 <= P::size) {
    return false;
  } else {
    constexpr auto qualify = []<class... Sources>(list<Sources...>) {
      return sizeof...(Sources) != 0 && (may_be_grouped<P, Sources, Environment>() && ...);
    };
    return group_size<P> > 1 && sizeof(simd::native_pack<typename P::value_type>) == 64 &&
           lanes_of<Kernel, Environment>() == lanes::along_rows &&
           qualify(typename kernel_facts<Kernel>::sources{});
  }
}

}  // namespace ctnn::inline CTNN_ISA::detail
