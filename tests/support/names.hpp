// The names that the reference cases use for activations and losses.
#pragma once

#include <ctnn/nn.hpp>

namespace test {

constexpr const char* name_of(ctnn::op::identity_t) { return "identity"; }
constexpr const char* name_of(ctnn::op::relu_t) { return "relu"; }
constexpr const char* name_of(ctnn::op::leaky_relu_t) { return "leaky_relu"; }
constexpr const char* name_of(ctnn::op::elu_t) { return "elu"; }
constexpr const char* name_of(ctnn::op::selu_t) { return "selu"; }
constexpr const char* name_of(ctnn::op::gelu_t) { return "gelu"; }
constexpr const char* name_of(ctnn::op::gelu_tanh_t) { return "gelu_tanh"; }
constexpr const char* name_of(ctnn::op::silu_t) { return "silu"; }
constexpr const char* name_of(ctnn::op::mish_t) { return "mish"; }
constexpr const char* name_of(ctnn::op::softplus_t) { return "softplus"; }
constexpr const char* name_of(ctnn::op::softsign_t) { return "softsign"; }
constexpr const char* name_of(ctnn::op::tanh_t) { return "tanh"; }
constexpr const char* name_of(ctnn::op::sigmoid_t) { return "sigmoid"; }
constexpr const char* name_of(ctnn::op::hard_sigmoid_t) { return "hard_sigmoid"; }
constexpr const char* name_of(ctnn::op::hard_tanh_t) { return "hard_tanh"; }
constexpr const char* name_of(ctnn::op::hard_swish_t) { return "hard_swish"; }
constexpr const char* name_of(ctnn::op::relu6_t) { return "relu6"; }
constexpr const char* name_of(ctnn::op::softmax_t) { return "softmax"; }

constexpr const char* name_of(ctnn::op::mean_squared_error_t) { return "mean_squared_error"; }
constexpr const char* name_of(ctnn::op::mean_absolute_error_t) { return "mean_absolute_error"; }
constexpr const char* name_of(ctnn::op::huber_t) { return "huber"; }
constexpr const char* name_of(ctnn::op::binary_cross_entropy_t) { return "binary_cross_entropy"; }
constexpr const char* name_of(ctnn::op::cross_entropy_t) { return "cross_entropy"; }

}  // namespace test
