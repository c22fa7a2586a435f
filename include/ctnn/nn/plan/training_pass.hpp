// One pass of training through a network: forward, loss, and backward, where each parameter's
// gradient goes to a sink that says what becomes of it: stored, added up, or an update. For a
// layer's parameter J, the placeholder Leaf, and its gradient, a formula, a sink has
//   assignments<J, Leaf, Gradient>()          what becomes of the gradient
//   environment_of<I, J, Leaf>()              what those name besides, in layer I
//   has_shorter<Leaf, Columns>                whether there is something shorter beside them; then
//   takes_shorter()                           whether that comes to the same now, and
//   shorter_assignments<J, Leaf, Gradient>()  what it is
#pragma once

#include <ctnn/eval/kernel/one_pass.hpp>
#include <ctnn/nn/network.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// The factors of a layer's one product where it is that of the next layer's transposed matrix and
/// a column, under the names that the next layer has for them.
template <class Sources>
struct factors_of_next {
  using matrix = void;
};
template <class Tag, class ColumnTag, class T, shape S, shape ColumnShape>
struct factors_of_next<
    list<node<op::matmul, node<op::transpose_t, placeholder<next_tag<Tag>, T, S>>,
              placeholder<next_tag<ColumnTag>, T, ColumnShape>>>> {
  using matrix = placeholder<Tag, T, S>;
  using column = placeholder<ColumnTag, T, ColumnShape>;
};

/// Whether a pass gives the gradient of the network's input.
enum class input_gradient { not_asked, asked };

/// Seed is the gradient of the loss with respect to itself: one, or a gradient_factor.
template <class Net, auto Loss, std::size_t Columns, std::size_t Capacity, input_gradient Asked,
          class Seed = one>
struct training_pass {
  using T = typename Net::value_type;
  static constexpr std::size_t layers = Net::layer_count;
  static constexpr auto& widths = Net::widths;

  template <std::size_t I>
  static constexpr auto choose_plan() {
    using L = typename Net::template layer_type<I>;
    if constexpr (I + 1 == layers) {
      return type_box<
          last_plan<L, widths[I], T, Columns, std::remove_const_t<decltype(Loss)>, Seed>>{};
    } else {
      return type_box<hidden_plan<L, widths[I], T, Columns>>{};
    }
  }
  template <std::size_t I>
  using plan_of_layer = typename decltype(choose_plan<I>())::type;
  template <std::size_t I>
  static constexpr std::size_t weights_of = widths[I] * widths[I + 1];
  template <std::size_t I>
  using values_of = typename plan_of_layer<I>::values;
  using last = plan_of_layer<layers - 1>;

  /// What a layer keeps, with what the gradient of its input needs where somebody asks for that.
  template <std::size_t I, class Plan = plan_of_layer<I>>
  using kept_by = std::conditional_t<
      (I > 0 || Asked == input_gradient::asked),
      concatenated_t<typename Plan::temporaries, typename Plan::input_temporaries>,
      typename Plan::temporaries>;
  template <std::size_t I>
  using space_of_layer = layer_space<T, widths[I + 1], I + 1 == layers, Capacity, kept_by<I>>;
  template <class Indices>
  struct spaces;
  template <std::size_t... I>
  struct spaces<std::index_sequence<I...>>
      : unset_values<std::index_sequence<I...>, space_of_layer<I>...> {};
  /// What is kept between the forward and the backward pass.
  using space_type = spaces<std::make_index_sequence<layers>>;

  Net& net;
  space_type& space;
  const T* xs;
  const T* ts;
  std::size_t count;
  const T* inverse_count;
  T* loss;
  const T* factor = nullptr;  // of gradients, where Seed is a gradient_factor

  template <std::size_t I>
  CTNN_ALWAYS_INLINE constexpr auto input_view() const {
    if constexpr (I == 0) {
      return span_view<const T, shape{widths[0], Columns}>{xs};
    } else {
      return stored_view<const T, shape{widths[I], Columns}>{
          space.template get<I - 1>().output.data};
    }
  }

  /// What the loss compares the last layer's output with, and what its gradient begins with.
  /// Gradients read it too where a layer has a single input: then nothing is a product, before
  /// which dz would have been stored.
  template <std::size_t I>
  CTNN_ALWAYS_INLINE constexpr auto environment_of_target() const {
    if constexpr (I + 1 == layers) {
      return environment{
          bound<typename last::target>(span_view<const T, shape{widths[layers], Columns}>{ts}),
          bound<gradient_factor<T>>(scalar_view<T>{factor})};
    } else {
      return environment<>{};
    }
  }

  /// All that layer I's formulas speak of, but for its loss or its reader.
  template <std::size_t I>
  CTNN_ALWAYS_INLINE constexpr auto environment_of_layer() const {
    using Values = values_of<I>;
    auto& here = space.template get<I>();
    const environment values{
        bound<typename Values::x>(input_view<I>()),
        bound<typename Values::y>(stored_view<T, shape{widths[I + 1], Columns}>{here.output.data}),
        bound<inverse_sample_count<T>>(scalar_view<T>{inverse_count})};
    return joined(values, parameter_views<Values>(net.template layer<I>()),
                  here.temporaries.views(), environment_of_target<I>());
  }

  template <std::size_t I>
  static constexpr std::size_t count_forward_kernels() {
    if constexpr (I + 1 < layers) {
      return plan_of_layer<I>::forward_kernels::size;
    } else {
      return last::kernels::size;
    }
  }
  template <std::size_t I>
  static constexpr std::size_t forward_kernels = count_forward_kernels<I>();

  /// Copies the transposes of parameters that backward reads: before it, however many passes
  /// follow in the same space while the parameters stay.
  CTNN_ALWAYS_INLINE constexpr void copy_transposes() const {
    [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_INLINE_LAMBDA {
      (run_prelude<I>(typename plan_of_layer<I>::template copying_kernels<plan_of_layer<I + 1>>{}),
       ...);
    }
    (std::make_index_sequence<layers - 1>{});
  }

  /// Forward through all layers, and the loss.
  CTNN_ALWAYS_INLINE constexpr void forward() const {
    // A fold, not a recursion: each layer's code is put here once, and not into that of the
    // layer before, so that compile time grows with the number of layers alone.
    [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_INLINE_LAMBDA {
      (call_step<weights_of<I>, forward_kernels<I>>([&]()
                                                        CTNN_INLINE_LAMBDA { forward_layer<I>(); }),
       ...);
    }
    (std::make_index_sequence<layers>{});
  }

  template <std::size_t I>
  CTNN_ALWAYS_INLINE constexpr void forward_layer() const {
    if constexpr (I + 1 < layers) {
      run_kernels<T>(typename plan_of_layer<I>::forward_kernels{}, environment_of_layer<I>(),
                     count);
    } else {
      const environment end{
          bound<typename last::loss_value>(view<T, scalar_shape, column_order, 1>{loss})};
      run_kernels<T>(typename last::kernels{}, joined(environment_of_layer<I>(), end), count);
    }
  }

  /// Calls run with the assignments that send the gradient of layer I's parameter J to the sink.
  template <std::size_t I, std::size_t J, class Sink, class Run>
  CTNN_ALWAYS_INLINE constexpr void with_assignments(const Sink& sink, const Run& run) const {
    using Leaf = typename values_of<I>::template parameter<J>;
    using Gradient = typename plan_of_layer<I>::template parameter_gradient<J>;
    if constexpr (Sink::template has_shorter<Leaf, Columns>) {
      if (sink.takes_shorter()) return run(Sink::template shorter_assignments<J, Leaf, Gradient>());
    }
    run(Sink::template assignments<J, Leaf, Gradient>());
  }
  template <std::size_t I, std::size_t J, class Sink>
  CTNN_ALWAYS_INLINE constexpr auto environment_of_update(const Sink& sink) const {
    using Leaf = typename values_of<I>::template parameter<J>;
    return joined(environment_of_layer<I>(), sink.template environment_of<I, J, Leaf>());
  }

  template <std::size_t I, std::size_t J, class Sink>
  CTNN_ALWAYS_INLINE constexpr void send(const Sink& sink) const {
    with_assignments<I, J>(sink, [&](auto assignments) CTNN_INLINE_LAMBDA {
      run_kernels<T>(fused<decltype(assignments)>{}, environment_of_update<I, J>(sink), count);
    });
  }

  /// The kernels that come between layer I's gradient and those of the layer before.
  template <std::size_t I>
  using kernels_before = typename plan_of_layer<I - 1>::template prelude_kernels<plan_of_layer<I>>;

  /// Whether layer I goes back in one pass over its parameter J.
  template <std::size_t I, std::size_t J, class Sink>
  static constexpr bool goes_back_in_one_pass() {
    if constexpr (I > 0 && Columns == 1) {
      using Leaf = typename values_of<I>::template parameter<J>;
      using Gradient = typename plan_of_layer<I>::template parameter_gradient<J>;
      using Updates = fused<decltype(Sink::template assignments<J, Leaf, Gradient>())>;
      if constexpr (kernels_before<I>::size == 1 && Updates::size == 1) {
        using Back = at_t<kernels_before<I>, 0>;
        using Matrix = typename factors_of_next<typename kernel_facts<Back>::sources>::matrix;
        if constexpr (std::is_same_v<Matrix, Leaf>)
          return goes_in_one_pass<T, Back, at_t<Updates, 0>, Leaf>();
      }
    }
    return false;
  }
  template <std::size_t I, std::size_t J, class Sink>
  CTNN_ALWAYS_INLINE constexpr void go_back_in_one_pass(const Sink& sink) const {
    using Back = at_t<kernels_before<I>, 0>;
    using factors = factors_of_next<typename kernel_facts<Back>::sources>;
    using Matrix = typename factors::matrix;
    using Column = typename factors::column;
    const auto back_storage = restricted(
        kernel_leaves<Back>{},
        joined(environment_of_layer<I - 1>(), environment_of_next(environment_of_layer<I>())));
    with_assignments<I, J>(sink, [&](auto assignments) CTNN_INLINE_LAMBDA {
      using Updates = fused<decltype(assignments)>;
      using Update = at_t<Updates, 0>;
      static_assert(Updates::size == 1 && goes_in_one_pass<T, Back, Update, Matrix>());
      const auto storage =
          restricted(with_t<kernel_leaves<Update>, Column>{}, environment_of_update<I, J>(sink));
      one_pass<Back, Update, Matrix, Column, T, std::remove_const_t<decltype(back_storage)>,
               std::remove_const_t<decltype(storage)>>::run(back_storage, storage);
    });
  }

  /// Backward through all layers. A layer's parameters are needed as they were until the layer
  /// before has its gradient, so they are sent after that.
  template <class Sink>
  CTNN_ALWAYS_INLINE constexpr void backward(const Sink& sink) const {
    [&]<std::size_t... I>(std::index_sequence<I...>) CTNN_INLINE_LAMBDA {
      (call_step<weights_of<layers - 1 - I>, values_of<layers - 1 - I>::parameters.size()>(
           [&]() CTNN_INLINE_LAMBDA {
             step_back<layers - 1 - I>(
                 sink, std::make_index_sequence<values_of<layers - 1 - I>::parameters.size()>{});
           }),
       ...);
    }
    (std::make_index_sequence<layers>{});
  }

  template <std::size_t I, class Sink, std::size_t... J>
  CTNN_ALWAYS_INLINE constexpr void step_back(const Sink& sink, std::index_sequence<J...>) const {
    if constexpr ((goes_back_in_one_pass<I, J, Sink>() || ...)) {
      if (!__builtin_is_constant_evaluated()) {
        // What else the gradient of the layer before reads must not have changed by then.
        const auto pass = [&]<std::size_t K>() CTNN_INLINE_LAMBDA {
          if constexpr (goes_back_in_one_pass<I, K, Sink>()) go_back_in_one_pass<I, K>(sink);
        };
        const auto send_other = [&]<std::size_t K>() CTNN_INLINE_LAMBDA {
          if constexpr (!goes_back_in_one_pass<I, K, Sink>()) send<I, K>(sink);
        };
        (pass.template operator()<J>(), ...);
        return (send_other.template operator()<J>(), ...);
      }
    }
    if constexpr (I > 0) prepare_layer<I - 1>();
    (send<I, J>(sink), ...);
  }

  /// What layer I's gradients read, from what the layer behind it has stored.
  template <std::size_t I>
  CTNN_ALWAYS_INLINE constexpr void prepare_layer() const {
    run_prelude<I>(typename plan_of_layer<I>::template prelude_kernels<plan_of_layer<I + 1>>{});
  }
  template <std::size_t I, class Kernels>
  CTNN_ALWAYS_INLINE constexpr void run_prelude(Kernels kernels) const {
    if constexpr (Kernels::size != 0) {
      run_kernels<T>(
          kernels,
          joined(environment_of_layer<I>(), environment_of_next(environment_of_layer<I + 1>())),
          count);
    }
  }

  /// The gradient of the network's input, for `count` samples; before any parameter changes.
  CTNN_ALWAYS_INLINE constexpr void send_input_gradient(T* gradient) const {
    using Plan = plan_of_layer<0>;
    using Dx = typename values_of<0>::dx;
    run_kernels<T>(
        fused<appended<typename Plan::input_prelude,
                       assignment<Dx, typename Plan::input_gradient>>>{},
        joined(environment_of_layer<0>(),
               environment{bound<Dx>(span_view<T, shape{widths[0], Columns}>{gradient})}),
        count);
  }
};

}  // namespace ctnn::inline CTNN_ISA::detail
