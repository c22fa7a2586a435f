// Training: forward, loss, backward and update in one pass, with no gradient stored.
#pragma once

#include <ctnn/nn/gradient.hpp>
#include <ctnn/nn/optimizer/check_update.hpp>

#include <algorithm>

namespace ctnn::inline CTNN_ISA {

namespace detail {

/// Updates each parameter at the tail of the kernel that computes its gradient.
template <class Net, class Optimizer, class Moments, std::size_t Numbers>
struct updating_sink {
  using T = typename Net::value_type;
  Net& net;
  Moments& moments;
  const std::array<T, Numbers>& numbers;
  // Where the gradient of a scalar parameter waits, which is folded in a kernel of its own.
  T& scalar_gradient;

  template <std::size_t J, class Leaf, class Gradient>
  static constexpr auto assignments() {
    if constexpr (SubtractsGradient<Optimizer>) {
      return tail<Leaf, Gradient>([](auto w, auto g, auto of_step, auto) {
        return in_order(assign(w, w - (of_step.template get<0>() * w + g)));
      });
    } else {
      return updates<Leaf, Gradient>();
    }
  }
  /// What the optimizer says itself.
  template <class Leaf, class Gradient>
  static constexpr auto updates() {
    return tail<Leaf, Gradient>([](auto w, auto g, auto of_step, auto kept) {
      return in_order(Optimizer::update(w, g, of_step, kept));
    });
  }
  /// Whether there is a shorter update beside it for this parameter, where that counts: it is
  /// large, or the network so small that a step on one sample waits for every operation.
  template <class Leaf, std::size_t Columns>
  static constexpr bool has_shorter = SubtractsGradient<Optimizer> &&
                                      (shape_of<Leaf>.rows * shape_of<Leaf>.columns >=
                                           large_layer ||
                                       (Columns == 1 && Net::parameter_count < large_layer));
  /// Whether that comes to the same now.
  constexpr bool takes_shorter() const { return numbers[0] == 0; }
  template <std::size_t J, class Leaf, class Gradient>
  static constexpr auto shorter_assignments() {
    return tail<Leaf, Gradient>(
        [](auto w, auto g, auto, auto) { return in_order(assign(w, w - g)); });
  }

  /// The update of a parameter as assignments that compute its gradient.
  template <class Leaf, class Gradient, class Rule>
  static constexpr auto tail(const Rule& rule) {
    using Fresh = placeholder<fresh_gradient_tag, T, shape_of<Leaf>>;
    using Update = decltype(rule(Leaf{}, Fresh{}, numbers_of_step<T>{}, moments_of<Leaf>{}));
    constexpr bool is_assigned = decltype(targets_of(Update{}))::template contains<Fresh>;
    if constexpr (times_read<Fresh>(Update{}) == 1 && !is_assigned &&
                  shape_of<Leaf> != scalar_shape) {
      return substituted<Fresh, Gradient>(Update{});
    } else {
      return concatenated_t<list<assignment<Fresh, Gradient>>, Update>{};
    }
  }
  template <std::size_t I, std::size_t J, class Leaf>
  CTNN_ALWAYS_INLINE constexpr auto environment_of() const {
    const auto updates =
        joined(numbers_environment(std::make_index_sequence<Numbers>{}),
               moments_environment<I, J, Leaf>(std::make_index_sequence<Optimizer::moments>{}));
    if constexpr (shape_of<Leaf> == scalar_shape) {
      using Fresh = placeholder<fresh_gradient_tag, T, scalar_shape>;
      return joined(
          updates,
          environment{bound<Fresh>(view<T, scalar_shape, column_order, 1>{&scalar_gradient})});
    } else {
      return updates;
    }
  }

  /// Updates parameter J of layer I by a gradient that is stored.
  template <std::size_t I, std::size_t J>
  constexpr void update_by(const gradients<Net>& stored) const {
    auto& layer = net.template layer<I>();
    using Layer = std::remove_reference_t<decltype(layer)>;
    using Values = layer_values<typename Layer::layer_type, Layer::inputs, T, 1>;
    using Leaf = typename Values::template parameter<J>;
    using Stored = placeholder<gradient_tag<J>, T, shape_of<Leaf>>;
    using Update = decltype(updates<Leaf, Stored>());
    const environment both{bound<Leaf>(layer.template get<J>().whole()),
                           bound<Stored>(stored.template layer<I>().template get<J>().whole())};
    run_kernels<T>(fused<Update>{}, joined(both, environment_of<I, J, Leaf>()), 1);
  }

 private:
  template <class Leaf>
  using moments_of = moments_of_parameter<T, shape_of<Leaf>, order_of_tag<typename Leaf::tag>>;

  template <std::size_t... K>
  CTNN_ALWAYS_INLINE constexpr auto numbers_environment(std::index_sequence<K...>) const {
    return environment{
        bound<placeholder<number_tag<K>, T, scalar_shape>>(scalar_view<T>{numbers.data() + K})...};
  }
  template <std::size_t I, std::size_t J, class Leaf, std::size_t... K>
  CTNN_ALWAYS_INLINE constexpr auto moments_environment(std::index_sequence<K...>) const {
    return environment{
        bound<placeholder<moment_tag<K, order_of_tag<typename Leaf::tag>>, T, shape_of<Leaf>>>(
            moments.template layer<I>()[K].template get<J>().whole())...};
  }
};

template <class Net, std::size_t Moments, class Indices>
struct moment_storage;
template <class Net, std::size_t Moments, std::size_t... I>
struct moment_storage<Net, Moments, std::index_sequence<I...>> {
  using type = by_layer<
      boost::hana::tuple<std::array<
          std::remove_cvref_t<decltype(std::declval<Net&>().template layer<I>())>, Moments>...>,
      sizeof...(I)>;
};

/// The types that a trainer is made of; of one that was refused, nothing.
template <bool Valid, class Net, auto Loss, class Optimizer, std::size_t Batch>
struct trainer_parts {
  static constexpr bool is_valid = true;
  using pass = training_pass<Net, Loss, Batch == 1 ? 1 : samples, Batch, input_gradient::not_asked,
                             std::conditional_t<SubtractsGradient<Optimizer>,
                                                gradient_factor<typename Net::value_type>, one>>;
  using moments = typename moment_storage<Net, Optimizer::moments,
                                          std::make_index_sequence<Net::layer_count>>::type;
  using progress = typename Optimizer::progress;
};
template <class Net, auto Loss, class Optimizer, std::size_t Batch>
struct trainer_parts<false, Net, Loss, Optimizer, Batch> {
  static constexpr bool is_valid = false;
  struct progress {};
  struct moments {};
  struct pass {
    struct space_type {};
  };
};

/// The network that Net is or inherits; one that is refused in silence, where it is none.
template <class Net>
struct network_of : type_box<network<input<1>, refused_layer>> {};
template <Network Net>
requires(!std::is_const_v<Net>) struct network_of<Net> : type_box<typename Net::network_type> {
};

}  // namespace detail

/// Trains a network on batches of at most Batch samples. It refers to the network, which must not
/// move, and keeps the optimizer's moments and the workspace of one step: nothing is allocated.
template <class Net, auto Loss, class Optimizer, std::size_t Batch>
class trainer {
  using net_type = typename detail::network_of<Net>::type;
  using loss_type = std::remove_const_t<decltype(Loss)>;
  using parts = detail::trainer_parts<
      detail::check_trainer<Net, loss_type, Optimizer, Batch>::valid() &&
          detail::check_update<Optimizer, typename net_type::value_type>::valid() &&
          detail::check_loss_of<loss_type, net_type, Batch == 1 ? 1 : samples>::valid() &&
          detail::check_derivatives_of<net_type>::valid(),
      net_type, Loss, Optimizer, Batch>;

 public:
  using network_type = net_type;
  using value_type = typename network_type::value_type;
  /// Whether it can train; where it cannot, an error has said why.
  static constexpr bool is_valid = parts::is_valid;
  static constexpr std::size_t inputs = network_type::inputs;
  static constexpr std::size_t outputs = network_type::outputs;
  static constexpr std::size_t batch = Batch;

  /// The settings; they may be changed between steps.
  Optimizer optimizer;

  constexpr explicit trainer(Net& trained, const Optimizer& settings = {}) : optimizer(settings) {
    if constexpr (is_valid) net_ = &trained;
  }

  /// Trains `trained` on from where the other is: its settings, progress and moments. A copy is
  /// told its network, since that of an object with both would train the other object's.
  constexpr trainer(const trainer& other, Net& trained) : trainer(trained, other.optimizer) {
    *this = other;
  }
  trainer(const trainer&) = delete;  // Name the network that it trains: trainer copy{other, net}.
  /// Takes over the other's settings, progress and moments, and trains the network that it did.
  constexpr trainer& operator=(const trainer& other) {
    optimizer = other.optimizer;
    progress_ = other.progress_;
    moments_ = other.moments_;
    return *this;
  }

  /// One step on a batch: xs holds n samples of `inputs` numbers, ts their targets of `outputs`
  /// numbers, n being Batch or less; debug builds check the lengths. Returns the mean loss
  /// before the update.
  constexpr value_type step(std::span<const value_type> xs,
                            std::span<const value_type> ts) noexcept {
    if constexpr (is_valid) {
      const std::size_t count = Batch == 1 ? 1 : xs.size() / inputs;
      CTNN_CONTRACT(count != 0 && count <= Batch && xs.size() == count * inputs, "trainer::step",
                    "numbers in xs, the inputs of 1 to Batch samples",
                    std::clamp<std::size_t>(count, 1, Batch) * inputs, xs.size());
      CTNN_CONTRACT(ts.size() == count * outputs, "trainer::step",
                    "numbers in ts, the outputs of each sample", count * outputs, ts.size());
      std::array<value_type, detail::numbers_in_step<Optimizer>> numbers{};
      take_next(numbers);
      const value_type inverse_count = value_type(1) / static_cast<value_type>(count);
      value_type loss(0);
      value_type scalar_gradient(0);
      const detail::updating_sink<network_type, Optimizer, moments_type, numbers.size()> sink{
          *net_, moments_, numbers, scalar_gradient};
      const auto run = [&](typename pass_type::space_type& space) CTNN_INLINE_LAMBDA {
        const pass_type pass{*net_, space,          xs.data(), ts.data(),
                             count, &inverse_count, &loss,     factor_of_gradients(numbers)};
        pass.copy_transposes();
        pass.forward();
        pass.backward(sink);
      };
      if constexpr (has_own_space) {
        run(space_);
      } else {
        typename pass_type::space_type space;
        run(space);
      }
      return loss;
    } else {
      return 0;
    }
  }
  /// The same from whatever holds numbers; where its type says how many, the compiler checks that.
  template <class X, class Target>
  requires(!detail::is_span_of<X, const value_type> ||
           !detail::is_span_of<Target, const value_type>) CTNN_ALWAYS_INLINE constexpr value_type
      step(const X& xs, const Target& ts) noexcept {
    if constexpr (!is_valid) {
      return 0;
    } else if constexpr (!detail::check_most<in<trainer_step>, Batch * inputs, X>::valid()) {
      return 0;
    } else if constexpr (detail::check_batch<targets, in<trainer_step>, inputs, outputs, value_type,
                                             X, Target>::valid()) {
      return step(std::span<const value_type>(xs), std::span<const value_type>(ts));
    } else {
      return 0;
    }
  }

  /// One step by gradients that are there already, such as were clipped, or added up over several
  /// batches.
  constexpr void apply(const gradients<network_type>& stored) noexcept {
    if constexpr (is_valid) {
      std::array<value_type, detail::numbers_in_step<Optimizer>> numbers{};
      take_next(numbers);
      value_type unused(0);
      const detail::updating_sink<network_type, Optimizer, moments_type, numbers.size()> sink{
          *net_, moments_, numbers, unused};
      [&]<std::size_t... I>(std::index_sequence<I...>) { (apply_layer<I>(sink, stored), ...); }
      (std::make_index_sequence<network_type::layer_count>{});
    }
  }

  /// What the optimizer keeps from step to step beside its moments: its own `progress`. With it,
  /// the moments, the settings and the network's parameters training goes on elsewhere as it would
  /// here.
  constexpr auto& progress() noexcept { return progress_; }
  constexpr const auto& progress() const noexcept { return progress_; }
  /// Calls visit(moments) for each layer's moments, as many times for each as the optimizer keeps;
  /// `moments` has one number for each of the layer's parameters, under their names.
  template <class Visit>
  constexpr void for_each_moment(Visit&& visit) {
    visit_moments(moments_, visit);
  }
  template <class Visit>
  constexpr void for_each_moment(Visit&& visit) const {
    visit_moments(moments_, visit);
  }

  /// Bytes of workspace, which the trainer keeps, or a step has on the stack where they are few;
  /// and of the moments, which the trainer keeps.
  static constexpr std::size_t workspace_bytes() { return sizeof(typename pass_type::space_type); }
  static constexpr std::size_t moment_bytes() {
    return Optimizer::moments == 0 ? 0 : sizeof(moments_type);
  }

 private:
  template <class Moments, class Visit>
  static constexpr void visit_moments(Moments& all, Visit& visit) {
    if constexpr (is_valid) {
      all.for_each_layer([&](auto& of_layer) {
        for (auto& moment : of_layer) visit(moment);
      });
    }
  }

  template <std::size_t N>
  CTNN_ALWAYS_INLINE constexpr void take_next(std::array<value_type, N>& numbers) {
    const auto exact = optimizer.next(progress_);
    for (std::size_t i = 0; i < N; ++i) numbers[i] = static_cast<value_type>(exact[i]);
  }
  template <std::size_t I, class Sink>
  static constexpr void apply_layer(const Sink& sink, const gradients<network_type>& stored) {
    using Layer = std::remove_cvref_t<decltype(stored.template layer<I>())>;
    [&]<std::size_t... J>(std::index_sequence<J...>) {
      (sink.template update_by<I, J>(stored), ...);
    }
    (std::make_index_sequence<Layer::parameter_tensors>{});
  }

  /// What gradients are multiplied with from the loss on, where they are.
  static constexpr const value_type* factor_of_gradients(const auto& numbers) {
    if constexpr (detail::SubtractsGradient<Optimizer>) {
      return &numbers[1];
    } else {
      return nullptr;
    }
  }

  using pass_type = typename parts::pass;
  using moments_type = typename parts::moments;

  /// A small workspace is local to a step: a compiler sees that nobody else refers to it, and
  /// keeps its values in registers.
  static constexpr std::size_t small_space = 4096;
  static constexpr bool has_own_space = sizeof(typename pass_type::space_type) > small_space;
  struct no_space {};

  network_type* net_ = nullptr;
  typename parts::progress progress_{};
  moments_type moments_{};
  [[no_unique_address]] std::conditional_t<has_own_space, typename pass_type::space_type, no_space>
      space_{};
};

}  // namespace ctnn::inline CTNN_ISA
