// libxsmm's generated products, composed by hand: samples are columns, and what lies between two
// products is a loop over values that are still in L1. Compiled with -ffast-math.
#include "blockwise_network.hpp"
#include "harness.hpp"

#include <libxsmm.h>

#include <stdexcept>

namespace bench::by_libxsmm {

namespace {

/// c = a b or c += a b, all of them in columns.
class product {
 public:
  enum class onto { nothing, sum };

  /// With `row_length`, b is transposed: k columns of n, from columns of that length.
  product(size m, size n, size k, onto c, size row_length = 0) {
    const auto rows = int(m), columns = int(n), depth = int(k);
    const int ldb = row_length == 0 ? depth : int(row_length);
    const float alpha = 1, beta = c == onto::sum ? 1.0f : 0.0f;
    const int flags =
        row_length == 0 ? int(LIBXSMM_GEMM_FLAG_NONE) : int(LIBXSMM_GEMM_FLAG_TRANS_B);
    kernel_ = libxsmm_smmdispatch(rows, columns, depth, &rows, &ldb, &rows, &alpha, &beta, &flags,
                                  nullptr);
    if (kernel_ == nullptr) throw std::runtime_error("libxsmm generates no such product");
  }
  void operator()(const float* a, const float* b, float* c) const { kernel_(a, b, c); }

 private:
  libxsmm_smmfunction kernel_;
};

/// Samples that go through the whole network at a time, so that their activations stay in L1.
template <const workload& W>
inline constexpr size block = W.batch < 64 ? W.batch : 64;

template <const workload& W, size I>
struct layer {
  static constexpr size in = W.widths[I], out = W.widths[I + 1];
  static constexpr activation kind = W.activation_of(I);
  /// Where outputs fill no vector, it is the inputs that gradients are vectors of.
  static constexpr bool by_rows = out < 16 && in > out;
  static constexpr bool one_output = out == 1;
  /// libxsmm multiplies by no transposed left factor, so that one direction has a copy.
  static constexpr bool copied = by_rows ? !one_output : I > 0 && W.task != work::forward;
  static constexpr bool gathers =
      W.task == work::gradients || (W.update == optimizer::adam && block<W> < W.batch);
  using values = weights_and_bias<in, out>;

  static constexpr size index(size o, size i) { return by_rows ? o * in + i : i * out + o; }
  void copy() {
    if constexpr (copied)
      for (size i = 0; i < in; ++i)
        for (size o = 0; o < out; ++o)
          transposed[by_rows ? i * out + o : o * in + i] = parameters.w[index(o, i)];
  }

  /// Columns of the gradient that are formed and used at a time.
  static constexpr size rows = by_rows ? in : out, columns = by_rows ? out : in;
  static constexpr size chunk =
      W.update == optimizer::adam && !gathers && columns % 16 == 0 ? 16 : columns;

  values parameters;
  alignas(64) std::array<float, copied ? in * out : 1> transposed{};
  alignas(64) std::array<float, block<W> * out> a{}, dz{};
  [[no_unique_address]] std::conditional_t<gathers, values, nothing> gradient;
  [[no_unique_address]] std::conditional_t<W.update == optimizer::adam, adam_moments<values>,
                                           nothing>
      moments;
  product forward{out, block<W>, in, product::onto::nothing};
  product backward{in, block<W>, out, product::onto::nothing};
  product outer{
      rows, chunk, block<W>,
      W.update == optimizer::adam && !gathers ? product::onto::nothing : product::onto::sum,
      columns};
};

template <const workload& W>
class network : public blockwise_network<network<W>, W, block<W>, layer> {
  using base = blockwise_network<network, W, block<W>, layer>;
  friend base;
  template <size I>
  using layer_type = layer<W, I>;
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
    const float* w = l.parameters.w.data();
    const float* b = l.parameters.b.data();
    if constexpr (type::one_output) {
      for (size s = 0; s < samples; ++s) {
        float sum = b[0];
        for (size i = 0; i < in; ++i) sum += w[i] * x[s * in + i];
        a[s] = activated<type::kind>(sum);
      }
    } else {
      l.forward(type::by_rows ? l.transposed.data() : w, x, a);
      IN_THIS_ORDER
      for (size s = 0; s < samples; ++s) {
        IN_ONE_LOOP
        for (size o = 0; o < out; ++o)
          a[s * out + o] = activated<type::kind>(a[s * out + o] + b[o]);
      }
    }
    if constexpr (type::kind == activation::softmax)
      for (size s = 0; s < samples; ++s) softmax<out>(a + s * out);
    if constexpr (I < last) evaluate<I + 1>(a, y);
  }

  template <size I>
  void propagate(const float* x, const adam_rates& rates) {
    layer_type<I>& l = std::get<I>(layers_);
    using type = layer_type<I>;
    constexpr size in = type::in, out = type::out;
    using values = typename type::values;
    float* dz = l.dz.data();
    const float* input = x;
    if constexpr (I > 0) {
      layer_type<I - 1>& before = std::get<I - 1>(layers_);
      input = before.a.data();
      l.backward(type::by_rows ? l.parameters.w.data() : l.transposed.data(), dz, before.dz.data());
      for (size i = 0; i < samples * in; ++i)
        before.dz[i] *= derivative<W.activation_of(I - 1)>(before.a[i]);
    }
    alignas(64) float sums[out] = {};
    IN_THIS_ORDER
    for (size s = 0; s < samples; ++s) {
      IN_ONE_LOOP
      for (size o = 0; o < out; ++o) sums[o] += dz[s * out + o];
    }
    if constexpr (W.update == optimizer::sgd) {
      for (size o = 0; o < out; ++o) l.parameters.b[o] -= rate_ * sums[o];
    } else if constexpr (type::gathers) {
      for (size o = 0; o < out; ++o) l.gradient.b[o] += sums[o];
    } else {
      adam_step<out>(l, &values::b, 0, sums, rates);
    }

    if constexpr (W.update == optimizer::sgd)
      for (float& v : l.dz) v *= -rate_;
    const float* left = type::by_rows ? input : dz;
    const float* right = type::by_rows ? dz : input;
    for (size c = 0; c < type::columns; c += type::chunk) {
      if constexpr (W.update == optimizer::sgd) {
        l.outer(left, right + c, l.parameters.w.data() + c * type::rows);
      } else if constexpr (type::gathers) {
        l.outer(left, right + c, l.gradient.w.data() + c * type::rows);
      } else {
        alignas(64) float part[type::chunk * type::rows];
        l.outer(left, right + c, part);
        adam_step<type::chunk * type::rows>(l, &values::w, c * type::rows, part, rates);
      }
    }
    if constexpr (I > 0) propagate<I - 1>(x, rates);
  }
};

const bool entered = enter<network, C1s, C1a, C2, C3f, C3>("libxsmm");
const bool swept = enter_sweeps<network, 32>("libxsmm");

}  // namespace

}  // namespace bench::by_libxsmm
