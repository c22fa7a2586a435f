// The parameters that a layer asks for.
#pragma once

#include <ctnn/eval/lower.hpp>
#include <ctnn/simd/pack.hpp>
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

/// A product with a matrix of few rows and many columns is best made of dot products, for which it
/// is stored by rows: its columns, padded to a register, would take longer.
template <class T>
constexpr order order_of(parameter p) {
  constexpr std::size_t lanes = simd::native_width<T>, narrow = 16 / sizeof(T);
  constexpr bool up_to_256_bits = lanes * sizeof(T) <= 32;
  // A column takes a multiply-add of each of its registers. A dot product takes one for each
  // register of its row, and to be summed up three instructions, which load nothing and so count as
  // two. Of rows that fill more than two registers batches would take longer.
  const std::size_t registers = quotient_up(p.rows, lanes);
  constexpr std::size_t most_registers = up_to_256_bits ? 2 : 1;
  const bool takes_less = registers <= most_registers &&
                          p.rows * (p.columns + 2 * lanes) <= registers * lanes * p.columns;
  // Where wide registers are halved a column reads a number into all lanes for as long as half of
  // itself; but of more rows or shorter ones batches would take longer.
  const bool takes_less_of_halves = simd::native_pack<T>::is_halved && 2 * p.rows > lanes &&
                                    4 * p.rows <= 3 * lanes && p.columns >= 32;
  // A single full register is read no more often than a number into all of its lanes: of long rows
  // dot products read little more than half. Of shorter ones batches would take longer.
  const bool reads_half = up_to_256_bits && p.rows == lanes && p.columns >= 8 * lanes;
  const bool fits_128_bits = p.rows <= narrow && p.columns >= 2 * p.rows;
  const bool by_rows = takes_less || takes_less_of_halves || reads_half || fits_128_bits;
  return p.columns > 1 && by_rows ? row_order : column_order;
}

}  // namespace detail

template <std::size_t I, order Order>
inline constexpr order order_of_tag<detail::parameter_tag<I, Order>> = Order;

}  // namespace ctnn::inline CTNN_ISA
