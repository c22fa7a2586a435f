// The one place where shapes are refused. The template arguments of the failing class are the
// message: which operation, what it expected and what it got.
#pragma once

#include <ctnn/shape/algebra.hpp>

namespace ctnn::inline CTNN_ISA {

// Words of the messages.
template <class Operation>
struct in {};
template <class Extent>
struct expected {};
template <class Extent>
struct got {};
template <std::size_t N>
struct rows {};
template <std::size_t N>
struct columns {};
template <std::size_t Rows, std::size_t Columns>
struct rows_by_columns {};

/// Instantiated only where a shape is wrong.
template <class Where, class Expected, class Got>
struct shape_mismatch {
  static constexpr bool holds = false;
};

/// The type of an operation that was refused: it takes part in everything and complains of
/// nothing more, so that one mistake is one error.
struct invalid;

template <class Operation, shape A, shape B>
struct check_elementwise {
  using mismatch = shape_mismatch<in<Operation>, expected<rows_by_columns<A.rows, A.columns>>,
                                  got<rows_by_columns<B.rows, B.columns>>>;
  static constexpr bool valid() {
    if constexpr (!compatible(A, B)) {
      static_assert(mismatch::holds,
                    "ctnn: the operands have different shapes. Give both the same rows and "
                    "columns, or make one of them a scalar, a column (broadcast over samples) or "
                    "a row (broadcast over features).");
      return false;
    } else {
      return true;
    }
  }
};

template <class Operation, shape A, shape B>
struct check_product {
  using mismatch = shape_mismatch<in<Operation>, expected<rows<A.columns>>, got<rows<B.rows>>>;
  static constexpr bool valid() {
    if constexpr (!contractible(A, B)) {
      static_assert(mismatch::holds,
                    "ctnn: a matrix product needs as many rows on its right as it has columns on "
                    "its left. Check the sizes, or transpose one of the factors.");
      return false;
    } else {
      return true;
    }
  }
};

/// A value of shape Got where Expected is needed: an assignment, a binding, a network's input.
template <class Operation, shape Expected, shape Got>
struct check_same {
  using mismatch =
      shape_mismatch<in<Operation>, expected<rows_by_columns<Expected.rows, Expected.columns>>,
                     got<rows_by_columns<Got.rows, Got.columns>>>;
  static constexpr bool valid() {
    if constexpr (Expected != Got) {
      static_assert(mismatch::holds,
                    "ctnn: the value does not have the shape that is needed here. Declare it with "
                    "the expected rows and columns.");
      return false;
    } else {
      return true;
    }
  }
};

}  // namespace ctnn::inline CTNN_ISA
