#pragma once

// First those that refuse: an error lists on which way its header was included first.
#include <ctnn/expr/concepts.hpp>
#include <ctnn/expr/leaf.hpp>
#include <ctnn/expr/node.hpp>

#include <ctnn/expr/formula.hpp>
#include <ctnn/expr/op/abs.hpp>
#include <ctnn/expr/op/arithmetic.hpp>
#include <ctnn/expr/op/compare.hpp>
#include <ctnn/expr/op/erf.hpp>
#include <ctnn/expr/op/exp.hpp>
#include <ctnn/expr/op/expm1.hpp>
#include <ctnn/expr/op/log.hpp>
#include <ctnn/expr/op/log1p.hpp>
#include <ctnn/expr/op/matmul.hpp>
#include <ctnn/expr/op/min_max.hpp>
#include <ctnn/expr/op/reduce.hpp>
#include <ctnn/expr/op/relu.hpp>
#include <ctnn/expr/op/share.hpp>
#include <ctnn/expr/op/sigmoid.hpp>
#include <ctnn/expr/op/softmax.hpp>
#include <ctnn/expr/op/softplus.hpp>
#include <ctnn/expr/op/sqrt.hpp>
#include <ctnn/expr/op/tanh.hpp>
#include <ctnn/expr/op/transpose.hpp>
#include <ctnn/expr/traverse.hpp>
#include <ctnn/expr/value.hpp>
