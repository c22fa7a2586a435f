// The one place that says which shapes are refused. The template arguments of the failing class
// are the message: which operation, what it expected and what it got.
#pragma once

#include <ctnn/base/words.hpp>
#include <ctnn/shape/algebra.hpp>

namespace ctnn::inline CTNN_ISA {

// Words of the messages.
template <std::size_t N>
struct rows {};
template <std::size_t N>
struct columns {};
template <std::size_t Rows, std::size_t Columns>
struct rows_by_columns {};
// A batch's, whose number of samples is known at run time.
template <std::size_t Rows>
struct rows_by_samples {};
template <std::size_t Columns>
struct samples_by_columns {};
struct samples_by_samples;
struct a_row_for_each_sample;

namespace detail {
template <std::size_t Rows, std::size_t Columns>
struct words_of_extents {
  using type = rows_by_columns<Rows, Columns>;
};
template <std::size_t Rows>
struct words_of_extents<Rows, samples> {
  using type = rows_by_samples<Rows>;
};
template <std::size_t Columns>
struct words_of_extents<samples, Columns> {
  using type = samples_by_columns<Columns>;
};
template <>
struct words_of_extents<samples, samples> {
  using type = samples_by_samples;
};
template <std::size_t Rows>
using words_of_rows = std::conditional_t<Rows == samples, a_row_for_each_sample, rows<Rows>>;
}  // namespace detail

/// How a shape is printed.
template <shape S>
using words_of = typename detail::words_of_extents<S.rows, S.columns>::type;

/// Instantiated only where a shape is wrong.
template <class... Words>
struct shape_mismatch {
  static constexpr bool holds = false;
};

/// The type of an operation that was refused: it takes part in everything and complains of
/// nothing more, so that one mistake is one error.
struct invalid;

/// What the operands of an operation are to each other, and whether they can be: the answer in
/// `holds`, and where it is no, the message in `mismatch`. An operator turns that into an error
/// (expr/node.hpp), on its own lines, since each call in between is three more lines of it.
struct check_nothing {
  static constexpr bool holds = true;
};

/// Operands that act on each other number by number, each pair of which has to agree.
template <class Operation, shape... S>
struct check_elementwise : check_nothing {};
template <class Operation, shape A, shape B>
struct check_elementwise<Operation, A, B> {
  static constexpr bool holds = compatible(A, B);
  static constexpr bool contracts = false;
  using mismatch = shape_mismatch<in<Operation>, expected<words_of<A>>, got<words_of<B>>>;
};
template <class Operation, shape A, shape B, shape... Rest>
struct check_elementwise<Operation, A, B, Rest...>
    : std::conditional_t<!compatible(A, B), check_elementwise<Operation, A, B>,
                         std::conditional_t<!check_elementwise<Operation, A, Rest...>::holds,
                                            check_elementwise<Operation, A, Rest...>,
                                            check_elementwise<Operation, B, Rest...>>> {};

/// An operand that is repeated to fill a shape.
template <class Operation, shape Filled, shape A>
struct check_repeated {
  static constexpr bool holds = broadcasts_to(A, Filled);
  static constexpr bool contracts = false;
  using mismatch = shape_mismatch<in<Operation>, expected<words_of<Filled>>, got<words_of<A>>>;
};

/// The factors of a matrix product.
template <class Operation, shape A, shape B>
struct check_product {
  static constexpr bool holds = contractible(A, B);
  static constexpr bool contracts = true;
  using mismatch = shape_mismatch<in<Operation>, expected<detail::words_of_rows<A.columns>>,
                                  got<detail::words_of_rows<B.rows>>>;
};

/// A value of shape Got where Expected is needed: an assignment, or a binding.
template <class Operation, shape Expected, shape Got>
struct check_same {
  static constexpr bool valid() {
    if constexpr (Expected != Got) {
      static_assert(
          shape_mismatch<in<Operation>, expected<words_of<Expected>>, got<words_of<Got>>>::holds,
          "ctnn: the value does not have the shape that is needed here. Declare what receives it "
          "with the rows and columns that it got, or mend the formula.");
      return false;
    } else {
      return true;
    }
  }
};

}  // namespace ctnn::inline CTNN_ISA
