// Where the values between layers are kept, and how many samples' at a time.
#pragma once

#include <ctnn/eval/evaluate.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// A layer's output as it is stored between layers.
template <class T, shape S>
using stored_view =
    view<T, S, column_order, simd::column_stride<std::remove_const_t<T>>(S.rows, S.columns),
         written::in_registers>;

/// The output of a layer for at most Capacity samples.
template <class T, std::size_t Rows, std::size_t Capacity>
struct stored_output {
  static constexpr std::size_t numbers = simd::column_stride<T>(Rows, samples) * Capacity;
  alignas(simd::storage_alignment<T>(numbers)) T data[numbers];
};

/// What a layer stores of at most Capacity samples: its output, of so many numbers each, and what
/// its plan keeps. The last layer's output goes to the caller.
template <class T, std::size_t Outputs, bool Last, std::size_t Capacity, class Temporaries>
struct layer_space {
  stored_output<T, Outputs, Last ? 1 : Capacity> output;
  workspace<T, Temporaries, Capacity> temporaries;
  constexpr layer_space() {}  // sets nothing: the layers write what they read
};

/// So many samples as blocks consist of: of twelve, tiles of six and of four leave none over.
constexpr std::size_t samples_of_block(std::size_t fitting) {
  return clamped(fitting / 12 * 12, 12, 96);
}

/// The same for blocks that are stored as Space<N>: fewer, where as many would not fit the stack.
template <template <std::size_t> class Space, std::size_t Samples>
constexpr std::size_t samples_on_stack() {
  if constexpr (Samples <= 3 || sizeof(Space<Samples>) <= stack_limit) {
    return Samples;
  } else {
    return samples_on_stack<Space, Samples / 2>();
  }
}

}  // namespace ctnn::inline CTNN_ISA::detail
