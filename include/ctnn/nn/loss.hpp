// The losses, each of which is a type with
//   static constexpr auto formula(auto a, auto t);  1 x 1, of the outputs and the targets, which
//                                                   have a column for each sample
// and, where there is need of them,
//   template <class Where, class Output, class Ending>
//   static constexpr bool check();                  whether it suits a network whose last layer, at
//                                                   Where, gives Output by way of Ending
//   static constexpr bool targets_are_distributions = true;
//                                                   targets add up to 1 for each sample, which its
//                                                   gradient then counts on
#pragma once

#include <ctnn/nn/loss/binary_cross_entropy.hpp>
#include <ctnn/nn/loss/cross_entropy.hpp>
#include <ctnn/nn/loss/huber.hpp>
#include <ctnn/nn/loss/mean_absolute_error.hpp>
#include <ctnn/nn/loss/mean_squared_error.hpp>
