// The functions of packs, each with its reference, for a number of a wider type, and its greatest
// error in units in the last place, which is what its header states.
#pragma once

#include <ctnn/simd.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <type_traits>

namespace support::inline CTNN_ISA {

struct exp_function {
  static constexpr const char* name = "exp";
  static constexpr double of_float = 1.1, of_double = 1.1;
  auto operator()(auto x) const { return exp(x); }
  static auto reference(auto x) { return std::exp(x); }
};
struct expm1_function {
  static constexpr const char* name = "expm1";
  static constexpr double of_float = 1.6, of_double = 2.1;
  auto operator()(auto x) const { return expm1(x); }
  static auto reference(auto x) { return std::expm1(x); }
};
struct log_function {
  static constexpr const char* name = "log";
  static constexpr double of_float = 0.9, of_double = 0.9;
  auto operator()(auto x) const { return log(x); }
  static auto reference(auto x) { return std::log(x); }
};
struct log1p_function {
  static constexpr const char* name = "log1p";
  static constexpr double of_float = 1.5, of_double = 1.5;
  auto operator()(auto x) const { return log1p(x); }
  static auto reference(auto x) { return std::log1p(x); }
};
struct tanh_function {
  static constexpr const char* name = "tanh";
  static constexpr double of_float = 3.5, of_double = 3.5;
  auto operator()(auto x) const { return tanh(x); }
  static auto reference(auto x) { return std::tanh(x); }
};
struct sigmoid_function {
  static constexpr const char* name = "sigmoid";
  static constexpr double of_float = 2.5, of_double = 2.5;
  auto operator()(auto x) const { return sigmoid(x); }
  // Where e^-x overflows it is zero, though the value is a subnormal number.
  static auto reference(auto x) {
    using W = decltype(x);
    const W largest = std::is_same_v<W, double> ? W(std::numeric_limits<float>::max())
                                                : W(std::numeric_limits<double>::max());
    const auto power = std::exp(-x);
    return power > largest ? W(0) : 1 / (1 + power);
  }
};
struct softplus_function {
  static constexpr const char* name = "softplus";
  static constexpr double of_float = 2.1, of_double = 2.1;
  auto operator()(auto x) const { return softplus(x); }
  static auto reference(auto x) {
    return std::isnan(x) ? x : std::max(x, decltype(x)(0)) + std::log1p(std::exp(-std::abs(x)));
  }
};
struct erf_function {
  static constexpr const char* name = "erf";
  static constexpr double of_float = 2.0, of_double = 2.1;
  auto operator()(auto x) const { return erf(x); }
  static auto reference(auto x) { return std::erf(x); }
};

using math_functions = std::tuple<exp_function, expm1_function, log_function, log1p_function,
                                  tanh_function, sigmoid_function, softplus_function, erf_function>;

/// y = F(x) for as many numbers, by packs of N, of which count is a multiple.
template <std::size_t N, class F, class T>
void apply(F function, const T* x, T* y, std::size_t count) {
  for (std::size_t i = 0; i < count; i += N)
    function(ctnn::simd::pack<T, N>::load(x + i)).store(y + i);
}

}  // namespace support::inline CTNN_ISA
