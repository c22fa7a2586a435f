// The algebra of shapes: what each kind of operation makes of its operands' shapes.
#pragma once

#include <ctnn/shape/shape.hpp>

namespace ctnn::inline CTNN_ISA {

/// Whether a value of shape `from` can be repeated along its extents of one to fill `to`.
constexpr bool broadcasts_to(shape from, shape to) {
  return (from.rows == to.rows || from.rows == 1) &&
         (from.columns == to.columns || from.columns == 1);
}

/// Whether two operands of an elementwise operation agree: one of them must broadcast to the
/// other. A column beside a row is refused, since that is far more often a forgotten
/// transpose than a wish for an outer sum.
constexpr bool compatible(shape a, shape b) { return broadcasts_to(a, b) || broadcasts_to(b, a); }

/// No constant expression calls it: a formula that was derived, of operands that do not agree, is a
/// mistake of ctnn's, which must not come to numbers.
inline void operands_do_not_agree() {}

/// The shape of an elementwise operation's result.
constexpr shape broadcast(shape a) { return a; }
template <class... Rest>
constexpr shape broadcast(shape a, shape b, Rest... rest) {
  if (!compatible(a, b)) operands_do_not_agree();
  return broadcast(broadcasts_to(a, b) ? b : a, rest...);
}

/// Whether a * b is a matrix product.
constexpr bool contractible(shape a, shape b) { return a.columns == b.rows; }
constexpr shape product(shape a, shape b) { return {a.rows, b.columns}; }

constexpr shape transposed(shape a) { return {a.columns, a.rows}; }

/// Which extents a reduction folds away.
enum class over { everything, every_sample, every_feature };

constexpr shape reduced(shape a, over extents) {
  switch (extents) {
    case over::every_sample:
      return {a.rows, 1};
    case over::every_feature:
      return {1, a.columns};
    default:
      return scalar_shape;
  }
}

}  // namespace ctnn::inline CTNN_ISA
