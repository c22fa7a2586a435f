// oneDNN's products on one thread: bias, activation, learning rate and the sum over blocks are
// their post-operations, and loops do the rest. Compiled with -ffast-math.
#include "blockwise_network.hpp"
#include "harness.hpp"

#include <dlfcn.h>

#include <dnnl.hpp>
#include <optional>

namespace bench::by_onednn {

namespace {

using dnnl::memory;

const dnnl::engine& engine() {
  // Of whichever OpenMP oneDNN was built with, if any.
  if (void* set = dlsym(RTLD_DEFAULT, "omp_set_num_threads"))
    reinterpret_cast<void (*)(int)>(set)(1);
  static const dnnl::engine made(dnnl::engine::kind::cpu, 0);
  return made;
}

/// A matrix in rows, or the transpose of one.
struct matrix {
  float* data;
  size rows, columns;
  bool transposed = false;

  matrix transpose() const { return {data, columns, rows, !transposed}; }
  memory::desc description() const {
    return {{memory::dim(rows), memory::dim(columns)},
            memory::data_type::f32,
            transposed ? memory::format_tag::ba : memory::format_tag::ab};
  }
};

/// A primitive with its arguments, some of which may move between calls.
class product {
 public:
  /// c = scale a b, or c += scale a b.
  product(const matrix& a, const matrix& b, const matrix& c, bool sum, float scale) {
    dnnl::primitive_attr attributes;
    if (scale != 1) attributes.set_output_scales(0, {scale});
    dnnl::post_ops after;
    if (sum) after.append_sum(1);
    attributes.set_post_ops(after);
    make<dnnl::matmul>({a.description(), b.description(), c.description()}, attributes);
    bind(DNNL_ARG_SRC, a);
    bind(DNNL_ARG_WEIGHTS, b);
    bind(DNNL_ARG_DST, c);
  }

  /// c = f(a b + bias).
  product(const matrix& a, const matrix& b, const matrix& bias, const matrix& c, activation f) {
    dnnl::primitive_attr attributes;
    dnnl::post_ops after;
    if (f == activation::relu) after.append_eltwise(1, dnnl::algorithm::eltwise_relu, 0, 0);
    if (f == activation::tanh) after.append_eltwise(1, dnnl::algorithm::eltwise_tanh, 0, 0);
    attributes.set_post_ops(after);
    if (c.columns == 1) {
      // A matmul of one column fills no vector.
      make<dnnl::inner_product_forward>(
          {dnnl::prop_kind::forward_inference, a.description(), b.transpose().description(),
           bias.description().reshape({1}), c.description()},
          attributes);
    } else {
      make<dnnl::matmul>({a.description(), b.description(), bias.description(), c.description()},
                         attributes);
    }
    bind(DNNL_ARG_SRC, a);
    bind(DNNL_ARG_WEIGHTS, c.columns == 1 ? b.transpose() : b);
    bind(DNNL_ARG_BIAS, bias);
    bind(DNNL_ARG_DST, c);
  }

  void move(int argument, const float* data) {
    for (size i = 0; i < arguments_.size(); ++i)
      if (arguments_[i].arg == argument)
        memories_[i].set_data_handle(const_cast<float*>(data), stream_);
  }
  void operator()() const {
    dnnl_primitive_execute(primitive_.get(), stream_.get(), int(arguments_.size()),
                           arguments_.data());
  }

 private:
  template <class Primitive>
  void make(const typename Primitive::desc& wanted, const dnnl::primitive_attr& attributes) {
    primitive_ = Primitive(typename Primitive::primitive_desc(wanted, attributes, engine()));
  }
  void bind(int argument, const matrix& m) {
    memories_.emplace_back(m.description(), engine(), m.data);
    arguments_.push_back({argument, memories_.back().get()});
  }

  dnnl::stream stream_{engine()};
  dnnl::primitive primitive_;
  std::vector<memory> memories_;
  std::vector<dnnl_exec_arg_t> arguments_;
};

/// Samples that go through the whole network at a time.
template <const workload& W>
inline constexpr size block = W.batch < 256 ? W.batch : 256;

template <const workload& W, size I>
struct layer {
  static constexpr size in = W.widths[I], out = W.widths[I + 1];
  static constexpr activation kind = W.activation_of(I);
  /// Where outputs fill no vector, it is the inputs that gradients are vectors of.
  static constexpr bool by_rows = out < 16 && in > out;
  static constexpr bool gathers = W.task == work::gradients || W.update == optimizer::adam;
  using values = weights_and_bias<in, out>;

  static constexpr size index(size o, size i) { return by_rows ? o * in + i : i * out + o; }
  static matrix in_to_out(values& v) {
    return by_rows ? matrix{v.w.data(), out, in}.transpose() : matrix{v.w.data(), in, out};
  }
  void prepare(float* x, float* dx, float rate) {
    const matrix input{x, block<W>, in}, output{a.data(), block<W>, out},
        slope{dz.data(), block<W>, out}, w = in_to_out(parameters);
    forward.emplace(input, w, matrix{parameters.b.data(), 1, out}, output, kind);
    if constexpr (W.task == work::forward) return;
    if constexpr (I > 0)
      backward.emplace(slope, w.transpose(), matrix{dx, block<W>, in}, false, 1.0f);
    matrix sum = w;
    if constexpr (gathers) sum = in_to_out(gradient);
    const bool adds = !gathers || block<W> < W.batch;
    const float scale = gathers ? 1 : -rate;
    if constexpr (by_rows) {
      outer.emplace(slope.transpose(), input, sum.transpose(), adds, scale);
    } else {
      outer.emplace(input.transpose(), slope, sum, adds, scale);
    }
  }

  values parameters;
  alignas(64) std::array<float, block<W> * out> a{}, dz{};
  [[no_unique_address]] std::conditional_t<gathers, values, nothing> gradient;
  [[no_unique_address]] std::conditional_t<W.update == optimizer::adam, adam_moments<values>,
                                           nothing>
      moments;
  std::optional<product> forward, backward, outer;
};

template <const workload& W>
class network : public blockwise_network<network<W>, W, block<W>, layer> {
  using base = blockwise_network<network, W, block<W>, layer>;
  friend base;
  template <size I>
  using layer_type = layer<W, I>;
  using base::last, base::samples, base::layers_, base::rate_;

 public:
  network(const parameters& initial, float learning_rate) : base(initial, learning_rate) {
    [&]<size... I>(std::index_sequence<I...>) { (prepare<I>(), ...); }
    (std::make_index_sequence<W.layers>{});
  }

 private:
  template <size I>
  void prepare() {
    if constexpr (I == 0) {
      std::get<0>(layers_).prepare(nullptr, nullptr, rate_);
    } else {
      auto& before = std::get<I - 1>(layers_);
      std::get<I>(layers_).prepare(before.a.data(), before.dz.data(), rate_);
    }
  }

  template <size I>
  void evaluate(const float* x, float* y) {
    layer_type<I>& l = std::get<I>(layers_);
    using type = layer_type<I>;
    constexpr size out = type::out;
    float* a = I == last ? y : l.a.data();
    if constexpr (I == 0) l.forward->move(DNNL_ARG_SRC, x);
    if constexpr (I == last) l.forward->move(DNNL_ARG_DST, y);
    (*l.forward)();
    if constexpr (type::kind == activation::softmax)
      for (size s = 0; s < samples; ++s) softmax<out>(a + s * out);
    if constexpr (I < last) evaluate<I + 1>(a, y);
  }

  template <size I>
  void propagate(const float* x, const adam_rates& rates) {
    layer_type<I>& l = std::get<I>(layers_);
    using type = layer_type<I>;
    constexpr size in = type::in, out = type::out;
    if constexpr (I > 0) {
      layer_type<I - 1>& before = std::get<I - 1>(layers_);
      (*l.backward)();
      for (size i = 0; i < samples * in; ++i)
        before.dz[i] *= derivative<W.activation_of(I - 1)>(before.a[i]);
    } else {
      l.outer->move(type::by_rows ? DNNL_ARG_WEIGHTS : DNNL_ARG_SRC, x);
    }
    (*l.outer)();
    alignas(64) float sums[out] = {};
    IN_THIS_ORDER
    for (size s = 0; s < samples; ++s) {
      IN_ONE_LOOP
      for (size o = 0; o < out; ++o) sums[o] += l.dz[s * out + o];
    }
    if constexpr (W.update == optimizer::sgd) {
      for (size o = 0; o < out; ++o) l.parameters.b[o] -= rate_ * sums[o];
    } else {
      for (size o = 0; o < out; ++o) l.gradient.b[o] += sums[o];
    }
    if constexpr (I > 0) propagate<I - 1>(x, rates);
  }
};

const bool entered = enter<network, C1s, C1a, C2, C3f, C3>("onednn");
const bool swept = enter_sweeps<network, 32>("onednn");

}  // namespace

}  // namespace bench::by_onednn
