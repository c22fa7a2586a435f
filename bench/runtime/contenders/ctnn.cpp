// ctnn, as its users write it.
#include "harness.hpp"

#include <ctnn/ctnn.hpp>

#include <span>

namespace bench::by_ctnn {

namespace {

template <activation A>
constexpr auto activation_object() {
  if constexpr (A == activation::identity) {
    return ctnn::identity;
  } else if constexpr (A == activation::relu) {
    return ctnn::relu;
  } else if constexpr (A == activation::tanh) {
    return ctnn::tanh;
  } else if constexpr (A == activation::sigmoid) {
    return ctnn::sigmoid;
  } else {
    return ctnn::softmax;
  }
}

template <loss L>
constexpr auto loss_object() {
  if constexpr (L == loss::binary_cross_entropy) {
    return ctnn::binary_cross_entropy;
  } else if constexpr (L == loss::cross_entropy) {
    return ctnn::cross_entropy;
  } else {
    return ctnn::mean_squared_error;
  }
}

template <const workload& W, class Indices>
struct network_of;
template <const workload& W, std::size_t... I>
struct network_of<W, std::index_sequence<I...>> {
  using type =
      ctnn::network<ctnn::input<W.inputs()>,
                    ctnn::dense<W.widths[I + 1], activation_object<W.activation_of(I)>()>...>;
};

/// Calls copy(number of the layer's, number of the harness's) for all of a layer's parameters, or
/// of their gradients.
template <class Layer, class Numbers, class Copy>
void for_each_parameter(Layer& layer, Numbers& weights, Numbers& bias, const Copy& copy) {
  for (std::size_t r = 0; r < Layer::outputs; ++r) {
    copy(layer.bias(r), bias[r]);
    for (std::size_t c = 0; c < Layer::inputs; ++c)
      copy(layer.weights(r, c), weights[r * Layer::inputs + c]);
  }
}
template <const workload& W, class Net, class Parameters, class Copy>
void for_each_parameter(Net& net, Parameters& p, const Copy& copy) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (for_each_parameter(net.template layer<I>(), p.weights[I], p.bias[I], copy), ...);
  }
  (std::make_index_sequence<W.layers>{});
}

template <const workload& W, class Net>
void set_parameters(Net& net, const parameters& initial) {
  for_each_parameter<W>(net, initial, [](float& to, float from) { to = from; });
}

template <const workload& W, class Source>
parameters parameters_of(const Source& source) {
  parameters p = room_for(W);
  for_each_parameter<W>(source, p, [](float from, float& to) { to = from; });
  return p;
}

template <const workload& W, class Net>
void forward_sample(const Net& net, const float* x, float* y) {
  net(std::span<const float, W.inputs()>(x, W.inputs()),
      std::span<float, W.outputs()>(y, W.outputs()));
}

template <const workload& W>
class contender {
  using net_type = typename network_of<W, std::make_index_sequence<W.layers>>::type;
  static constexpr auto objective = loss_object<W.objective>();
  using optimizer_type = std::conditional_t<W.update == optimizer::adam, ctnn::adam, ctnn::sgd>;
  struct nothing {
    explicit nothing(net_type&, float) {}
  };
  struct no_gradients {};
  struct training {
    ctnn::trainer<net_type, objective, optimizer_type, W.batch> trainer;
    training(net_type& net, float rate) : trainer{net, {.learning_rate = double(rate)}} {}
  };

 public:
  contender(const parameters& initial, float learning_rate) : training_(net_, learning_rate) {
    set_parameters<W>(net_, initial);
  }

  void forward(const float* x, float* y) {
    if constexpr (W.batch == 1) {
      forward_sample<W>(net_, x, y);
    } else {
      net_.predict({x, W.batch * W.inputs()}, {y, W.batch * W.outputs()});
    }
  }
  float step(const float* x, const float* t) {
    return training_.trainer.step({x, W.batch * W.inputs()}, {t, W.batch * W.outputs()});
  }
  float gradients(const float* x, const float* t) {
    ctnn::gradient_into(gradients_, net_, objective, {x, W.batch * W.inputs()},
                        {t, W.batch * W.outputs()});
    return gradients_.loss;
  }

  parameters result() const {
    if constexpr (W.task == work::gradients) {
      return parameters_of<W>(gradients_);
    } else {
      return parameters_of<W>(net_);
    }
  }

 private:
  net_type net_;
  [[no_unique_address]] std::conditional_t<W.task == work::step, training, nothing> training_;
  [[no_unique_address]] std::conditional_t<W.task == work::gradients, ctnn::gradients<net_type>,
                                           no_gradients>
      gradients_;
};

/// The same network with its weights in bfloat16, for one sample forward.
template <const workload& W>
class narrow_contender {
  using net_type = typename network_of<W, std::make_index_sequence<W.layers>>::type;

 public:
  narrow_contender(const parameters& initial, float) : net_(wide(initial)) {}
  static parameters stored(const parameters& given) {
    static narrow_contender narrow(given, 0);
    return parameters_of<W>(narrow.net_);
  }

  void forward(const float* x, float* y) { forward_sample<W>(net_, x, y); }

 private:
  static const net_type& wide(const parameters& initial) {
    static net_type net;
    set_parameters<W>(net, initial);
    return net;
  }
  ctnn::with_weights<ctnn::bfloat16, net_type> net_;
};

#if defined(CTNN_BENCH_AT_O2)
const bool entered = enter_workloads<contender>("ctnn-O2");
const bool entered_narrow = enter<narrow_contender, A5, A6>("ctnn-O2-bfloat16");
#else
#if !defined(BENCH_ONLY)
/// predict of A3 for 1 to 100 samples, whatever their number.
void predict(benchmark::State& state) {
  using net_type = typename network_of<A3, std::make_index_sequence<A3.layers>>::type;
  const auto samples = static_cast<std::size_t>(state.range(0));
  net_type net;
  ctnn::initialize(net, ctnn::xavier_uniform{.seed = 1});
  const floats xs = random_inputs(A3, samples);
  floats ys(samples * A3.outputs());
  for (auto _ : state) {
    net.predict(xs, ys);
    benchmark::DoNotOptimize(ys.data());
    benchmark::ClobberMemory();
  }
}
const bool predicted = [] {
  for (int samples = 1; samples <= 100; ++samples) {
    const std::string name = "predict:" + std::to_string(samples) + "/ctnn";
    benchmark::RegisterBenchmark(name.c_str(), predict)->Arg(samples);
  }
  return true;
}();
const bool entered_works = enter_works<contender>();
const bool entered_narrow = enter<narrow_contender, A5, A6>("ctnn-bfloat16");
#endif

const bool entered = enter_all<contender>("ctnn");
#endif

}  // namespace

}  // namespace bench::by_ctnn
