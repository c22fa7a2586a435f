// How wide a pack serves so many numbers, and how storage is padded for it.
#pragma once

#include <ctnn/base/bfloat16.hpp>
#include <ctnn/base/cache.hpp>
#include <ctnn/base/rounding.hpp>
#include <ctnn/simd/pack.hpp>

namespace ctnn::inline CTNN_ISA::simd {

/// The narrowest pack that holds count numbers in one register, else the widest there is:
/// four outputs are worth four lanes, not sixteen of which twelve are padding.
template <class T>
constexpr std::size_t fitting_width(std::size_t count) {
  constexpr std::size_t narrowest = native_width<T> == 1 ? 1 : 16 / sizeof(T);
  std::size_t width = native_width<T>;
  while (width > narrowest && width / 2 >= count) width /= 2;
  return width;
}

/// The extent to which count numbers are padded in storage.
template <class T>
constexpr std::size_t padded(std::size_t count) {
  return rounded_up(count, fitting_width<T>(count));
}

/// From one of `runs` runs of numbers to the next, where `stride` is room enough for each. Runs
/// that start a multiple of 512 bytes apart lie in an eighth of a cache's sets, or in less: of more
/// than the nearest cache holds, what a tile reads of every run is gone when the next tile comes
/// for it. Those are a line further apart. In registers of 512 bits, which are whole lines, that
/// was not measured.
template <class T>
constexpr std::size_t spread_stride(std::size_t stride, std::size_t runs) {
  constexpr std::size_t lanes = native_width<computed_as_t<T>>;
  constexpr bool has_parts_of_lines = lanes != 1 && lanes * sizeof(computed_as_t<T>) < line_size;
  const std::size_t bytes = stride * sizeof(T);
  const bool is_spread = has_parts_of_lines && bytes % 512 == 0 && runs > nearest_cache / bytes;
  return is_spread ? stride + line_size / sizeof(T) : stride;
}

/// From one column of so many rows to the next where values are kept: a row of samples has no
/// padding between them, and samples count as more columns than any cache holds.
template <class T>
constexpr std::size_t column_stride(std::size_t rows, std::size_t columns) {
  return rows == 1 ? 1 : spread_stride<T>(padded<T>(rows), columns);
}

/// The alignment of count numbers in padded storage: a cache line at most, which no register
/// exceeds, for a small value no more than its size.
template <class T>
constexpr std::size_t storage_alignment(std::size_t count) {
  std::size_t bytes = alignof(T);
  if (native_width<computed_as_t<T>> == 1) return bytes;
  while (bytes < line_size && bytes * 2 <= count * sizeof(T)) bytes *= 2;
  return bytes;
}

}  // namespace ctnn::inline CTNN_ISA::simd
