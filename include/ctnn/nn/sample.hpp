// One sample's numbers, from whatever holds them.
#pragma once

#include <ctnn/shape/check.hpp>
#include <ctnn/tensor/tensor.hpp>

#include <array>
#include <span>

namespace ctnn::inline CTNN_ISA {

/// A word of the messages: how many numbers a sample has.
template <std::size_t N>
struct features {};

namespace detail {

/// How many numbers X holds, where its type says; else std::dynamic_extent.
template <class X>
inline constexpr std::size_t fixed_extent = std::dynamic_extent;
template <class T, shape S, order Order>
inline constexpr std::size_t fixed_extent<tensor<T, S, Order>> = S.rows* S.columns;
template <class T, std::size_t N>
inline constexpr std::size_t fixed_extent<std::array<T, N>> = N;
template <class T, std::size_t N>
inline constexpr std::size_t fixed_extent<std::span<T, N>> = N;
template <class T, std::size_t N>
inline constexpr std::size_t fixed_extent<T[N]> = N;

template <std::size_t Expected, class X>
struct check_sample {
  static constexpr std::size_t found = fixed_extent<X>;
  static constexpr bool valid() {
    if constexpr (found != std::dynamic_extent && found != Expected) {
      static_assert(shape_mismatch<in<struct network_call>, expected<features<Expected>>,
                                   got<features<found>>>::holds,
                    "ctnn: the sample does not have as many numbers as the network has inputs. "
                    "Give the network a "
                    "vector, array or span of its inputs, or many samples to predict.");
      return false;
    } else {
      return true;
    }
  }
};

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
