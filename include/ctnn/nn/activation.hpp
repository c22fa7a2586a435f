// The activations. relu, sigmoid, softmax, softplus and tanh are operations of the language.
#pragma once

#include <ctnn/expr/op/relu.hpp>
#include <ctnn/expr/op/sigmoid.hpp>
#include <ctnn/expr/op/softmax.hpp>
#include <ctnn/expr/op/softplus.hpp>
#include <ctnn/expr/op/tanh.hpp>
#include <ctnn/nn/activation/activation.hpp>
#include <ctnn/nn/activation/elu.hpp>
#include <ctnn/nn/activation/gelu.hpp>
#include <ctnn/nn/activation/gelu_tanh.hpp>
#include <ctnn/nn/activation/hard_sigmoid.hpp>
#include <ctnn/nn/activation/hard_swish.hpp>
#include <ctnn/nn/activation/hard_tanh.hpp>
#include <ctnn/nn/activation/identity.hpp>
#include <ctnn/nn/activation/leaky_relu.hpp>
#include <ctnn/nn/activation/mish.hpp>
#include <ctnn/nn/activation/relu6.hpp>
#include <ctnn/nn/activation/selu.hpp>
#include <ctnn/nn/activation/silu.hpp>
#include <ctnn/nn/activation/softsign.hpp>
