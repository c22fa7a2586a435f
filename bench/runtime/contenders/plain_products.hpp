// Matrix products as loops of static size, in the forms that keep their sums in registers.
// Compiled with -ffast-math and -fopenmp-simd.
#pragma once

#include "plain_layers.hpp"

#include <type_traits>

namespace bench {

// Internal, since each contender has its own flags.
namespace {

/// Elements a(m, k) of the left factor.
template <size StrideM, size StrideK>
struct left {
  const float* data;
  float operator()(size m, size k) const { return data[m * StrideM + k * StrideK]; }
};

/// sums[t][v] = sum over k of a(m + t, k) * b[k * Stride + v].
template <size T, size V, size K, size Stride>
inline void add_rows(float (&sums)[T][V], auto a, size m, const float* b) {
  if constexpr (T == 1) {
    // One row's sums would be a chain of dependent additions.
    float even[V] = {}, odd[V] = {};
    IN_THIS_ORDER
    for (size k = 0; k + 1 < K; k += 2) {
      INDEPENDENT
      for (size v = 0; v < V; ++v) even[v] += a(m, k) * b[k * Stride + v];
      INDEPENDENT
      for (size v = 0; v < V; ++v) odd[v] += a(m, k + 1) * b[(k + 1) * Stride + v];
    }
    if constexpr (K % 2 == 1)
      for (size v = 0; v < V; ++v) even[v] += a(m, K - 1) * b[(K - 1) * Stride + v];
    for (size v = 0; v < V; ++v) sums[0][v] = even[v] + odd[v];
  } else {
    float own[T][V] = {};
    IN_THIS_ORDER
    for (size k = 0; k < K; ++k)
      if constexpr (clang_compiles && V < 16) {
        for (size t = 0; t < T; ++t) {
          IN_ONE_LOOP
          for (size v = 0; v < V; ++v) own[t][v] += a(m + t, k) * b[k * Stride + v];
        }
      } else {
        for (size v = 0; v < V; ++v)
          for (size t = 0; t < T; ++t) own[t][v] += a(m + t, k) * b[k * Stride + v];
      }
    for (size t = 0; t < T; ++t)
      for (size v = 0; v < V; ++v) sums[t][v] = own[t][v];
  }
}

/// store(m, n, sums) for stretches of n, of the sums over k of a(m, k) * b[k][n].
template <size M, size N, size K, size From = 0, size Stride = N>
void row_product(auto a, const float* b, auto store) {
  constexpr size widest = M == 1 || K == 1 ? 128 : 64;
  constexpr size V = N - From >= widest ? widest : N - From >= 64 ? 64 : N - From;
  constexpr size T = M < 4 || K == 1 ? 1 : V > 32 ? 4 : M < 8 ? 4 : 8;
  constexpr size end = N - (N - From) % V;
  const auto rows = [&]<size Rows>(size m, size n, std::integral_constant<size, Rows>) {
    float sums[Rows][V];
    add_rows<Rows, V, K, Stride>(sums, a, m, b + n);
    for (size t = 0; t < Rows; ++t) store(m + t, n, sums[t]);
  };
  for (size n = From; n < end; n += V) {
    for (size m = 0; m + T <= M; m += T) rows(m, n, std::integral_constant<size, T>{});
    for (size m = M - M % T; m < M; ++m) rows(m, n, std::integral_constant<size, 1>{});
  }
  if constexpr (end < N) row_product<M, N, K, end, Stride>(a, b, store);
}

/// The same of a[m][k] * b[n][k]: dot products of rows, four by four.
template <size M, size N, size K>
void dot_product(const float* a, const float* b, auto store) {
  constexpr size T = M % 4 == 0 ? 4 : 1;
  // Few rows at a time where they are long, lest they compete for the same sets of a cache.
  constexpr size most = M > 1 ? 4 : K > 512 ? 2 : 8;
  constexpr size V = N < most ? N : most;
  const auto dots = [&]<size Columns>(size m, size n, std::integral_constant<size, Columns>) {
    float sums[T][Columns] = {};
    IN_VECTORS
    for (size k = 0; k < K; ++k)
      for (size t = 0; t < T; ++t)
        for (size v = 0; v < Columns; ++v) sums[t][v] += a[(m + t) * K + k] * b[(n + v) * K + k];
    for (size t = 0; t < T; ++t) store(m + t, n, sums[t]);
  };
  for (size m = 0; m < M; m += T) {
    for (size n = 0; n + V <= N; n += V) dots(m, n, std::integral_constant<size, V>{});
    for (size n = N - N % V; n < N; ++n) dots(m, n, std::integral_constant<size, 1>{});
  }
}

}  // namespace

}  // namespace bench
