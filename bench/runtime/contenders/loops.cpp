// Plain loops over arrays of static size: weights in rows, for dot products, or in columns, for
// sums of multiples of them. Compiled with -ffast-math.
#include "blockwise_network.hpp"
#include "harness.hpp"
#include "plain_products.hpp"

namespace bench::by_loops {

namespace {

enum class order { rows, columns };

/// Samples that go through the whole network at a time, so that their activations stay in cache.
template <const workload& W>
inline constexpr size block = W.batch < 64 ? W.batch : 64;

template <const workload& W, order Order, size I>
struct layer {
  static constexpr size in = W.widths[I], out = W.widths[I + 1];
  static constexpr activation kind = W.activation_of(I);
  /// Few outputs fill no vector, so that they have their weights in rows in either order.
  static constexpr bool by_rows = Order == order::rows || (out < 16 && in != out) || out == 1;
  /// A batch is worth another copy of the weights, in the order that spares it dot products.
  static constexpr bool copied = W.batch > 1 && in* out < 10000 &&
                                 (by_rows ? out >= 16 || in == out
                                          : I > 0 && W.task != work::forward);
  static constexpr bool gathers =
      W.task == work::gradients || (W.update == optimizer::adam && block<W> < W.batch);
  using values = weights_and_bias<in, out>;

  static float activate(float z) { return activated<kind>(z); }
  static float slope(float a) { return derivative<kind>(a); }
  static constexpr size index(size o, size i) { return by_rows ? o * in + i : i * out + o; }
  void copy() {
    if constexpr (copied)
      for (size i = 0; i < in; ++i)
        for (size o = 0; o < out; ++o)
          other_order[by_rows ? i * out + o : o * in + i] = parameters.w[index(o, i)];
  }

  values parameters;
  alignas(64) std::array<float, copied ? in * out : 1> other_order{};
  alignas(64) std::array<float, block<W> * out> a{}, dz{};
  [[no_unique_address]] std::conditional_t<gathers, values, nothing> gradient;
  [[no_unique_address]] std::conditional_t<W.update == optimizer::adam, adam_moments<values>,
                                           nothing>
      moments;
};

template <order Order>
struct in_order {
  template <const workload& W, size I>
  using layer_type = layer<W, Order, I>;
};

template <const workload& W, order Order>
class network : public blockwise_network<network<W, Order>, W, block<W>,
                                         in_order<Order>::template layer_type> {
  using base = blockwise_network<network, W, block<W>, in_order<Order>::template layer_type>;
  friend base;
  template <size I>
  using layer_type = layer<W, Order, I>;
  using base::last, base::samples, base::layers_, base::rate_;

 public:
  using base::base;

 private:
  template <size I>
  void evaluate(const float* x, float* y) {
    layer_type<I>& l = std::get<I>(layers_);
    using type = layer_type<I>;
    constexpr size in = type::in, out = type::out;
    float* a = I == last ? y : l.a.data();
    const float* bias = l.parameters.b.data();
    const auto store = [a, bias]<size V>(size m, size n, const float(&sums)[V]) {
      INDEPENDENT
      for (size v = 0; v < V; ++v) a[m * out + n + v] = type::activate(sums[v] + bias[n + v]);
    };
    if constexpr (!type::by_rows) {
      row_product<samples, out, in>(left<in, 1>{x}, l.parameters.w.data(), store);
    } else if constexpr (type::copied) {
      row_product<samples, out, in>(left<in, 1>{x}, l.other_order.data(), store);
    } else {
      dot_product<samples, out, in>(x, l.parameters.w.data(), store);
    }
    if constexpr (type::kind == activation::softmax)
      for (size s = 0; s < samples; ++s) softmax<out>(a + s * out);
    if constexpr (I < last) evaluate<I + 1>(a, y);
  }

  /// Back through a layer of one sample by SGD: reads and writes each weight once.
  template <size I>
  void descend(const float* x) {
    using type = layer_type<I>;
    constexpr size in = type::in, out = type::out;
    layer_type<I>& l = std::get<I>(layers_);
    const float* input = x;
    if constexpr (I > 0) input = std::get<I - 1>(layers_).a.data();
    const auto dz = l.dz;
    alignas(64) float dx[in] = {};
    float* w = l.parameters.w.data();
    if constexpr (type::by_rows) {
      for (size o = 0; o < out; ++o) {
        const float scale = rate_ * dz[o];
        INDEPENDENT
        for (size i = 0; i < in; ++i) {
          if constexpr (I > 0) dx[i] += w[o * in + i] * dz[o];
          w[o * in + i] -= scale * input[i];
        }
      }
    } else {
      for (size i = 0; i < in; ++i) {
        const float scale = rate_ * input[i];
        float sum = 0;
        for (size o = 0; o < out; ++o) {
          if constexpr (I > 0) sum += w[i * out + o] * dz[o];
          w[i * out + o] -= scale * dz[o];
        }
        dx[i] = sum;
      }
    }
    for (size o = 0; o < out; ++o) l.parameters.b[o] -= rate_ * dz[o];
    if constexpr (I > 0) {
      auto& before = std::get<I - 1>(layers_);
      for (size i = 0; i < in; ++i) before.dz[i] = dx[i] * layer_type<I - 1>::slope(before.a[i]);
      descend<I - 1>(x);
    }
  }

  template <size I>
  void propagate(const float* x, const adam_rates& rates) {
    if constexpr (W.batch == 1 && W.task == work::step && W.update == optimizer::sgd) {
      descend<I>(x);
    } else {
      propagate_block<I>(x, rates);
    }
  }
  /// The same as descend, of a block of samples.
  template <size I>
  void propagate_block(const float* x, const adam_rates& rates) {
    layer_type<I>& l = std::get<I>(layers_);
    using type = layer_type<I>;
    constexpr size in = type::in, out = type::out;
    using values = typename type::values;
    const float* input = x;
    if constexpr (I > 0) {
      auto& before = std::get<I - 1>(layers_);
      using before_type = layer_type<I - 1>;
      input = before.a.data();
      const auto store = [dz = before.dz.data(), input]<size V>(size m, size n,
                                                                const float(&sums)[V]) {
        INDEPENDENT
        for (size v = 0; v < V; ++v)
          dz[m * in + n + v] = sums[v] * before_type::slope(input[m * in + n + v]);
      };
      if constexpr (type::by_rows) {
        row_product<samples, in, out>(left<out, 1>{l.dz.data()}, l.parameters.w.data(), store);
      } else if constexpr (type::copied) {
        row_product<samples, in, out>(left<out, 1>{l.dz.data()}, l.other_order.data(), store);
      } else {
        dot_product<samples, in, out>(l.dz.data(), l.parameters.w.data(), store);
      }
    }
    const auto store = [&]<size V>(size m, size n, const float(&sums)[V]) {
      learn<V>(l, &values::w, m * (type::by_rows ? in : out) + n, sums, rates);
    };
    if constexpr (type::by_rows) {
      row_product<out, in, samples>(left<1, out>{l.dz.data()}, input, store);
    } else {
      row_product<in, out, samples>(left<1, in>{input}, l.dz.data(), store);
    }
    float sums[out] = {};
    for (size s = 0; s < samples; ++s)
      for (size o = 0; o < out; ++o) sums[o] += l.dz[s * out + o];
    learn<out>(l, &values::b, 0, sums, rates);
    if constexpr (I > 0) propagate_block<I - 1>(x, rates);
  }

  template <size Count>
  void learn(auto& l, auto which, size at, const float (&gradient)[Count],
             const adam_rates& rates) {
    float* p = (l.parameters.*which).data() + at;
    if constexpr (W.update == optimizer::sgd) {
      INDEPENDENT
      for (size i = 0; i < Count; ++i) p[i] -= rate_ * gradient[i];
    } else if constexpr (std::remove_reference_t<decltype(l)>::gathers) {
      float* sum = (l.gradient.*which).data() + at;
      INDEPENDENT
      for (size i = 0; i < Count; ++i) sum[i] += gradient[i];
    } else {
      float* first = (l.moments.first.*which).data() + at;
      float* second = (l.moments.second.*which).data() + at;
      INDEPENDENT
      for (size i = 0; i < Count; ++i) adam(rates, p[i], first[i], second[i], gradient[i]);
    }
  }
};

template <const workload& W>
using by_rows = network<W, order::rows>;
template <const workload& W>
using by_columns = network<W, order::columns>;

const bool entered_columns = enter_all<by_columns>("loops-columns");
#if !defined(BENCH_ONLY)
const bool entered_rows = enter_all<by_rows>("loops-rows");
#endif

}  // namespace

}  // namespace bench::by_loops
