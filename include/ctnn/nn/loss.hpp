#pragma once

#include <ctnn/nn/loss/binary_cross_entropy.hpp>
#include <ctnn/nn/loss/cross_entropy.hpp>
#include <ctnn/nn/loss/huber.hpp>
#include <ctnn/nn/loss/mean_absolute_error.hpp>
#include <ctnn/nn/loss/mean_squared_error.hpp>
