// What a contender must compute, from the tests' reference network in extended precision, and the
// numbers that it computes with.
#pragma once

#include "workload.hpp"

#include <new>
#include <string>
#include <vector>

namespace bench {

/// Where a contender's numbers begin: at a line of the cache. Elsewhere registers of them lie across
/// two, and whether they do would be a matter of chance, of up to a third of a small layer's time.
inline constexpr std::size_t beginning = 64;

template <class T>
struct beginning_at_lines {
  using value_type = T;
  beginning_at_lines() = default;
  template <class U>
  beginning_at_lines(const beginning_at_lines<U>&) {}
  T* allocate(std::size_t count) {
    return static_cast<T*>(::operator new(count * sizeof(T), std::align_val_t{beginning}));
  }
  void deallocate(T* numbers, std::size_t) {
    ::operator delete(numbers, std::align_val_t{beginning});
  }
  bool operator==(const beginning_at_lines&) const = default;
};
using floats = std::vector<float, beginning_at_lines<float>>;

/// Weights (out x in, row by row) and biases of each layer; or their gradients.
struct parameters {
  std::vector<floats> weights;
  std::vector<floats> bias;
};

/// As many as a workload has, all of them zero.
parameters room_for(const workload&);

/// A workload's numbers. Samples lie one after another.
struct problem {
  parameters initial;
  floats x;
  floats target;

  floats output;         // of work::forward
  parameters gradients;  // of work::gradients
  double loss = 0;
  /// work::step: the loss before each of five steps on the same batch, and what they lead to.
  floats losses;
  parameters trained;
};

/// The rate of the five steps that are checked. Timed ones are so small that nothing drifts.
inline constexpr float checked_rate(optimizer o) { return o == optimizer::sgd ? 0.05f : 1e-3f; }
inline constexpr float timed_rate = 1e-7f;

/// What a contender computes with instead of the parameters that it was given.
using stored_parameters = parameters (*)(const parameters&);

/// With `stored`, of the weights that it makes of the ones drawn. Made once for each.
const problem& problem_of(const workload&, stored_parameters stored = nullptr);

/// Inputs and targets to rotate through while timing, `samples` of each, and room for the outputs
/// of one call.
struct timed_numbers {
  floats xs, ts, y;
  timed_numbers(const workload&, std::size_t samples);
};
floats random_inputs(const workload&, std::size_t samples);

/// Empty where they agree, else what differs: |found - expected| may be 1e-4 of |expected| and
/// 1e-5 more, which leaves float arithmetic in any order its due and no formula any room.
std::string difference(const std::string& what, const floats& expected, const floats& found);
std::string mistake_in_training(const problem&, const floats& losses, const parameters& trained);
std::string mistake_in_gradients(const problem&, float loss, const parameters& gradients);

}  // namespace bench
