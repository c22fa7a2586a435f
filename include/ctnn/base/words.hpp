// The words that compile-time errors are made of. A check names one class, such as
// shape_mismatch<in<op::matmul>, expected<rows<18>>, got<rows<64>>>, and every compiler prints it.
#pragma once

#include <ctnn/base/config.hpp>

namespace ctnn::inline CTNN_ISA {

/// The operation or the function that refuses.
template <class Operation>
struct in {};
/// The layer that layer<I>() gives: 0 is the first behind the input.
template <std::size_t I>
struct at_layer {};
template <class What>
struct expected {};
template <class What>
struct got {};

/// Instantiated only where something of the wrong kind was given.
template <class... Words>
struct kind_mismatch {
  static constexpr bool holds = false;
};

}  // namespace ctnn::inline CTNN_ISA
