// Activations, and Adam, in a form that compilers vectorise under -ffast-math without a library.
#pragma once

#include "workload.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

#define INDEPENDENT _Pragma("omp simd")
// Clang vectorises sums that are better left alone, by gathering, leaves alone others, and takes
// short loops apart before it looks for vectors in them.
#if defined(__clang__)
#define IN_THIS_ORDER _Pragma("clang loop vectorize(disable)")
#define IN_VECTORS _Pragma("clang loop vectorize(enable) interleave(disable)")
#define IN_ONE_LOOP _Pragma("clang loop unroll(disable) vectorize(enable)")
#else
#define IN_THIS_ORDER
#define IN_VECTORS
#define IN_ONE_LOOP INDEPENDENT
#endif

namespace bench {

// Internal, since each contender has its own flags.
namespace {

#if defined(__clang__)
inline constexpr bool clang_compiles = true;
#else
inline constexpr bool clang_compiles = false;
#endif

/// Of magnitude under 87.
inline float exp(float x) {
  const float scaled = x * 1.44269504f;
  const auto n = static_cast<std::int32_t>(scaled + (scaled < 0 ? -0.5f : 0.5f));
  const float r = x - float(n) * 0.693147181f;
  const float p =
      1 +
      r * (1 + r * (0.5f + r * (0.166666667f +
                                r * (0.0416666667f + r * (8.33333333e-3f + r * 1.38888889e-3f)))));
  return p * std::bit_cast<float>((n + 127) << 23);
}

/// Of positive numbers; of 0 a finite number.
inline float log(float x) {
  const auto bits = std::bit_cast<std::int32_t>(x);
  const std::int32_t n = (bits - 0x3f3504f3) >> 23;
  const float r = std::bit_cast<float>(bits - n * (1 << 23)) - 1;
  const float p =
      0.333333312f +
      r * (-0.249999940f +
           r * (0.200007148f +
                r * (-0.166680577f +
                     r * (0.142493228f +
                          r * (-0.124201408f +
                               r * (0.116769987f + r * (-0.115146103f + r * 0.0703768363f)))))));
  return float(n) * 0.693147181f + r + r * r * (r * p - 0.5f);
}

/// A rational approximation within 5e-7.
inline float tanh(float z) {
  const float x = z < -7.9f ? -7.9f : z > 7.9f ? 7.9f : z;
  const float y = x * x;
  const float p = 4.89352455891786e-3f +
                  y * (6.37261928875436e-4f +
                       y * (1.48572235717979e-5f +
                            y * (5.12229709037114e-8f +
                                 y * (-8.60467152213735e-11f +
                                      y * (2.00018790482477e-13f + y * -2.76076847742355e-16f)))));
  const float q =
      4.89352518554385e-3f +
      y * (2.26843463243900e-3f + y * (1.18534705686654e-4f + y * 1.19825839466702e-6f));
  return x * p / q;
}

template <activation A>
float activated(float z) {
  if constexpr (A == activation::relu) return z > 0 ? z : 0;
  if constexpr (A == activation::tanh) return tanh(z);
  if constexpr (A == activation::sigmoid) return 0.5f + 0.5f * tanh(0.5f * z);
  return z;
}

/// At a = f(z).
template <activation A>
float derivative(float a) {
  if constexpr (A == activation::relu) return a > 0 ? 1.0f : 0.0f;
  if constexpr (A == activation::tanh) return 1 - a * a;
  if constexpr (A == activation::sigmoid) return a * (1 - a);
  return 1;
}

template <std::size_t N>
void softmax(float* z) {
  float most = z[0];
  for (std::size_t i = 1; i < N; ++i) most = z[i] > most ? z[i] : most;
  float sum = 0;
  for (std::size_t i = 0; i < N; ++i) {
    z[i] = exp(z[i] - most);
    sum += z[i];
  }
  const float scale = 1 / sum;
  for (std::size_t i = 0; i < N; ++i) z[i] *= scale;
}

/// As they are at one step; the corrections of both moments' bias are folded in.
struct adam_rates {
  float rate, scale;
  adam_rates(float learning_rate, int step)
      : rate(learning_rate / (1 - std::pow(0.9f, float(step)))),
        scale(1 / std::sqrt(1 - std::pow(0.999f, float(step)))) {}
};

inline void adam(const adam_rates& rates, float& parameter, float& first, float& second,
                 float gradient) {
  first = 0.9f * first + 0.1f * gradient;
  second = 0.999f * second + 0.001f * gradient * gradient;
  parameter -= rates.rate * first / (rates.scale * std::sqrt(second) + 1e-8f);
}

}  // namespace

}  // namespace bench
