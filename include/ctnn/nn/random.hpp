// Random numbers that are the same on every platform and in constant expressions.
#pragma once

#include <ctnn/base/config.hpp>

#include <cstdint>

namespace ctnn::inline CTNN_ISA {

/// A stream of random numbers from a seed: SplitMix64 (Steele, Lea and Flood, 2014).
class random_stream {
 public:
  constexpr explicit random_stream(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t bits() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  /// Uniform in [0, 1), a multiple of 2^-53.
  constexpr double uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

  /// Standard normal, by Karney's exact method (2016): integers and comparisons of uniform
  /// numbers, no function whose last bit differs between platforms.
  constexpr double normal() {
    for (;;) {
      int k = 0;
      while (half_exponential()) ++k;
      bool accepted = true;
      for (int i = 0; accepted && i < k * (k - 1); ++i) accepted = half_exponential();
      if (!accepted) continue;
      const double x = uniform();
      for (int i = 0; accepted && i <= k; ++i) accepted = tail(k, x);
      if (accepted) return (bits() >> 63 != 0 ? -1 : 1) * (k + x);
    }
  }

  /// Uniform below count, for shuffling.
  constexpr std::size_t below(std::size_t count) {
    return static_cast<std::size_t>(uniform() * static_cast<double>(count));
  }

 private:
  // True with probability e^(-1/2): a falling run from 1/2 has even length (von Neumann).
  constexpr bool half_exponential() {
    bool even = true;
    for (double last = 0.5, u = uniform(); u < last; last = u, u = uniform()) even = !even;
    return even;
  }
  // True with probability exp(-x (2k + x) / (2k + 2)), likewise.
  constexpr bool tail(int k, double x) {
    bool even = true;
    double last = x;
    for (;;) {
      const double u = uniform();
      if (!(u < last) || !(uniform() * (2 * k + 2) < 2 * k + x)) return even;
      last = u;
      even = !even;
    }
  }

  std::uint64_t state_;
};

}  // namespace ctnn::inline CTNN_ISA
