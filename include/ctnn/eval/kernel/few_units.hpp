// Kernels of few units for many samples: samples lie along the lanes, since a register of features
// would be mostly padding. In memory the features of a sample are side by side, so registers of
// several samples are taken apart into one for each feature, and put together again at the end;
// but where a sample's features fill 64 or 128 bits, one operation spreads each over those.
#pragma once

#include <ctnn/eval/kernel/cell.hpp>
#include <ctnn/eval/kernel/product.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// Whether a view holds few features, those of a sample side by side, one sample after another.
template <class View>
constexpr bool holds_few_features(shape s) {
  return s.columns == samples && s.rows <= few && View::row_stride == 1 &&
         View::column_stride == s.rows;
}

/// Whether a kernel is a product with few features, a formula of it, and few units.
template <class Kernel, class Environment>
constexpr bool is_of_few_units() {
  using Sources = sources_of_assignments<typename Kernel::assignments>;
  if constexpr (Kernel::assignments::size != 1 || Sources::size != 1 || Kernel::locals::size != 0) {
    return false;
  } else {
    using A = at_t<typename Kernel::assignments, 0>;
    using Product = at_t<Sources, 0>;
    if constexpr (is_product<Product> && shape_of<Product> == Kernel::space) {
      using X = argument_of<Product, 1>;
      if constexpr (is_placeholder<X> && is_placeholder<argument_of<Product, 0>>) {
        return holds_few_features<view_type_of<Environment, typename A::target>>(Kernel::space) &&
               holds_few_features<view_type_of<Environment, X>>(shape_of<X>);
      }
    }
    return false;
  }
}

/// Whether E is a function of Product alone.
template <class Product, class E>
inline constexpr bool is_function_of = std::is_same_v<E, Product> || is_constant<E>;
template <class Product, class Op, class... Args>
inline constexpr bool is_function_of<Product, node<Op, Args...>> =
    std::is_same_v<node<Op, Args...>, Product> || (is_function_of<Product, Args> && ...);

/// Whether a product's sums start at nothing, or at a column that all samples have in common.
template <class Start, std::size_t Units>
inline constexpr bool starts_alike = shape_of<Start> == shape{Units, 1};
template <std::size_t Units>
inline constexpr bool starts_alike<void, Units> = true;

template <class P, class Kernel, class Environment>
struct few_units_runner {
  using assignment = at_t<typename Kernel::assignments, 0>;
  using product = at_t<sources_of_assignments<typename Kernel::assignments>, 0>;
  using features = argument_of<product, 1>;
  using start = typename start_of<product>::leaf;
  static constexpr std::size_t units = Kernel::space.rows;
  static constexpr std::size_t inputs = shape_of<features>.rows;

  const Environment& storage;

  /// The unit at row `unit`, for the samples from v on.
  template <std::size_t... K>
  CTNN_ALWAYS_INLINE constexpr P unit_at(std::size_t unit, const P* x, std::size_t v,
                                         std::size_t count, std::index_sequence<K...>) const {
    const auto weights = strided_factor<lanes::along_columns, argument_of<product, 0>>(storage);
    P sum(typename P::value_type(0));
    if constexpr (!std::is_void_v<start>)
      sum = load<P>(strided_factor<lanes::along_columns, start>(storage), v, unit, count);
    ((sum = fma(x[K], P(number_at(weights, K, unit)), sum)), ...);
    const one_value<P, product> before{sum};
    const cell<P, lanes::along_columns, Environment, one_value<P, product>> here{storage, v, unit,
                                                                                 count, before};
    return value_of<P, typename assignment::formula>(here);
  }

  /// Whether registers hold whole samples: what is the same for all of them is then repeated.
  static constexpr bool holds_whole_samples() {
    using T = typename P::value_type;
    using Weights = decltype(strided_factor<lanes::along_rows, argument_of<product, 0>>(storage));
    constexpr bool has_columns =
        Weights::vector_stride == 1 && std::is_same_v<typename Weights::value_type, T>;
    constexpr std::size_t bytes = units * sizeof(T);
    return has_columns && units == inputs && units > 1 && (bytes == 8 || bytes == 16) &&
           starts_alike<start, units> && is_function_of<product, typename assignment::formula>;
  }

  /// Samples as one run of numbers, as which registers hold them.
  template <class Leaf, class T>
  CTNN_ALWAYS_INLINE constexpr auto one_run() const {
    return strided<T, samples, 1, 1, 1>{strided_factor<lanes::along_rows, Leaf>(storage).data};
  }

  template <std::size_t... K>
  CTNN_ALWAYS_INLINE constexpr void run_whole_samples(std::size_t count,
                                                      std::index_sequence<K...>) const {
    using T = typename P::value_type;
    const auto from = one_run<features, const T>();
    const auto to = one_run<typename assignment::target, T>();
    const auto weights = strided_factor<lanes::along_rows, argument_of<product, 0>>(storage);
    // Read before what is written could change them.
    const register_array<P, units> columns{
        {P::template load_repeated<units>(weights.data + K * weights.other_stride)...}};
    P first(T(0));
    if constexpr (!std::is_void_v<start>)
      first =
          P::template load_repeated<units>(strided_factor<lanes::along_rows, start>(storage).data);
    const std::size_t numbers = count * units;
    for (std::size_t at = 0; at < numbers; at += P::size) {
      const P x = load<P>(from, at, 0, numbers);
      P sum = first;
      ((sum = fma(x.template spread_in_parts<K, units>(), columns.each[K], sum)), ...);
      store<P>(to, at, 0, numbers,
               value_of<P, typename assignment::formula>(one_value<P, product>{sum}));
    }
  }

  template <std::size_t... U>
  CTNN_ALWAYS_INLINE constexpr void run_taken_apart(std::size_t count,
                                                    std::index_sequence<U...>) const {
    const auto* from = strided_factor<lanes::along_columns, features>(storage).data;
    auto* to = strided_factor<lanes::along_columns, typename assignment::target>(storage).data;
    for (std::size_t v = 0; v < count; v += P::size) {
      P x[inputs], y[units];
      P::load_interleaved(x, from + v * inputs, lanes_at<P>(v, count));
      ((y[U] = unit_at(U, x, v, count, std::make_index_sequence<inputs>{})), ...);
      P::store_interleaved(y, to + v * units, lanes_at<P>(v, count));
    }
  }

  CTNN_ALWAYS_INLINE constexpr void run(std::size_t count) const {
    if constexpr (holds_whole_samples()) {
      run_whole_samples(count, std::make_index_sequence<inputs>{});
    } else {
      run_taken_apart(count, std::make_index_sequence<units>{});
    }
  }
};

}  // namespace ctnn::inline CTNN_ISA::detail
