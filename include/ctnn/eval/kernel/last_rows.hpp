// The last rows of products for many samples, where one to three are left behind whole registers: a
// register for them would be mostly padding. They are dot products, with samples along the lanes,
// of each sample and rows of the factor, which are copied once.
#pragma once

#include <ctnn/eval/kernel/dots.hpp>
#include <ctnn/eval/kernel/facts.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// The rows of Product from First on.
template <class P, class Product, class Environment, std::size_t First>
class last_rows {
  using factors = product_factors<lanes::along_rows, Product>;
  using Vector = typename factors::template strided_type<Environment, typename factors::vector>;
  using Scalar = typename factors::template strided_type<Environment, typename factors::scalar>;
  using T = typename P::value_type;
  static constexpr std::size_t depth = Vector::other_extent;
  static constexpr std::size_t stride = rounded_up(depth, P::size);
  static constexpr std::size_t count = Vector::vector_extent - First;

 public:
  CTNN_ALWAYS_INLINE constexpr explicit last_rows(const Environment& storage) {
    const auto from = strided_factor<lanes::along_rows, typename factors::vector>(storage);
    for (std::size_t k = 0; k < depth; ++k) {
      for (std::size_t row = 0; row < count; ++row)
        numbers_[row * stride + k] = number_at(from, First + row, k);
    }
  }

  /// Row First + row, for the samples from v on.
  CTNN_ALWAYS_INLINE constexpr P at(const Environment& storage, std::size_t row, std::size_t v,
                                    std::size_t extent) const {
    using Start = typename start_of<Product>::leaf;
    P sum(T(0));
    if constexpr (!std::is_void_v<Start>)
      sum = load<P>(strided_factor<lanes::along_columns, Start>(storage), v, First + row, extent);
    const strided<const T, samples, Scalar::other_stride, depth, 1> x{
        strided_factor<lanes::along_rows, typename factors::scalar>(storage).data};
    const strided<const T, depth, 1, count, stride> rows{numbers_};
    add_dots<1>(&sum, x, rows, v, row, depth, extent);
    return sum;
  }

 private:
  alignas(sizeof(P)) T numbers_[count * stride];
};

/// Whether the last rows of Product can be had that way: a sample's numbers lie side by side, those
/// of a row do not.
template <class P, class Product, class Environment>
constexpr bool has_last_rows() {
  if constexpr (is_product<Product>) {
    using factors = product_factors<lanes::along_rows, Product>;
    using Scalar = typename factors::template strided_type<Environment, typename factors::scalar>;
    return Scalar::vector_stride == 1 && Scalar::other_extent == samples &&
           !factors::template made_of_dots<Environment> &&
           std::is_same_v<typename Scalar::value_type, typename P::value_type>;
  } else {
    return false;
  }
}

inline constexpr std::size_t most_last_rows = 3;

/// How many rows of a kernel are better had that way, from a register of samples on.
template <class P, class Kernel, class Environment>
constexpr std::size_t count_last_rows() {
  constexpr shape s = Kernel::space;
  constexpr std::size_t last = s.rows % P::size;
  if constexpr (s.columns == samples && s.rows > P::size && last != 0 && last <= most_last_rows) {
    using facts = kernel_facts<Kernel>;
    // The copies are on the stack, and read beside the samples.
    constexpr auto copies_fit = []<class... Sources>(list<Sources...>) {
      if constexpr (sizeof...(Sources) != 0 && (has_last_rows<P, Sources, Environment>() && ...)) {
        return (sizeof(last_rows<P, Sources, Environment, s.rows - last>) + ...) <=
               nearest_cache / 2;
      } else {
        return false;
      }
    };
    // Measured: a register of sums costs as much as padding in so many steps of a contraction;
    // fewer sums are merged in less.
    constexpr std::size_t least_depth_for_a_row = smaller(16, 2 * P::size);
    if (facts::folds::size == 0 && lanes_of<Kernel, Environment>() == lanes::along_rows &&
        copies_fit(typename facts::sources{}) &&
        last * least_depth_for_a_row <= least_depth(typename facts::sources{}))
      return last;
  }
  return 0;
}

}  // namespace ctnn::inline CTNN_ISA::detail
