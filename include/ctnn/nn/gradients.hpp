// A loss and its gradients with respect to a network's parameters, as numbers that can be read,
// added up and clipped.
#pragma once

#include <ctnn/eval/evaluate.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/reduce.hpp>
#include <ctnn/nn/by_layer.hpp>
#include <ctnn/nn/optimizer/optimizer.hpp>
#include <ctnn/nn/square_root.hpp>

#include <limits>

namespace ctnn::inline CTNN_ISA {

namespace detail {

/// What gradients are changed by: others of the same shape, and a number.
struct changed_tag {};
struct added_tag {};
struct factor_tag {};

}  // namespace detail

/// The loss and its gradient with respect to every parameter of a network: layer<I>() has those of
/// layer I's parameters, under the names of the parameters.
template <class Net>
class gradients : public detail::by_layer<typename Net::parameters_type, Net::layer_count> {
 public:
  using value_type = typename Net::value_type;

  value_type loss{};

  /// Sets the loss and every gradient to zero.
  constexpr void clear() noexcept {
    loss = {};
    this->for_each_layer([](auto& layer) {
      layer.for_each([](auto& tensor, const parameter&) { tensor.fill({}); });
    });
  }

  /// Adds another's loss and gradients.
  constexpr void add(const gradients& other) noexcept {
    loss += other.loss;
    change([](auto g, auto added, auto) { return g + added; }, other, 0);
  }

  /// Multiplies the loss and its gradients by a number, as 1/n makes means of n that were added.
  constexpr void scale(value_type factor) noexcept {
    loss *= factor;
    scale_gradients(factor);
  }

  /// The length of all gradients as one vector, the root of the sum of their squares.
  constexpr value_type norm() const noexcept {
    using limits = std::numeric_limits<value_type>;
    const value_type squares = sum_of_squares(1);
    // Squares leave the range long before the numbers do: then they are of numbers brought nearer
    // to 1 by a power of two, half the range and enough for a sum of 2^32.
    constexpr value_type least = limits::min() / limits::epsilon();
    constexpr double power = limits::max_exponent == 128 ? 0x1p80 : 0x1p528;
    if (squares > limits::max()) return root(sum_of_squares(1 / power)) * value_type(power);
    if (squares < least) return root(sum_of_squares(power)) / value_type(power);
    return root(squares);
  }

  /// Makes the gradients as short as `most` where their norm is above; returns the norm as it was.
  constexpr value_type clip(value_type most) noexcept {
    const value_type was = norm();
    if (was > most) scale_gradients(most / was);
    return was;
  }

 private:
  static constexpr value_type root(value_type x) noexcept {
    return static_cast<value_type>(detail::square_root(static_cast<double>(x)));
  }
  constexpr value_type sum_of_squares(double factor) const noexcept {
    value_type result(0);
    this->for_each_layer([&](const auto& layer) {
      layer.for_each([&](const auto& tensor, const parameter&) {
        auto scaled = factor * tensor;
        result += evaluate(sum(hadamard(scaled, scaled)))(0, 0);
      });
    });
    return result;
  }

  constexpr void scale_gradients(value_type factor) noexcept {
    change([](auto g, auto, auto number) { return number * g; }, *this, factor);
  }

  /// Assigns to each tensor a formula of it, of the other's and of the number.
  template <class Rule>
  constexpr void change(const Rule& rule, const gradients& other, value_type number) noexcept {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (change_layer(rule, this->template layer<I>(), other.template layer<I>(), number), ...);
    }
    (std::make_index_sequence<Net::layer_count>{});
  }
  template <class Rule, class Layer>
  static constexpr void change_layer(const Rule& rule, Layer& layer, const Layer& other,
                                     const value_type& number) {
    [&]<std::size_t... J>(std::index_sequence<J...>) {
      (change_tensor(rule, layer.template get<J>().whole(), other.template get<J>().whole(),
                     number),
       ...);
    }
    (std::make_index_sequence<Layer::parameter_tensors>{});
  }
  template <class Rule, class Target, class Other>
  static constexpr void change_tensor(const Rule& rule, const Target& target, const Other& other,
                                      const value_type& number) {
    constexpr shape size = shape_of<Target>;
    using Changed = placeholder<detail::changed_tag, value_type, size>;
    using Added = placeholder<detail::added_tag, value_type, size>;
    using Factor = placeholder<detail::factor_tag, value_type, scalar_shape>;
    const auto update = in_order(assign(Changed{}, rule(Changed{}, Added{}, Factor{})));
    run_kernels<value_type>(fused<std::remove_const_t<decltype(update)>>{},
                            environment{bound<Changed>(target), bound<Added>(other),
                                        bound<Factor>(scalar_view<value_type>{&number})},
                            1);
  }
};

/// The same for one sample, with the gradient of the input.
template <class Net>
struct sample_gradients : gradients<Net> {
  vector<typename Net::value_type, Net::inputs> input;
};

namespace detail {

/// A type that inherits its network, as struct policy : network<…> {} does.
template <class Net>
concept InheritsNetwork = !std::is_same_v<Net, typename Net::network_type>;

}  // namespace detail

/// Of a type that inherits a network they are the network's.
template <detail::InheritsNetwork Net>
class gradients<Net> : public gradients<typename Net::network_type> {
 public:
  constexpr gradients() = default;
  constexpr gradients(const gradients<typename Net::network_type>& of_network)  // NOLINT: the same
      : gradients<typename Net::network_type>(of_network) {}
};
template <detail::InheritsNetwork Net>
struct sample_gradients<Net> : sample_gradients<typename Net::network_type> {
  constexpr sample_gradients() = default;
  constexpr sample_gradients(
      const sample_gradients<typename Net::network_type>& of_network)  // NOLINT: the same
      : sample_gradients<typename Net::network_type>(of_network) {}
};

}  // namespace ctnn::inline CTNN_ISA
