// Samples and targets, from whatever holds their numbers.
#pragma once

#include <ctnn/eval/evaluate.hpp>
#include <ctnn/tensor/tensor.hpp>

#include <array>
#include <span>

namespace ctnn::inline CTNN_ISA {

// Words of the messages: how many numbers there are, and what was called with them.
template <std::size_t N>
struct features {};
template <std::size_t N>
struct targets {};
template <std::size_t N>
struct outputs {};
template <class Numbers>
struct multiple_of {};
struct numbers_in_a_row;
struct numbers_to_write;
struct network_call;
struct predict_call;
struct gradient_call;
struct trainer_step;

namespace detail {

/// How many numbers X holds, where its type says; else std::dynamic_extent.
template <class X>
inline constexpr std::size_t fixed_extent = std::dynamic_extent;
template <class X>
inline constexpr std::size_t fixed_extent<const X> = fixed_extent<X>;
template <class X>
inline constexpr std::size_t fixed_extent<X&> = fixed_extent<X>;
template <class T, shape S, order Order>
inline constexpr std::size_t fixed_extent<tensor<T, S, Order>> = S.rows* S.columns;
template <class T, std::size_t N>
inline constexpr std::size_t fixed_extent<std::array<T, N>> = N;
template <class T, std::size_t N>
inline constexpr std::size_t fixed_extent<std::span<T, N>> = N;
template <class T, std::size_t N>
inline constexpr std::size_t fixed_extent<T[N]> = N;
template <class T, std::size_t N>
inline constexpr std::size_t fixed_extent<const T[N]> = N;

/// The kind of the numbers in X; void where X does not hold them one behind another.
template <class X>
struct number_of {
  static constexpr auto find() {
    if constexpr (requires(const X& x) { *std::data(x); }) {
      return type_box<std::remove_cvref_t<decltype(*std::data(std::declval<const X&>()))>>{};
    } else {
      return type_box<void>{};
    }
  }
  using type = typename decltype(find())::type;
};

template <class X, class T>
inline constexpr bool is_span_of = std::is_same_v<std::remove_cvref_t<X>, std::span<T>>;

/// Whether X is read as a span of T, or written as one where it is a reference to what can be.
template <class Where, class T, class X>
struct check_numbers {
  using number = typename number_of<std::remove_cvref_t<X>>::type;
  using span_type = std::span<std::conditional_t<std::is_reference_v<X>, T, const T>>;
  static constexpr bool valid() {
    if constexpr (std::is_constructible_v<span_type, const X&>) {
      return true;
    } else if constexpr (std::is_constructible_v<std::span<const T>, const X&>) {
      static_assert(
          kind_mismatch<Where, expected<numbers_to_write>, got<std::remove_reference_t<X>>>::holds,
          "ctnn: these numbers are const, and results are written there. Give a vector, array or "
          "span whose numbers may change.");
      return false;
    } else if constexpr (!std::is_constructible_v<T, number> || std::is_same_v<number, T>) {
      static_assert(
          kind_mismatch<Where, expected<numbers_in_a_row>, got<std::remove_cvref_t<X>>>::holds,
          "ctnn: samples, targets and outputs are vectors, arrays or spans of numbers, those of "
          "many samples one behind the other. Evaluate a formula first, and copy a "
          "matrix's numbers, which lie apart, into an array.");
      return false;
    } else {
      static_assert(scalar_mismatch<Where, expected<T>, got<number>>::holds,
                    "ctnn: a network takes the numbers that it computes with. Convert them, or "
                    "write input<features, double>.");
      return false;
    }
  }
};

/// One sample for a network of Inputs.
template <class Where, std::size_t Inputs, class T, class X>
struct check_sample {
  static constexpr bool valid() {
    if constexpr (fixed_extent<X> != std::dynamic_extent && fixed_extent<X> != Inputs) {
      static_assert(
          shape_mismatch<Where, expected<features<Inputs>>, got<features<fixed_extent<X>>>>::holds,
          "ctnn: the sample does not have as many numbers as the network has inputs. Give the "
          "network a vector, array or span of its inputs, or many samples to predict.");
      return false;
    } else {
      return check_numbers<Where, T, X>::valid();
    }
  }
};

/// Room for the output of one sample.
template <class Where, std::size_t Outputs, class T, class Y>
struct check_output {
  static constexpr bool valid() {
    if constexpr (fixed_extent<Y> != std::dynamic_extent && fixed_extent<Y> != Outputs) {
      static_assert(
          shape_mismatch<Where, expected<outputs<Outputs>>, got<outputs<fixed_extent<Y>>>>::holds,
          "ctnn: there is not room for as many numbers as the network has outputs. Give it a "
          "vector, array or span of that many.");
      return false;
    } else {
      // A reference, since it is written.
      return check_numbers<Where, T, std::remove_reference_t<Y>&>::valid();
    }
  }
};

/// Samples for a batch of at most so many numbers.
template <class Where, std::size_t Most, class X>
struct check_most {
  static constexpr bool valid() {
    constexpr bool fits = fixed_extent<X> == std::dynamic_extent || fixed_extent<X> <= Most;
    if constexpr (!fits) {
      static_assert(shape_mismatch<Where, expected<at_most<features<Most>>>,
                                   got<features<fixed_extent<X>>>>::holds,
                    "ctnn: these are more samples than the trainer's batch. Give a step no more "
                    "than that, or the trainer a larger batch.");
    }
    return fits;
  }
};

/// Samples, and what there is for each of their outputs, targets or room, where their types say
/// how many numbers there are.
template <template <std::size_t> class Word, class Where, std::size_t Inputs, std::size_t Outputs,
          class T, class X, class Target>
struct check_batch {
  static constexpr std::size_t xs = fixed_extent<X>;
  static constexpr std::size_t ts = fixed_extent<Target>;
  static constexpr bool knows_xs = xs != std::dynamic_extent;
  static constexpr bool knows_ts = ts != std::dynamic_extent;

  static constexpr bool valid() {
    if constexpr (!check_numbers<Where, T, X>::valid()) {
      return false;
    } else if constexpr (!check_numbers<Where, T, Target>::valid()) {
      return false;
    } else if constexpr (knows_xs && (xs == 0 || xs % Inputs != 0)) {
      static_assert(
          shape_mismatch<Where, expected<multiple_of<features<Inputs>>>, got<features<xs>>>::holds,
          "ctnn: the samples do not have as many numbers as the network has inputs. Give the "
          "inputs of each sample, one sample behind the other.");
      return false;
    } else if constexpr (knows_xs && knows_ts && ts != xs / Inputs * Outputs) {
      static_assert(
          shape_mismatch<Where, expected<Word<xs / Inputs * Outputs>>, got<Word<ts>>>::holds,
          "ctnn: these are not as many numbers as the network has outputs for these "
          "samples. Give each sample a number for every output.");
      return false;
    } else if constexpr (knows_ts && ts % Outputs != 0) {
      static_assert(
          shape_mismatch<Where, expected<multiple_of<Word<Outputs>>>, got<Word<ts>>>::holds,
          "ctnn: these are not as many numbers as the network has outputs. Give each "
          "sample a number for every output.");
      return false;
    } else {
      return true;
    }
  }
};

/// Room for the gradient of a loss by each number of the samples.
template <class Where, class T, class X, class Room>
struct check_input_gradients {
  static constexpr std::size_t xs = fixed_extent<X>;
  static constexpr std::size_t room = fixed_extent<Room>;
  static constexpr bool valid() {
    if constexpr (xs != std::dynamic_extent && room != std::dynamic_extent && room != xs) {
      static_assert(shape_mismatch<Where, expected<features<xs>>, got<features<room>>>::holds,
                    "ctnn: there is not room for the gradient of each number of the samples. Give "
                    "it as many numbers as the samples have.");
      return false;
    } else {
      // A reference, since it is written.
      return check_numbers<Where, T, std::remove_reference_t<Room>&>::valid();
    }
  }
};

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
