// Tensors of bfloat16 in formulas, which are computed with as floats: against tensors of the floats
// that they hold.
#include "support/closeness.hpp"

#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

namespace {

/// That no number is farther from its own than 64 roundings of it and of one.
template <class A, class B>
void check_equal(const A& a, const B& b) {
  static_assert(A::extents == B::extents);
  test::closeness law("narrow", {64 * 0x1p-24, 64 * 0x1p-24});
  for (std::size_t r = 0; r < A::rows; ++r) {
    for (std::size_t c = 0; c < A::columns; ++c) law.compare(a(r, c), b(r, c), r + c * A::rows);
  }
}

template <std::size_t Rows, std::size_t Columns>
void check_formulas() {
  nn::matrix<nn::bfloat16, Rows, Columns> narrow;
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t c = 0; c < Columns; ++c)
      narrow(r, c) = nn::bfloat16(static_cast<float>((7 * r + 5 * c) % 11) / 16 - 0.25f);
  }
  // Afterwards, since numbers in pairs move each other.
  nn::matrix<float, Rows, Columns> wide;
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t c = 0; c < Columns; ++c) wide(r, c) = narrow(r, c);
  }
  nn::vector<float, Columns> x;
  for (std::size_t c = 0; c < Columns; ++c) x[c] = 1 / static_cast<float>(c + 2);
  const nn::vector<float, Rows> y = wide * x;

  INFO(Rows << " x " << Columns);
  check_equal(evaluate(tanh(narrow)), evaluate(tanh(wide)));
  check_equal(evaluate(hadamard(narrow, wide) + narrow), evaluate(hadamard(wide, wide) + wide));
  check_equal(evaluate(narrow * x), y);
  check_equal(evaluate(transpose(narrow) * y), evaluate(transpose(wide) * y));
  check_equal(evaluate(transpose(narrow)), evaluate(transpose(wide)));
  check_equal(evaluate(sum(narrow)), evaluate(sum(wide)));
  check_equal(evaluate(sum_features(narrow)), evaluate(sum_features(wide)));
  nn::matrix<float, Rows, Columns> assigned;
  assigned = narrow;
  check_equal(assigned, wide);
}

}  // namespace

TEST_CASE("unit.expr.narrow_tensors") {
  check_formulas<1, 1>();
  check_formulas<3, 3>();
  check_formulas<8, 5>();
  check_formulas<9, 4>();
  check_formulas<17, 3>();
  check_formulas<24, 2>();
  check_formulas<33, 7>();
  check_formulas<40, 1>();
  check_formulas<1, 24>();
}
