// The shape of a value: features down, samples across.
#pragma once

#include <ctnn/base/config.hpp>

namespace ctnn::inline CTNN_ISA {

/// An extent known only at run time: how many samples a batch has. A formula over a batch of
/// any size has this many columns, so that one derivative and one plan serve all sizes.
inline constexpr std::size_t samples = static_cast<std::size_t>(-1);

/// Rows are features, columns are samples. A vector is one column, a scalar is 1 x 1.
struct shape {
  std::size_t rows = 1;
  std::size_t columns = 1;

  friend constexpr bool operator==(const shape&, const shape&) = default;
};

inline constexpr shape scalar_shape{1, 1};

constexpr bool is_static(shape s) { return s.rows != samples && s.columns != samples; }

}  // namespace ctnn::inline CTNN_ISA
