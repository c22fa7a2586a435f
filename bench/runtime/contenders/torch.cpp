// libtorch on one thread, as its documentation has it: InferenceMode for outputs, autograd and its
// optimizers for training.
#include <torch/torch.h>

#include "harness.hpp"

#include <algorithm>
#include <memory>
#include <vector>

namespace bench::by_torch {

namespace {

template <const workload& W>
class network {
 public:
  network(const parameters& initial, float learning_rate) {
    at::set_num_threads(1);
    for (std::size_t i = 0; i < W.layers; ++i) {
      const auto in = std::int64_t(W.widths[i]), out = std::int64_t(W.widths[i + 1]);
      add(initial.weights[i], {out, in});
      add(initial.bias[i], {out});
    }
    if constexpr (W.update == optimizer::sgd)
      optimizer_ = std::make_unique<torch::optim::SGD>(
          parameters_, torch::optim::SGDOptions(double(learning_rate)));
    if constexpr (W.update == optimizer::adam)
      optimizer_ = std::make_unique<torch::optim::Adam>(
          parameters_, torch::optim::AdamOptions(double(learning_rate)));
  }

  void forward(const float* x, float* y) {
    const c10::InferenceMode guard;
    at::Tensor z = logits(tensor(x, W.inputs()));
    if constexpr (W.output == activation::softmax) {
      z = z.softmax(1);
    } else {
      z = activated<W.output>(z);
    }
    std::copy_n(z.data_ptr<float>(), W.batch * W.outputs(), y);
  }

  float step(const float* x, const float* t) {
    optimizer_->zero_grad();
    const float loss = backward(x, t);
    optimizer_->step();
    return loss;
  }

  float gradients(const float* x, const float* t) {
    for (at::Tensor& p : parameters_) p.mutable_grad().reset();
    return backward(x, t);
  }

  parameters result() const {
    parameters p;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
      const at::Tensor from =
          (W.task == work::gradients ? parameters_[i].grad() : parameters_[i].detach())
              .contiguous();
      const float* data = from.data_ptr<float>();
      (i % 2 == 0 ? p.weights : p.bias).emplace_back(data, data + from.numel());
    }
    return p;
  }

 private:
  void add(const floats& values, at::IntArrayRef shape) {
    parameters_.push_back(
        torch::tensor(values).reshape(shape).requires_grad_(W.task != work::forward));
  }

  static at::Tensor tensor(const float* data, std::size_t width) {
    return torch::from_blob(const_cast<float*>(data), {std::int64_t(W.batch), std::int64_t(width)});
  }

  template <activation A>
  static at::Tensor activated(at::Tensor z) {
    if constexpr (A == activation::relu) {
      return torch::relu_(z);
    } else if constexpr (A == activation::tanh) {
      return torch::tanh_(z);
    } else if constexpr (A == activation::sigmoid) {
      return torch::sigmoid_(z);
    } else {
      return z;
    }
  }

  /// What goes into the last activation.
  at::Tensor logits(at::Tensor x) const {
    for (std::size_t i = 0; i < W.layers; ++i) {
      x = torch::linear(x, parameters_[2 * i], parameters_[2 * i + 1]);
      if (i + 1 < W.layers) x = activated<W.hidden>(x);
    }
    return x;
  }

  float backward(const float* x, const float* t) {
    const at::Tensor z = logits(tensor(x, W.inputs()));
    const at::Tensor target = tensor(t, W.outputs());
    at::Tensor loss;
    if constexpr (W.objective == loss::cross_entropy) {
      loss = torch::cross_entropy_loss(z, target);
    } else if constexpr (W.objective == loss::binary_cross_entropy) {
      loss = torch::binary_cross_entropy_with_logits(z, target);
    } else {
      loss = torch::mse_loss(z, target);
    }
    loss.backward();
    return loss.item<float>();
  }

  std::vector<at::Tensor> parameters_;
  std::unique_ptr<torch::optim::Optimizer> optimizer_;
};

const bool entered = enter_workloads<network>("torch");

}  // namespace

}  // namespace bench::by_torch
