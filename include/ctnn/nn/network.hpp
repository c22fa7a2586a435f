// A network: a flat list of layers whose sizes and activations are template arguments.
#pragma once

#include <ctnn/nn/by_layer.hpp>
#include <ctnn/nn/plan/layer_plan.hpp>
#include <ctnn/nn/plan/layer_space.hpp>
#include <ctnn/nn/plan/run_layer.hpp>
#include <ctnn/nn/sample.hpp>

#include <span>

namespace ctnn::inline CTNN_ISA {

namespace detail {

template <class... Layers>
constexpr auto widths_from(std::size_t features) {
  std::array<std::size_t, sizeof...(Layers) + 1> widths{features};
  std::size_t i = 0;
  ((widths[i + 1] = outputs_or_one<Layers>(widths[i]), ++i), ...);
  return widths;
}

/// The parameters of Layers, or of as many refused ones; nothing but a type.
template <bool Valid, class Parts, class Indices, class... Layers>
struct stored_layers;
template <class Parts, std::size_t... I, class... Layers>
struct stored_layers<true, Parts, std::index_sequence<I...>, Layers...> {
  using input_type = typename Parts::input_type;
  using type =
      boost::hana::tuple<layer_parameters<Layers, Parts::widths[I], typename input_type::value_type,
                                          typename input_type::weights_type>...>;
};
template <class Parts, std::size_t... I, class... Layers>
struct stored_layers<false, Parts, std::index_sequence<I...>, Layers...> {
  using refused = layer_parameters<refused_layer, 1, typename Parts::input_type::value_type>;
  using type = boost::hana::tuple<refused, std::conditional_t<true, refused, Layers>...>;
};

/// What a network is given, and whether it is right: here, where the front of it is not.
template <class Indices, class Input, class... Layers>
struct network_parts {
  using input_type = input<1>;
  static constexpr auto widths = widths_from<Layers..., refused_layer>(1);
  static constexpr bool is_valid = check_front<Input, Layers...>::valid();
  static constexpr bool is_valid_for_batches = false;
};
template <std::size_t... I, std::size_t Features, class T, class Weights, class First,
          class... Rest>
requires(input<Features, T, Weights>::is_valid) struct network_parts<
    std::index_sequence<I...>, input<Features, T, Weights>, First, Rest...> {
  using input_type = input<Features, T, Weights>;
  static constexpr auto widths = widths_from<First, Rest...>(Features);

  template <std::size_t J, std::size_t Columns>
  using check = check_layer<at_layer<J>, at_t<list<First, Rest...>, J>, widths[J], T, Columns>;
  /// Whether every layer is right, for one sample and for many.
  static constexpr bool is_valid = (check<I, 1>::valid() && ...);
  static constexpr bool is_valid_for_batches =
      (std::conditional_t<is_valid, check<I, samples>, check_refused>::valid() && ...);
};

template <class Input, class... Layers>
using parts_of_network = network_parts<std::index_sequence_for<Layers...>, Input, Layers...>;
template <class... Layers>
inline constexpr std::size_t count_layers = sizeof...(Layers) == 0 ? 1 : sizeof...(Layers);

/// Samples as a user's span holds them: one after another, without padding.
template <class T, shape S>
using span_view = view<T, S, column_order, S.rows>;

/// A layer's output as it is stored in inference, where few features lie side by side: see
/// eval/kernel/few_units.hpp.
template <class T, shape S>
using passed_view =
    std::conditional_t<(S.columns == samples && S.rows <= few), span_view<T, S>, stored_view<T, S>>;

}  // namespace detail

/// A network of the given input and layers. Its parameters are inside it, all zero until
/// initialised; a const network can be evaluated from many threads at once.
template <class Input = void, class... Layers>
class network
    : public detail::by_layer<
          typename detail::stored_layers<detail::parts_of_network<Input, Layers...>::is_valid,
                                         detail::parts_of_network<Input, Layers...>,
                                         std::index_sequence_for<Layers...>, Layers...>::type,
          detail::count_layers<Layers...>> {
  using parts = detail::parts_of_network<Input, Layers...>;
  using checked_input = typename parts::input_type;

 public:
  using network_type = network;
  using value_type = typename checked_input::value_type;
  /// What weights are stored as.
  using weights_type = typename checked_input::weights_type;
  static constexpr std::size_t layer_count = detail::count_layers<Layers...>;
  /// Whether it can be evaluated; where it cannot, an error has said why.
  static constexpr bool is_valid = parts::is_valid;
  static constexpr bool is_valid_for_batches = parts::is_valid_for_batches;
  /// The features of the input, then the outputs of each layer.
  static constexpr auto widths = parts::widths;
  static constexpr std::size_t inputs = widths[0];
  static constexpr std::size_t outputs = widths[layer_count];
  template <std::size_t I>
  using layer_type = at_t<list<Layers...>, I>;
  /// All weights, biases and other parameters, padding not counted.
  static constexpr std::size_t parameter_count = [] {
    std::size_t count = 0, i = 0;
    ((count +=
      [](std::size_t width) {
        std::size_t numbers = 0;
        if constexpr (Layer<Layers>) {
          for (const parameter& p : Layers::parameters(width)) numbers += p.rows * p.columns;
        }
        return numbers;
      }(widths[i++])),
     ...);
    return count;
  }();

  constexpr network() = default;

  /// The same layers with their weights stored in another type, to which they are rounded.
  template <class Weights>
  requires(!std::is_same_v<input<inputs, value_type, Weights>, Input>) constexpr explicit network(
      const network<input<inputs, value_type, Weights>, Layers...>& other) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (copy_layer<I>(other.template layer<I>()), ...);
    }
    (std::index_sequence_for<Layers...>{});
  }

  /// The output for one sample: a vector, an array or a span of `inputs` numbers, or the numbers
  /// themselves, net({1, 2}). Debug builds check the length of a span that has none in its type.
  template <class X = vector<value_type, inputs>>
  constexpr auto operator()(const X& x) const noexcept {
    if constexpr (!is_valid) {
      return invalid{};
    } else {
      vector<value_type, outputs> y(unset);
      if constexpr (detail::check_sample<in<network_call>, inputs, value_type, X>::valid())
        evaluate_sample(x, y.whole());
      return y;
    }
  }
  /// The same, written to y, a vector, an array or a span of `outputs` numbers, none of which may
  /// be one of x.
  template <class X, class Y>
  constexpr void operator()(const X& x, Y&& y) const noexcept {
    if constexpr (is_valid) {
      if constexpr (detail::check_sample<in<network_call>, inputs, value_type, X>::valid() &&
                    detail::check_output<in<network_call>, outputs, value_type, Y>::valid()) {
        const std::span<value_type> numbers(y);
        CTNN_CONTRACT(numbers.size() == outputs, "network", "room for numbers in y, the outputs",
                      outputs, numbers.size());
        evaluate_sample(x, detail::span_view<value_type, shape{outputs, 1}>{numbers.data()});
      }
    }
  }

  /// The outputs for any number of samples: xs holds the samples one after another, `inputs`
  /// numbers each, and ys, none of which may be one of xs, receives `outputs` numbers for each.
  /// Debug builds check the lengths; and, where a layer takes a mean over samples, that they are
  /// no more than are computed at a time.
  constexpr void predict(std::span<const value_type> xs, std::span<value_type> ys) const noexcept {
    if constexpr (is_valid_for_batches) predict_blocks(xs, ys);
  }
  /// The same from whatever holds numbers; where its type says how many, the compiler checks that.
  template <class Xs, class Ys>
  requires(!detail::is_span_of<Xs, const value_type> ||
           !detail::is_span_of<Ys, value_type>) CTNN_ALWAYS_INLINE
      constexpr void predict(const Xs& xs, Ys&& ys) const noexcept {
    if constexpr (is_valid) {
      if constexpr (detail::check_batch<ctnn::outputs, in<predict_call>, inputs, outputs,
                                        value_type, Xs, Ys>::valid()) {
        predict(std::span<const value_type>(xs), std::span<value_type>(ys));
      }
    }
  }

  /// Bytes on the stack that evaluating one sample uses between its layers, and predict between
  /// its blocks.
  static constexpr std::size_t workspace_bytes() { return sizeof(forward_space<1>); }
  static constexpr std::size_t predict_workspace_bytes() { return sizeof(forward_space<block()>); }

 private:
  template <class X, class Y>
  CTNN_ALWAYS_INLINE constexpr void evaluate_sample(const X& x, const Y& y) const noexcept {
    const std::span<const value_type> numbers(x);
    CTNN_CONTRACT(numbers.size() == inputs, "network", "numbers in the sample, the inputs", inputs,
                  numbers.size());
    if constexpr (detail::check_stack<in<network_call>, workspace_bytes()>::valid()) {
      forward_space<1> scratch;
      run_layers<1>(scratch, detail::span_view<const value_type, shape{inputs, 1}>{numbers.data()},
                    y, 1);
    }
  }

  constexpr void predict_blocks(std::span<const value_type> xs,
                                std::span<value_type> ys) const noexcept {
    const std::size_t count = xs.size() / inputs;
    CTNN_CONTRACT(xs.size() % inputs == 0, "predict", "numbers in xs, a multiple of the inputs",
                  count * inputs, xs.size());
    CTNN_CONTRACT(ys.size() == count * outputs, "predict",
                  "numbers in ys, the outputs of each sample", count * outputs, ys.size());
    CTNN_CONTRACT(!detail::mixes_samples<network> || count <= block(), "predict",
                  "samples at most, since a layer takes a mean of them", block(), count);
    if constexpr (taken_singly() != 0) {
      if (count <= taken_singly()) {
        for (std::size_t i = 0; i < count; ++i) {
          evaluate_sample(
              xs.subspan(i * inputs, inputs),
              detail::span_view<value_type, shape{outputs, 1}>{ys.data() + i * outputs});
        }
        return;
      }
    }
    if constexpr (detail::check_stack<in<predict_call>, predict_workspace_bytes()>::valid()) {
      forward_space<block()> scratch;
      for (std::size_t done = 0; done < count; done += block()) {
        const std::size_t now = count - done < block() ? count - done : block();
        run_layers<samples>(
            scratch,
            detail::span_view<const value_type, shape{inputs, samples}>{xs.data() + done * inputs},
            detail::span_view<value_type, shape{outputs, samples}>{ys.data() + done * outputs},
            now);
      }
    }
  }

  template <std::size_t I, std::size_t Columns>
  using layer_plan = detail::inference_plan<layer_type<I>, widths[I], value_type, Columns>;

  template <std::size_t Capacity, std::size_t I>
  using layer_space =
      detail::layer_space<value_type, widths[I + 1], I + 1 == layer_count, Capacity,
                          typename layer_plan<I, Capacity == 1 ? 1 : samples>::temporaries>;
  template <std::size_t Capacity, class Indices>
  struct forward_spaces;
  template <std::size_t Capacity, std::size_t... I>
  struct forward_spaces<Capacity, std::index_sequence<I...>>
      : unset_values<std::index_sequence<I...>, layer_space<Capacity, I>...> {};
  template <std::size_t Capacity>
  using forward_space = forward_spaces<Capacity, std::make_index_sequence<layer_count>>;

  /// Samples that predict takes through all layers at a time: as many as keep the values between
  /// the layers in the nearest cache, but enough to make up for reading the weights again, as long
  /// as that stays in the second.
  static constexpr std::size_t block() {
    constexpr std::size_t fitting = [] {
      std::size_t numbers = 1;
      for (std::size_t i = 1; i < layer_count; ++i) numbers += simd::padded<value_type>(widths[i]);
      // All but what a sample, an output and the stack take.
      const std::size_t near = (nearest_cache - 2 * 1024) / (numbers * sizeof(value_type));
      const std::size_t far = share_of_second_cache / (numbers * sizeof(value_type));
      constexpr std::size_t worth_the_weights = 36;
      return near > worth_the_weights ? near : far > worth_the_weights ? worth_the_weights : far;
    }();
    return detail::samples_on_stack<forward_space, detail::samples_of_block(fitting)>();
  }

  /// So few samples predict takes one after another: kernels for many samples gain by what several
  /// have in common, and tiny networks leave most of a register of samples empty. Without registers
  /// of several numbers, none: a second way would only be more code.
  static constexpr std::size_t taken_singly() {
    std::size_t weights = 0;
    for (std::size_t i = 0; i < layer_count; ++i) weights += widths[i] * widths[i + 1];
    if (simd::native_width<value_type> == 1) return 0;
    return weights <= 100 && !detail::mixes_samples<network> ? 4 : 1;
  }

  template <std::size_t I, class Other>
  constexpr void copy_layer(const Other& other) {
    [&]<std::size_t... J>(std::index_sequence<J...>) {
      (copy_numbers(this->template layer<I>().template get<J>(), other.template get<J>()), ...);
    }
    (std::make_index_sequence<Other::parameter_tensors>{});
  }
  template <class To, class From>
  static constexpr void copy_numbers(To& to, const From& from) {
    for (std::size_t c = 0; c < To::columns; ++c) {
      for (std::size_t r = 0; r < To::rows; ++r) to(r, c) = from(r, c);
    }
  }

  /// All layers, from x to y.
  template <std::size_t Columns, class Space, class X, class Y>
  CTNN_ALWAYS_INLINE constexpr void run_layers(Space& space, const X& x, const Y& y,
                                               std::size_t count) const {
    const value_type inverse_count = value_type(1) / static_cast<value_type>(count);
    [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_INLINE_LAMBDA {
      (detail::call_step<widths[I] * widths[I + 1], layer_plan<I, Columns>::kernels::size>(
           [&]() CTNN_INLINE_LAMBDA { run_layer<I, Columns>(space, x, y, inverse_count, count); }),
       ...);
    }
    (std::make_index_sequence<layer_count>{});
  }

  template <std::size_t I, std::size_t Columns, class Space, class X, class Y>
  CTNN_ALWAYS_INLINE constexpr void run_layer(Space& space, const X& x, const Y& y,
                                              const value_type& inverse_count,
                                              std::size_t count) const {
    using Plan = layer_plan<I, Columns>;
    using Values = typename Plan::values;
    const auto input = [&] {
      if constexpr (I == 0) {
        return x;
      } else {
        return detail::passed_view<const value_type, shape{widths[I], Columns}>{
            space.template get<I - 1>().output.data};
      }
    }();
    const auto output = [&] {
      if constexpr (I + 1 == layer_count) {
        return y;
      } else {
        return detail::passed_view<value_type, shape{widths[I + 1], Columns}>{
            space.template get<I>().output.data};
      }
    }();
    const environment values{
        bound<typename Values::x>(input), bound<typename Values::y>(output),
        bound<inverse_sample_count<value_type>>(scalar_view<value_type>{&inverse_count})};
    run_kernels<value_type>(
        typename Plan::kernels{},
        joined(values, detail::parameter_views<Values>(this->template layer<I>()),
               space.template get<I>().temporaries.views()),
        count);
  }
};

}  // namespace ctnn::inline CTNN_ISA
