// A tile of a matrix product in registers. Two forms: where the factor along the lanes is
// contiguous, columns of it are scaled by broadcast numbers of the other factor and added up;
// where both factors are contiguous along the contraction, the tile is made of dot products.
#pragma once

#include <ctnn/eval/kernel/contraction.hpp>
#include <ctnn/eval/kernel/dots.hpp>
#include <ctnn/eval/lower.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// Where the sums of a product start.
template <class Product>
struct start_of {
  using leaf = void;
};
template <class A, class B, class Start>
struct start_of<node<op::product_onto, A, B, Start>> {
  using leaf = Start;
};

/// The factors of a product as a loop sees them, and which of its two forms it has.
template <lanes Lanes, class Product>
struct product_factors {
  static constexpr bool rows = Lanes == lanes::along_rows;
  // The factor that runs along the lanes, indexed (lane, k); the other one, indexed (k, o).
  using vector = argument_of<Product, rows ? 0 : 1>;
  using scalar = argument_of<Product, rows ? 1 : 0>;
  template <class Environment, class Factor>
  using strided_type = decltype(strided_factor<Lanes, Factor>(std::declval<const Environment&>()));

  template <class Environment>
  static constexpr bool made_of_dots =
      strided_type<Environment, vector>::vector_stride != 1 &&
      strided_type<Environment, vector>::other_stride == 1 &&
      strided_type<Environment, vector>::other_extent > 1 &&
      strided_type<Environment, scalar>::vector_stride == 1 &&
      !is_paired<typename strided_type<Environment, vector>::value_type> &&
      !is_paired<typename strided_type<Environment, scalar>::value_type>;
  /// Whether the factor along the lanes is stored in fewer bits than it is computed with.
  template <class P, class Environment>
  static constexpr bool narrow =
      !std::is_same_v<typename strided_type<Environment, vector>::value_type,
                      typename P::value_type>;
};

template <lanes Lanes, class Source, class Environment>
constexpr bool is_made_of_dots() {
  if constexpr (is_product<Source>) {
    return product_factors<Lanes, Source>::template made_of_dots<Environment>;
  } else {
    return false;
  }
}

template <lanes Lanes, class Source, class P, class Environment>
constexpr bool has_narrow_factor() {
  if constexpr (is_product<Source>) {
    return product_factors<Lanes, Source>::template narrow<P, Environment>;
  } else {
    return false;
  }
}
template <lanes Lanes, class Source, class Environment>
constexpr bool has_far_factor() {
  if constexpr (is_product<Source>) {
    using factors = product_factors<Lanes, Source>;
    return !lies_near<
        typename factors::template strided_type<Environment, typename factors::vector>>;
  } else {
    return false;
  }
}

/// The tile of Product = left · right, or start + left · right, at (v, o): its places J, of Packs
/// packs in each column.
template <class P, lanes Lanes, std::size_t Packs, walk Walk, class Product, class Environment,
          std::size_t... J>
requires is_product<Product> CTNN_ALWAYS_INLINE constexpr void source_tile(
    P* tile, const Environment& storage, std::size_t v, std::size_t o, std::size_t count,
    std::size_t extent, [[maybe_unused]] std::index_sequence<J...> cells) {
  using factors = product_factors<Lanes, Product>;
  using Start = typename start_of<Product>::leaf;
  auto vector = strided_factor<Lanes, typename factors::vector>(storage);
  const auto scalar = strided_factor<Lanes, typename factors::scalar>(storage);
  using Vector = decltype(vector);
  const std::size_t depth = Vector::other_extent == samples ? count : Vector::other_extent;

  constexpr bool dots = factors::template made_of_dots<Environment>,
                 has_start = !std::is_void_v<Start>;
  const auto start_at = [&](const auto& start, std::size_t j) CTNN_INLINE_LAMBDA {
    return load<P>(start, v + j % Packs * P::size, o + j / Packs, extent);
  };
  // A register that is set to zero is none of those that Intel's processors have in flight, of
  // which a tile of many sums of 512 bits leaves few; so those start at zero.
  constexpr bool starts_late = has_start && !dots && sizeof(P) == 64 && sizeof...(J) > Packs;
  if constexpr (has_start && !starts_late) {
    const auto start = strided_factor<Lanes, Start>(storage);
    ((tile[J] = start_at(start, J)), ...);
  } else {
    clear_tile(tile, cells);
  }
  if constexpr (dots) {
    static_assert(Packs == 1);
    add_dots<sizeof...(J)>(tile, vector, scalar, v, o, depth, extent);
  } else {
    // Lest GCC has an index for each of its packs.
    constexpr bool starts_at_tile =
        is_batch_in_few_registers<P, std::remove_const_t<decltype(scalar)>> &&
        Vector::vector_stride == 1 && !is_paired<typename Vector::value_type>;
    if constexpr (starts_at_tile) vector.data = opaque(vector.data + v);
    contraction<P, Packs, sizeof...(J), Walk, Vector, std::remove_const_t<decltype(scalar)>>(
        vector, scalar, starts_at_tile ? 0 : v, o, depth, starts_at_tile ? extent - v : extent)
        .add_to(tile);
    if constexpr (starts_late) {
      auto start = strided_factor<Lanes, Start>(storage);
      // Lest GCC loads it before a loop over columns, and then lacks registers for the sums.
      start.data = opaque(start.data);
      ((tile[J] = tile[J] + start_at(start, J)), ...);
    }
  }
}

}  // namespace ctnn::inline CTNN_ISA::detail
