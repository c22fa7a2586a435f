// Values of static shape in aligned, padded storage inside the object: no heap.
#pragma once

#include <ctnn/base/bfloat16.hpp>
#include <ctnn/base/language.hpp>
#include <ctnn/base/rounding.hpp>
#include <ctnn/shape/check.hpp>
#include <ctnn/simd/paired.hpp>
#include <ctnn/tensor/view.hpp>

#include <algorithm>
#include <array>
#include <span>

namespace ctnn::inline CTNN_ISA {

template <class T, shape S, order Order>
class tensor;

/// For a tensor whose every number is about to be written: tensor(unset).
struct unset_t {};
inline constexpr unset_t unset{};

/// A matrix of numbers, all zero unless given. Rows x Columns is what the type says; the order
/// of storage and its padding show nowhere but in data().
template <class T, std::size_t Rows, std::size_t Columns, order Order = column_order>
using matrix = tensor<T, shape{Rows, Columns}, Order>;

/// A column of N numbers.
template <class T, std::size_t N>
using vector = tensor<T, shape{N, 1}, column_order>;

template <class T, shape S, order Order>
class tensor : public language::operand {
  static_assert(Stored<T>,
                "ctnn: a tensor's numbers are float, double or, to be stored, bfloat16.");
  static_assert(S.rows != 0 && S.columns != 0, "ctnn: a tensor has at least one row and column.");
  static_assert(is_static(S), "ctnn: a tensor's rows and columns are compile-time constants.");

  static constexpr std::size_t inner = Order == column_order ? S.rows : S.columns;
  static constexpr std::size_t outer = Order == column_order ? S.columns : S.rows;
  // Narrow numbers by columns, of which kernels take several registers at a time.
  static constexpr bool in_pairs = !std::is_same_v<computed_as_t<T>, T> && Order == column_order &&
                                   S.columns > 1 &&
                                   inner * 2 > simd::pair_width&& simd::native_width<float> > 1;
  using element = std::conditional_t<in_pairs, paired<T>, T>;

 public:
  using value_type = T;
  static constexpr shape extents = S;
  static constexpr order storage_order = Order;
  static constexpr std::size_t rows = S.rows;
  static constexpr std::size_t columns = S.columns;
  /// Numbers between neighbouring columns (or rows, in row order); the rest is padding.
  static constexpr std::size_t stride = simd::spread_stride<T>(
      in_pairs ? rounded_up(inner, simd::pair_width) : simd::padded<computed_as_t<T>>(inner),
      outer);
  static constexpr bool is_vector = S.columns == 1 && Order == column_order;

  using view_type = view<element, S, Order, stride>;
  using const_view_type = view<const element, S, Order, stride>;

  constexpr tensor() : data_{} {}

  /// Numbers that are not set. A constant expression has none such: there they are zero.
  constexpr explicit tensor(unset_t) {
    if (__builtin_is_constant_evaluated()) {
      for (element& each : data_) each = element{};
    }
  }

  /// A vector from its numbers.
  template <class... Numbers>
  requires(is_vector && sizeof...(Numbers) != 0 &&
           (std::is_arithmetic_v<Numbers> && ...)) constexpr explicit(S.rows == 1)
      tensor(Numbers... numbers)  // NOLINT: they are its value
      : data_{} {
    constexpr std::size_t count = sizeof...(Numbers);
    if constexpr (count != S.rows) {
      static_assert(shape_mismatch<expected<ctnn::rows<S.rows>>, got<ctnn::rows<count>>>::holds,
                    "ctnn: a vector has as many numbers as rows. Give it one for each.");
    } else {
      std::size_t i = 0;
      ((data_[i++] = static_cast<T>(numbers)), ...);
    }
  }

  /// A vector from an array.
  constexpr tensor(const std::array<T, S.rows>& numbers)  // NOLINT: likewise
      requires is_vector : data_{} {
    for (std::size_t i = 0; i < S.rows; ++i) data_[i] = numbers[i];
  }

  /// A matrix row by row: {{1, 2, 3}, {4, 5, 6}}.
  template <std::size_t... Lengths>
  requires(!is_vector && sizeof...(Lengths) != 0) constexpr tensor(
      const computed_as_t<T> (&... numbers)[Lengths])  // NOLINT: likewise
      : data_{} {
    if constexpr (are_rows<sizeof...(Lengths), Lengths...>()) {
      std::size_t r = 0;
      (set_row(r++, numbers), ...);
    }
  }
  /// The same as an array of rows: ({{1, 2, 3}, {4, 5, 6}}).
  template <std::size_t Rows, std::size_t Columns>
  constexpr tensor(const computed_as_t<T> (&numbers)[Rows][Columns])  // NOLINT: likewise
      : data_{} {
    if constexpr (are_rows<Rows, Columns>()) {
      for (std::size_t r = 0; r < S.rows; ++r) set_row(r, numbers[r]);
    }
  }

  /// The value of a formula; its shape is checked at compile time.
  template <class Expression>
  requires(std::is_base_of_v<language::operand, Expression> &&
           !std::is_same_v<Expression,
                           tensor>) constexpr tensor(const Expression& formula)
      : tensor(unset) {  // NOLINT: a formula is its value
    evaluate_into(*this, formula);
  }
  /// The same; this value may occur in the formula.
  template <class Expression>
  requires(std::is_base_of_v<language::operand, Expression> &&
           !std::is_same_v<Expression, tensor>) constexpr tensor&
  operator=(const Expression& formula) {
    assign_into(*this, formula);
    return *this;
  }

  /// A number, to be read and assigned.
  constexpr decltype(auto) operator()(std::size_t row, std::size_t column) noexcept {
    if constexpr (in_pairs) {
      return simd::reference_in_pairs(data_, index(row, column));
    } else {
      return (data_[index(row, column)]);
    }
  }
  constexpr decltype(auto) operator()(std::size_t row, std::size_t column) const noexcept {
    if constexpr (in_pairs) {
      return simd::number_in_pairs(data_, index(row, column));
    } else {
      return (data_[index(row, column)]);
    }
  }
  constexpr T& operator()(std::size_t i) noexcept requires is_vector { return data_[index(i, 0)]; }
  constexpr const T& operator()(std::size_t i) const noexcept requires is_vector {
    return data_[index(i, 0)];
  }
  constexpr T& operator[](std::size_t i) noexcept requires is_vector { return data_[index(i, 0)]; }
  constexpr const T& operator[](std::size_t i) const noexcept requires is_vector {
    return data_[index(i, 0)];
  }

  /// Sets every number.
  constexpr void fill(computed_as_t<T> number) noexcept {
    if constexpr (in_pairs) {
      for (std::size_t i = 0; i < stride * outer; ++i) simd::set_number_in_pairs(data_, i, number);
    } else {
      for (element& each : data_) each = number;
    }
  }

  static constexpr std::size_t size() { return S.rows * S.columns; }

  /// The storage, padding included: for kernels and for copying whole.
  constexpr element* data() { return data_; }
  constexpr const element* data() const { return data_; }

  constexpr T* begin() requires is_vector { return data_; }
  constexpr T* end() requires is_vector { return data_ + S.rows; }
  constexpr const T* begin() const requires is_vector { return data_; }
  constexpr const T* end() const requires is_vector { return data_ + S.rows; }
  constexpr operator std::span<const T, S.rows>()
      const  // NOLINT: a vector is a span of its numbers
      requires is_vector {
    return std::span<const T, S.rows>(data_, S.rows);
  }
  constexpr operator std::span<T, S.rows>()  // NOLINT: likewise
      requires is_vector {
    return std::span<T, S.rows>(data_, S.rows);
  }

  constexpr view_type whole() { return {data_}; }
  constexpr const_view_type whole() const { return {data_}; }

  friend constexpr bool operator==(const tensor& a, const tensor& b) {
    for (std::size_t c = 0; c < S.columns; ++c) {
      for (std::size_t r = 0; r < S.rows; ++r) {
        if (a(r, c) != b(r, c)) return false;
      }
    }
    return true;
  }

 private:
  template <std::size_t Rows, std::size_t... Lengths>
  static constexpr bool are_rows() {
    constexpr std::size_t most = std::max({Lengths...}), least = std::min({Lengths...});
    constexpr std::size_t other = least < S.columns ? least : most;
    constexpr bool fit = Rows == S.rows && other == S.columns;
    if constexpr (!fit) {
      static_assert(
          shape_mismatch<expected<rows_by_columns<S.rows, S.columns>>,
                         got<rows_by_columns<Rows, other>>>::holds,
          "ctnn: a matrix is given row by row, each with a number for every column. Give it "
          "{{1, 2, 3}, {4, 5, 6}} for two rows and three columns.");
    }
    return fit;
  }
  constexpr void set_row(std::size_t row, const computed_as_t<T> (&numbers)[S.columns]) {
    for (std::size_t c = 0; c < S.columns; ++c) (*this)(row, c) = numbers[c];
  }

  static constexpr std::size_t index(std::size_t row, std::size_t column) {
    return row * view_type::row_stride + column * view_type::column_stride;
  }

  alignas(simd::storage_alignment<T>(stride* outer)) element data_[stride * outer];
};

}  // namespace ctnn::inline CTNN_ISA
