// Eigen with fixed sizes, as its documentation advises: samples are columns, products have no
// alias, nothing is on the heap.
#define EIGEN_STACK_ALLOCATION_LIMIT 0
#include "harness.hpp"

#include <Eigen/Dense>

#include <tuple>

namespace bench::by_eigen {

namespace {

using Eigen::Index;

template <Index Rows, Index Columns>
using matrix = Eigen::Matrix<float, int(Rows), int(Columns)>;

/// Samples that go through the whole network at a time, so that their activations stay in L1.
template <const workload& W>
inline constexpr Index block = std::min<Index>(W.batch, 128);

struct nothing {};

template <const workload& W, std::size_t I>
struct layer {
  static constexpr Index in = W.widths[I], out = W.widths[I + 1];
  /// Three outputs are no packet, so that a fourth is computed, and not used, if not the network's.
  static constexpr bool padded =
      W.task == work::forward && W.batch == 1 && out == 3 && in != out && I + 1 < W.layers;
  static constexpr Index rows = padded ? 4 : out;
  static constexpr bool gathers = W.task == work::gradients || W.update == optimizer::adam;
  /// Rows are better where there are few outputs, and must be where there is one.
  static constexpr bool columns = W.batch == 1 ? out >= 16 || out == in || padded : out > 1;
  using weights_type =
      Eigen::Matrix<float, int(rows), int(in), columns ? Eigen::ColMajor : Eigen::RowMajor>;
  using vector_type = matrix<rows, 1>;

  weights_type w;
  vector_type b;
  matrix<rows, block<W>> a;
  [[no_unique_address]] std::conditional_t<W.task == work::forward, nothing, matrix<rows, block<W>>>
      dz;
  struct gathered {
    weights_type w = weights_type::Zero();
    vector_type b = vector_type::Zero();
  };
  [[no_unique_address]] std::conditional_t<gathers, gathered, nothing> gradient;
  struct adam_moments {
    gathered first, second;
  };
  [[no_unique_address]] std::conditional_t<W.update == optimizer::adam, adam_moments, nothing>
      moments;
};

template <activation A>
auto activated(const auto& z) {
  if constexpr (A == activation::relu) {
    return z.cwiseMax(0.0f);
  } else if constexpr (A == activation::tanh) {
    return z.tanh();
  } else if constexpr (A == activation::sigmoid) {
    return z.logistic();
  } else {
    return z;
  }
}

/// Softmax of each column in place.
void softmax(auto& z) {
  z.rowwise() -= z.colwise().maxCoeff().eval();
  z = z.array().exp();
  z.array().rowwise() *= z.colwise().sum().array().inverse().eval();
}

/// Multiplies dz by the activation's derivative at a = f(z).
template <activation A>
void multiply_by_derivative(auto& dz, const auto& a) {
  if constexpr (A == activation::relu) {
    dz = (a.array() > 0.0f).select(dz, 0.0f);
  } else if constexpr (A == activation::tanh) {
    dz.array() *= 1.0f - a.array().square();
  } else if constexpr (A == activation::sigmoid) {
    dz.array() *= a.array() * (1.0f - a.array());
  }
}

template <const workload& W>
class network {
  template <class Indices>
  struct layers_of;
  template <std::size_t... I>
  struct layers_of<std::index_sequence<I...>> {
    using type = std::tuple<layer<W, I>...>;
  };
  static constexpr std::size_t last = W.layers - 1;
  using inputs = Eigen::Map<const matrix<W.inputs(), block<W>>>;
  using outputs = matrix<W.outputs(), block<W>>;
  using targets = Eigen::Map<const outputs>;

 public:
  network(const parameters& initial, float learning_rate) : rate_(learning_rate) {
    each_layer([&]<std::size_t I>(layer<W, I>& l, std::integral_constant<std::size_t, I>) {
      l.w.setZero();
      l.b.setZero();
      for (Index r = 0; r < l.out; ++r) {
        l.b(r) = initial.bias[I][std::size_t(r)];
        for (Index c = 0; c < l.in; ++c) l.w(r, c) = initial.weights[I][std::size_t(r * l.in + c)];
      }
    });
  }

  void forward(const float* x, float* y) {
    for (Index s = 0; s < Index(W.batch); s += block<W>) {
      evaluate<0>(inputs(x + s * Index(W.inputs())));
      Eigen::Map<outputs>(y + s * Index(W.outputs())) = std::get<last>(layers_).a;
    }
  }

  float step(const float* x, const float* t) {
    if constexpr (W.update == optimizer::adam) {
      ++steps_;
      adam_rate_ = rate_ / (1 - std::pow(0.9f, float(steps_)));
      adam_scale_ = 1 / std::sqrt(1 - std::pow(0.999f, float(steps_)));
    }
    return gradients(x, t);
  }

  float gradients(const float* x, const float* t) {
    float sum = 0;
    for (Index s = 0; s < Index(W.batch); s += block<W>) {
      const inputs in(x + s * Index(W.inputs()));
      evaluate<0>(in);
      sum += loss_of(targets(t + s * Index(W.outputs())));
      if (s == 0) {
        propagate<last, true>(in);
      } else {
        propagate<last, false>(in);
      }
    }
    if constexpr (W.update == optimizer::adam)
      each_layer([&](auto& l, auto) {
        update(l.w, l.gradient.w, l.moments.first.w, l.moments.second.w);
        update(l.b, l.gradient.b, l.moments.first.b, l.moments.second.b);
      });
    return sum;
  }

  parameters result() const {
    parameters p = room_for(W);
    const_cast<network*>(this)->each_layer(
        [&]<std::size_t I>(layer<W, I>& l, std::integral_constant<std::size_t, I>) {
          const auto copy = [&](const auto& from) {
            for (Index r = 0; r < l.out; ++r) {
              p.bias[I][std::size_t(r)] = from.b(r);
              for (Index c = 0; c < l.in; ++c)
                p.weights[I][std::size_t(r * l.in + c)] = from.w(r, c);
            }
          };
          if constexpr (W.task == work::gradients) {
            copy(l.gradient);
          } else {
            copy(l);
          }
        });
    return p;
  }

 private:
  void each_layer(const auto& visit) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (visit(std::get<I>(layers_), std::integral_constant<std::size_t, I>{}), ...);
    }
    (std::make_index_sequence<W.layers>{});
  }

  template <std::size_t I>
  void evaluate(const auto& x) {
    layer<W, I>& l = std::get<I>(layers_);
    constexpr activation kind = W.activation_of(I);
    if constexpr (W.batch == 1 && kind != activation::softmax &&
                  layer<W, I>::in * layer<W, I>::out <= 16) {
      l.a = activated<kind>((l.w.lazyProduct(x) + l.b).array());
    } else {
      l.a.noalias() = l.w * x;
      for (Index s = 0; s < block<W>; ++s) {
        auto z = l.a.col(s);
        z = activated<kind>((z + l.b).array());
      }
    }
    if constexpr (kind == activation::softmax) softmax(l.a);
    if constexpr (layer<W, I>::padded) {
      evaluate<I + 1>(l.a.template topRows<layer<W, I>::out>());
    } else if constexpr (I < last) {
      evaluate<I + 1>(l.a);
    }
  }

  /// Of the block: its share of the mean loss, and the last layer's dz.
  float loss_of(const targets& t) {
    layer<W, last>& l = std::get<last>(layers_);
    constexpr float samples = float(W.batch);
    if constexpr (W.objective == loss::mean_squared_error) {
      constexpr float count = samples * float(W.outputs());
      l.dz = (2 / count) * (l.a - t);
      return l.dz.squaredNorm() * (count / 4);
    } else if constexpr (W.objective == loss::binary_cross_entropy) {
      constexpr float count = samples * float(W.outputs());
      l.dz = (l.a - t) / count;
      return -(t.array() * l.a.array().log() + (1 - t.array()) * (1 - l.a.array()).log()).sum() /
             count;
    } else {
      l.dz = (l.a - t) / samples;
      return -(t.array() * l.a.array().max(1e-30f).log()).sum() / samples;
    }
  }

  template <std::size_t I, bool First>
  void propagate(const inputs& in) {
    layer<W, I>& l = std::get<I>(layers_);
    if constexpr (I == 0) {
      learn<First>(l, in);
    } else {
      layer<W, I - 1>& before = std::get<I - 1>(layers_);
      if constexpr (W.batch == 1 && W.update == optimizer::sgd && layer<W, I>::columns) {
        // Each column is read once for both.
        for (Index c = 0; c < l.in; ++c) {
          before.dz(c) = l.w.col(c).dot(l.dz);
          l.w.col(c) -= (rate_ * before.a(c)) * l.dz;
        }
        l.b -= rate_ * l.dz;
        multiply_by_derivative<W.activation_of(I - 1)>(before.dz, before.a);
      } else {
        before.dz.noalias() = l.w.transpose() * l.dz;
        multiply_by_derivative<W.activation_of(I - 1)>(before.dz, before.a);
        learn<First>(l, before.a);
      }
      propagate<I - 1, First>(in);
    }
  }

  template <bool First>
  void learn(auto& l, const auto& x) {
    if constexpr (W.update == optimizer::sgd) {
      l.w.noalias() -= (rate_ * l.dz) * x.transpose();
      l.b -= rate_ * l.dz.rowwise().sum();
    } else if constexpr (First) {
      l.gradient.w.noalias() = l.dz * x.transpose();
      l.gradient.b = l.dz.rowwise().sum();
    } else {
      l.gradient.w.noalias() += l.dz * x.transpose();
      l.gradient.b += l.dz.rowwise().sum();
    }
  }

  void update(auto& p, const auto& gradient, auto& first, auto& second) {
    for (Index c = 0; c < p.cols(); ++c) {
      const auto g = gradient.col(c).array();
      auto m = first.col(c).array();
      auto v = second.col(c).array();
      m += 0.1f * (g - m);
      v = 0.999f * v + 0.001f * g.square();
      p.col(c).array() -= adam_rate_ * m / (adam_scale_ * v.sqrt() + 1e-8f);
    }
  }

  typename layers_of<std::make_index_sequence<W.layers>>::type layers_;
  float rate_;
  float adam_rate_ = 0, adam_scale_ = 0;
  int steps_ = 0;
};

const bool entered = enter_all<network>("eigen");

}  // namespace

}  // namespace bench::by_eigen
