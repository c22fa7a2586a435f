// A gated recurrent unit in the language, without a network: one formula for a step, and its
// derivative for a step back through time.
#include <ctnn/ctnn.hpp>

#include <array>
#include <cmath>
#include <cstddef>

#include "central_differences.hpp"

namespace {

namespace nn = ctnn;

constexpr std::size_t inputs = 3;
constexpr std::size_t units = 4;
constexpr std::size_t steps = 5;

using input_vector = nn::vector<double, inputs>;
using state_vector = nn::vector<double, units>;

// What a step speaks of. PyTorch keeps two biases where these are added up, but for the new
// state's, of which the reset gate scales only one.
constexpr nn::variable<"x", double, inputs> x{};
constexpr nn::variable<"h", double, units> h{};
constexpr nn::variable<"w_r", double, units, inputs> w_r{};
constexpr nn::variable<"u_r", double, units, units> u_r{};
constexpr nn::variable<"b_r", double, units> b_r{};
constexpr nn::variable<"w_z", double, units, inputs> w_z{};
constexpr nn::variable<"u_z", double, units, units> u_z{};
constexpr nn::variable<"b_z", double, units> b_z{};
constexpr nn::variable<"w_n", double, units, inputs> w_n{};
constexpr nn::variable<"u_n", double, units, units> u_n{};
constexpr nn::variable<"b_n", double, units> b_n{};
constexpr nn::variable<"c_n", double, units> c_n{};

// torch.nn.GRUCell: the reset gate, the update gate, the candidate, and the next state.
constexpr auto r = sigmoid(w_r * x + u_r * h + b_r);
constexpr auto z = sigmoid(w_z * x + u_z * h + b_z);
constexpr auto n = tanh(w_n * x + b_n + r * (u_n * h + c_n));
constexpr auto next = (nn::fraction<1> - z) * n + z * h;

// What a step sends back: from the gradient of the next state to that of v.
constexpr nn::variable<"dh", double, units> dh{};
template <class Variable>
constexpr auto sent_back(Variable v) {
  return nn::differentiate(sum(dh * next), v);
}

struct gru {
  nn::matrix<double, units, inputs> w_r, w_z, w_n;
  nn::matrix<double, units, units> u_r, u_z, u_n;
  state_vector b_r, b_z, b_n, c_n;

  /// The value of a formula of one step.
  template <class Formula>
  auto at(const Formula& formula, const input_vector& x_now, const state_vector& h_now,
          const state_vector& dh_next = {}) const {
    return evaluate(formula, with_value(x, x_now), with_value(h, h_now), with_value(dh, dh_next),
                    with_value(::w_r, w_r), with_value(::u_r, u_r), with_value(::b_r, b_r),
                    with_value(::w_z, w_z), with_value(::u_z, u_z), with_value(::b_z, b_z),
                    with_value(::w_n, w_n), with_value(::u_n, u_n), with_value(::b_n, b_n),
                    with_value(::c_n, c_n));
  }
};

using sequence = std::array<input_vector, steps>;
using states = std::array<state_vector, steps + 1>;

states run(const gru& cell, const sequence& xs) {
  states hs;
  for (std::size_t i = 0; i < steps; ++i) hs[i + 1] = cell.at(next, xs[i], hs[i]);
  return hs;
}

/// Half the squared distance of the last state from a target.
double loss(const gru& cell, const sequence& xs, const state_vector& target) {
  const state_vector error = run(cell, xs)[steps] - target;
  return 0.5 * evaluate(sum(error * error))(0, 0);
}

/// The largest difference between a step and PyTorch's formulas in plain loops.
double step_error(const gru& cell, const input_vector& x_now, const state_vector& h_now) {
  const auto product = [](const auto& m, const auto& v, std::size_t row) {
    double value = 0;
    for (std::size_t j = 0; j < m.columns; ++j) value += m(row, j) * v[j];
    return value;
  };
  const auto sigma = [](double value) { return 1 / (1 + std::exp(-value)); };
  const state_vector h_next = cell.at(next, x_now, h_now);
  double largest = 0;
  for (std::size_t i = 0; i < units; ++i) {
    const double r_i =
        sigma(product(cell.w_r, x_now, i) + product(cell.u_r, h_now, i) + cell.b_r[i]);
    const double z_i =
        sigma(product(cell.w_z, x_now, i) + product(cell.u_z, h_now, i) + cell.b_z[i]);
    const double n_i = std::tanh(product(cell.w_n, x_now, i) + cell.b_n[i] +
                                 r_i * (product(cell.u_n, h_now, i) + cell.c_n[i]));
    largest = std::fmax(largest, std::fabs(h_next[i] - ((1 - z_i) * n_i + z_i * h_now[i])));
  }
  return largest;
}

template <class Tensor>
void fill(Tensor& tensor, nn::random_stream& random) {
  for (std::size_t i = 0; i < Tensor::rows; ++i) {
    for (std::size_t j = 0; j < Tensor::columns; ++j) tensor(i, j) = 0.5 * random.normal();
  }
}

}  // namespace

int main() {
  nn::random_stream random(9);
  gru cell;
  sequence xs;
  state_vector target;
  [&](auto&... tensors) { (fill(tensors, random), ...); }(cell.w_r, cell.w_z, cell.w_n, cell.u_r,
                                                          cell.u_z, cell.u_n, cell.b_r, cell.b_z,
                                                          cell.b_n, cell.c_n, target);
  for (input_vector& x_now : xs) fill(x_now, random);

  // Forward, and back through time.
  const states hs = run(cell, xs);
  states dhs;
  dhs[steps] = hs[steps] - target;
  for (std::size_t i = steps; i > 0; --i) {
    dhs[i - 1] = cell.at(sent_back(h), xs[i - 1], hs[i - 1], dhs[i]);
  }

  bool right = example::check("a step, from plain loops", step_error(cell, xs[0], hs[1]), 1e-14);
  const auto check = [&](const char* what, auto variable, auto& tensor) {
    std::remove_cvref_t<decltype(tensor)> gradient;
    for (std::size_t i = 0; i < steps; ++i) {
      gradient = gradient + cell.at(sent_back(variable), xs[i], hs[i], dhs[i + 1]);
    }
    const auto value = [&] { return loss(cell, xs, target); };
    right &= example::check(what, example::gradient_error(tensor, gradient, value), 1e-8);
  };
  check("gradient of w_r, from central differences", w_r, cell.w_r);
  check("gradient of u_r", u_r, cell.u_r);
  check("gradient of b_r", b_r, cell.b_r);
  check("gradient of w_z", w_z, cell.w_z);
  check("gradient of u_z", u_z, cell.u_z);
  check("gradient of b_z", b_z, cell.b_z);
  check("gradient of w_n", w_n, cell.w_n);
  check("gradient of u_n", u_n, cell.u_n);
  check("gradient of b_n", b_n, cell.b_n);
  check("gradient of c_n", c_n, cell.c_n);
  return right ? 0 : 1;
}
