// The parameters that a layer asks for.
#pragma once

#include <ctnn/eval/lower.hpp>
#include <ctnn/simd/width.hpp>
#include <ctnn/tensor/view.hpp>

namespace ctnn::inline CTNN_ISA {

/// What a parameter is for, which says how it starts: weights by the initializer, biases at 0,
/// gains at 1.
enum class role { weights, bias, gain };

/// One parameter of a layer: its role, rows and columns.
struct parameter {
  role purpose;
  std::size_t rows;
  std::size_t columns = 1;
};

namespace detail {

/// A layer's I-th parameter as a placeholder; the order in which it is stored is part of it.
template <std::size_t I, order Order>
struct parameter_tag {};

/// A matrix of few rows and many columns is stored by rows, since a product with it is best
/// made of dot products: padded to a register, its columns would be mostly padding.
template <class T>
constexpr order order_of(parameter p) {
  constexpr std::size_t narrow = 16 / sizeof(T);
  return p.columns > 1 && p.rows <= narrow && p.columns >= 2 * p.rows ? row_order : column_order;
}

}  // namespace detail

template <std::size_t I, order Order>
inline constexpr order order_of_tag<detail::parameter_tag<I, Order>> = Order;

}  // namespace ctnn::inline CTNN_ISA
