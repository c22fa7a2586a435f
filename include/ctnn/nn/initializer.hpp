// How parameters start. Biases start at zero and gains at one, whatever the initializer.
#pragma once

#include <ctnn/nn/network.hpp>
#include <ctnn/nn/random.hpp>
#include <ctnn/nn/square_root.hpp>

namespace ctnn::inline CTNN_ISA {

/// Weights of 0.
struct zeros {
  static constexpr std::uint64_t seed = 0;
  constexpr double draw(random_stream&, double, double) const { return 0; }
};

/// Uniform within ±√(6 / (inputs + outputs)) (Glorot and Bengio, 2010); suits tanh and sigmoid.
struct xavier_uniform {
  std::uint64_t seed = 0;
  constexpr double draw(random_stream& random, double fan_in, double fan_out) const {
    return (2 * random.uniform() - 1) * detail::square_root(6 / (fan_in + fan_out));
  }
};

/// Normal with variance 2 / (inputs + outputs) (Glorot and Bengio, 2010).
struct xavier_normal {
  std::uint64_t seed = 0;
  constexpr double draw(random_stream& random, double fan_in, double fan_out) const {
    return random.normal() * detail::square_root(2 / (fan_in + fan_out));
  }
};

/// Uniform within ±√(6 / inputs) (He et al., 2015); suits relu and its kin.
struct he_uniform {
  std::uint64_t seed = 0;
  constexpr double draw(random_stream& random, double fan_in, double) const {
    return (2 * random.uniform() - 1) * detail::square_root(6 / fan_in);
  }
};

/// Normal with variance 2 / inputs (He et al., 2015).
struct he_normal {
  std::uint64_t seed = 0;
  constexpr double draw(random_stream& random, double fan_in, double) const {
    return random.normal() * detail::square_root(2 / fan_in);
  }
};

namespace detail {

template <class I>
concept Initializer = requires(const I& i, random_stream& random) {
  random_stream(i.seed);
  i.draw(random, 1.0, 1.0);
};

/// Sets the numbers of one parameter. A function of its own: inlined for each of a network, GCC 12
/// took one tensor for another and warned of its bounds.
template <class T, class Tensor, class Initializer>
CTNN_NOINLINE constexpr void initialize_parameter(Tensor& tensor, const parameter& p,
                                                  const Initializer& initializer,
                                                  random_stream& random) {
  for (std::size_t r = 0; r < p.rows; ++r) {
    for (std::size_t c = 0; c < p.columns; ++c) {
      switch (p.purpose) {
        case role::weights:
          tensor(r, c) = static_cast<T>(initializer.draw(random, static_cast<double>(p.columns),
                                                         static_cast<double>(p.rows)));
          break;
        case role::bias:
          tensor(r, c) = T(0);
          break;
        case role::gain:
          tensor(r, c) = T(1);
          break;
      }
    }
  }
}

}  // namespace detail

/// Sets all parameters of a network. A seed gives the same numbers on every platform.
template <class Input, class... Layers, class Initializer>
constexpr void initialize(network<Input, Layers...>& net, const Initializer& initializer) {
  if constexpr (!detail::Initializer<Initializer>) {
    static_assert(kind_mismatch<expected<an_initializer>, got<Initializer>>::holds,
                  "ctnn: this is not an initializer. Write xavier_uniform{.seed = 7}, or give an "
                  "object with a seed and draw(random, fan_in, fan_out).");
  } else if constexpr (network<Input, Layers...>::is_valid) {
    using T = typename Input::value_type;
    random_stream random(initializer.seed);
    net.for_each_layer([&](auto& layer) {
      layer.for_each([&](auto& tensor, const parameter& p) {
        detail::initialize_parameter<T>(tensor, p, initializer, random);
      });
    });
  }
}

}  // namespace ctnn::inline CTNN_ISA
