// Neural networks as expression templates: the whole of ctnn but its optional bridges.
#pragma once

#include <ctnn/simd.hpp>
#include <ctnn/shape.hpp>
#include <ctnn/tensor.hpp>
#include <ctnn/expr.hpp>
#include <ctnn/derive.hpp>
#include <ctnn/eval.hpp>
#include <ctnn/nn.hpp>
