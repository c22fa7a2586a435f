#pragma once

#include <ctnn/nn/activation.hpp>
#include <ctnn/nn/gradient.hpp>
#include <ctnn/nn/initializer.hpp>
#include <ctnn/nn/input.hpp>
#include <ctnn/nn/layer/dense.hpp>
#include <ctnn/nn/layer/layer.hpp>
#include <ctnn/nn/loss.hpp>
#include <ctnn/nn/network.hpp>
#include <ctnn/nn/optimizer/adam.hpp>
#include <ctnn/nn/optimizer/sgd.hpp>
#include <ctnn/nn/random.hpp>
#include <ctnn/nn/trainer.hpp>
#include <ctnn/nn/with_weights.hpp>
