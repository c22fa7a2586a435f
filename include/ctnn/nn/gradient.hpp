// A loss' gradients, for whoever wants to see them.
#pragma once

#include <ctnn/nn/check_training.hpp>
#include <ctnn/nn/gradients.hpp>
#include <ctnn/nn/loss/adds_up.hpp>
#include <ctnn/nn/plan/training_pass.hpp>

namespace ctnn::inline CTNN_ISA {

namespace detail {

/// Stores the gradients, or adds them to what is stored.
template <class Net, bool Add>
struct storing_sink {
  using T = typename Net::value_type;
  gradients<Net>& target;

  template <class Leaf, std::size_t Columns>
  static constexpr bool has_shorter = false;
  template <std::size_t J, class Leaf, class Gradient>
  static constexpr auto assignments() {
    using Stored = placeholder<gradient_tag<J>, T, shape_of<Leaf>>;
    if constexpr (Add) {
      return list<assignment<Stored, node<op::add, Stored, Gradient>>>{};
    } else {
      return list<assignment<Stored, Gradient>>{};
    }
  }
  template <std::size_t I, std::size_t J, class Leaf>
  constexpr auto environment_of() const {
    using Stored = placeholder<gradient_tag<J>, T, shape_of<Leaf>>;
    return environment{bound<Stored>(target.template layer<I>().template get<J>().whole())};
  }
};

/// The pass of a batch's gradients.
template <class Net, auto Loss>
struct gradient_pass {
  template <std::size_t Capacity>
  using pass = training_pass<const Net, Loss, samples, Capacity, input_gradient::asked>;
  template <std::size_t Capacity>
  using space = typename pass<Capacity>::space_type;

  /// Samples that it takes at most: as many as keep the values between the layers within the
  /// second-level cache.
  static constexpr std::size_t fitting = [] {
    std::size_t numbers = Net::inputs;
    for (std::size_t width : Net::widths) numbers += 3 * width;
    return share_of_second_cache / sizeof(typename Net::value_type) / numbers;
  }();
  static constexpr std::size_t block = samples_on_stack<space, samples_of_block(fitting)>();
  using type = pass<block>;

  /// Whether more of them can be computed some at a time, as far as the loss is concerned.
  using values = values_of_last_layer<Net, samples>;
  using loss_type = std::remove_const_t<decltype(Loss)>;
  static constexpr bool adds_up = detail::adds_up<std::remove_cvref_t<decltype(loss_type::formula(
      typename values::y{}, target_of<loss_type, values>{}))>>;
};

}  // namespace detail

/// The loss for one sample x with target t, its gradient with respect to all parameters, and
/// with respect to x.
template <auto Loss, class Net>
constexpr sample_gradients<Net> gradient_of_sample(
    const Net& net, std::span<const typename Net::value_type, Net::inputs> x,
    std::span<const typename Net::value_type, Net::outputs> t) noexcept {
  using T = typename Net::value_type;
  sample_gradients<Net> result;
  if constexpr (detail::check_loss_of<std::remove_const_t<decltype(Loss)>, Net, 1>::valid() &&
                detail::check_derivatives_of<Net>::valid()) {
    using Pass = detail::training_pass<const Net, Loss, 1, 1, detail::input_gradient::asked>;
    using Space = typename Pass::space_type;
    if constexpr (detail::check_stack<in<gradient_call>, sizeof(Space)>::valid()) {
      Space space;
      const T one(1);
      const Pass pass{net, space, x.data(), t.data(), 1, &one, &result.loss};
      pass.copy_transposes();
      pass.forward();
      pass.backward(detail::storing_sink<Net, false>{result});
      pass.send_input_gradient(result.input.data());
    }
  }
  return result;
}

namespace detail {

/// What gradient_into does once its arguments are checked.
template <class Loss, class Net>
constexpr void gradient_of_batch(gradients<Net>& result, const Net& net,
                                 std::span<const typename Net::value_type> xs,
                                 std::span<const typename Net::value_type> ts,
                                 std::span<typename Net::value_type> input_gradients) noexcept {
  using T = typename Net::value_type;
  if constexpr (check_loss_of<Loss, Net, samples>::valid() && check_derivatives_of<Net>::valid()) {
    using Choice = gradient_pass<Net, Loss{}>;
    using Pass = typename Choice::type;
    constexpr std::size_t block = Choice::block;
    using Space = typename Pass::space_type;
    if constexpr (check_stack<in<gradient_call>, sizeof(Space)>::valid()) {
      const std::size_t count = xs.size() / Net::inputs;
      CTNN_CONTRACT(count != 0 && xs.size() % Net::inputs == 0, "gradient",
                    "numbers in xs, a multiple of the inputs",
                    (count == 0 ? 1 : count) * Net::inputs, xs.size());
      CTNN_CONTRACT(ts.size() == count * Net::outputs, "gradient",
                    "numbers in ts, the outputs of each sample", count * Net::outputs, ts.size());
      CTNN_CONTRACT(input_gradients.empty() || input_gradients.size() == xs.size(), "gradient",
                    "numbers in input_gradients, as in xs", xs.size(), input_gradients.size());
      CTNN_CONTRACT(!mixes_samples<Net> || count <= block, "gradient",
                    "samples at most, since a layer takes a mean of them", block, count);
      CTNN_CONTRACT(Choice::adds_up || count <= block, "gradient",
                    "samples at most, since the loss is not a sum over them", block, count);
      const T inverse_count = T(1) / static_cast<T>(count);
      Space space;
      result.clear();
      T total(0);
      for (std::size_t done = 0; done < count; done += block) {
        T loss(0);
        const Pass pass{net,
                        space,
                        xs.data() + done * Net::inputs,
                        ts.data() + done * Net::outputs,
                        count - done < block ? count - done : block,
                        &inverse_count,
                        &loss};
        if (done == 0) pass.copy_transposes();
        pass.forward();
        pass.backward(storing_sink<Net, true>{result});
        if (!input_gradients.empty())
          pass.send_input_gradient(input_gradients.data() + done * Net::inputs);
        total += loss;
      }
      result.loss = total;
    }
  }
}

}  // namespace detail

/// The mean loss of n samples and its gradients, written into `result`. xs holds n times the
/// network's inputs, ts n times its outputs, one sample after another, and input_gradients, if it
/// is given, receives n times the inputs. The compiler checks the lengths that types say, debug
/// builds the others; and, where a layer takes a mean over samples or the loss is not a mean or a
/// sum over them, that they are no more than are computed at a time.
template <class Net, class Loss, class Xs = std::span<const typename Net::value_type>,
          class Ts = std::span<const typename Net::value_type>,
          class InputGradients = std::span<typename Net::value_type>>
constexpr void gradient_into(gradients<typename Net::network_type>& result, const Net& net,
                             const Loss&, const Xs& xs, const Ts& ts,
                             InputGradients&& input_gradients = {}) noexcept {
  using Base = typename Net::network_type;
  using T = typename Net::value_type;
  if constexpr (Base::is_valid) {
    if constexpr (detail::check_batch<targets, in<gradient_call>, Base::inputs, Base::outputs, T,
                                      Xs, Ts>::valid() &&
                  detail::check_input_gradients<in<gradient_call>, T, Xs,
                                                InputGradients>::valid()) {
      detail::gradient_of_batch<Loss, Base>(result, net, std::span<const T>(xs),
                                            std::span<const T>(ts), std::span<T>(input_gradients));
    }
  }
}

/// The gradients of the mean loss of n samples and, in input_gradients, by the samples, as
/// gradient_into writes them.
template <detail::Network Net, class Loss, class Xs = std::span<const typename Net::value_type>,
          class Ts = std::span<const typename Net::value_type>,
          class InputGradients = std::span<typename Net::value_type>>
constexpr gradients<typename Net::network_type> gradient(
    const Net& net, const Loss& loss, const Xs& xs, const Ts& ts,
    InputGradients&& input_gradients) noexcept {
  gradients<typename Net::network_type> result;
  gradient_into(result, net, loss, xs, ts, input_gradients);
  return result;
}

/// The gradients of one sample, with .input(i) besides .loss, .layer<I>().weights(row, column) and
/// .layer<I>().bias(i), where x and t are vectors, arrays or spans of as many numbers as the
/// network has inputs and outputs; else those of the mean loss of n samples. Where a type says how
/// many numbers there are, the compiler checks that.
template <detail::Network Net, class Loss, class X = std::span<const typename Net::value_type>,
          class Target = std::span<const typename Net::value_type>>
constexpr auto gradient(const Net& net, const Loss& loss, const X& x, const Target& t) noexcept {
  using Base = typename Net::network_type;
  using T = typename Net::value_type;
  if constexpr (!Base::is_valid) {
    return sample_gradients<Base>{};
  } else if constexpr (std::is_convertible_v<const X&, std::span<const T, Base::inputs>> &&
                       std::is_convertible_v<const Target&, std::span<const T, Base::outputs>>) {
    return gradient_of_sample<Loss{}, Base>(net, x, t);
  } else if constexpr (detail::check_batch<targets, in<gradient_call>, Base::inputs, Base::outputs,
                                           T, X, Target>::valid()) {
    return gradient(net, loss, x, t, std::span<T>());
  } else {
    return sample_gradients<Base>{};
  }
}

}  // namespace ctnn::inline CTNN_ISA
