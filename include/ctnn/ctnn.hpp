// Neural networks as expression templates: the whole of ctnn.
#pragma once

// First those that refuse: an error lists on which way its header was included first.
#include <ctnn/simd/lane_mask.hpp>
#include <ctnn/shape/check.hpp>
#include <ctnn/expr/concepts.hpp>
#include <ctnn/expr/node.hpp>
#include <ctnn/nn/check.hpp>
#include <ctnn/nn/sample.hpp>

#include <ctnn/simd.hpp>
#include <ctnn/shape.hpp>
#include <ctnn/tensor.hpp>
#include <ctnn/expr.hpp>
#include <ctnn/derive.hpp>
#include <ctnn/eval.hpp>
#include <ctnn/nn.hpp>
