// The functions of a pack.
#pragma once

#include <ctnn/simd/math/erf.hpp>
#include <ctnn/simd/math/exp.hpp>
#include <ctnn/simd/math/expm1.hpp>
#include <ctnn/simd/math/log.hpp>
#include <ctnn/simd/math/log1p.hpp>
#include <ctnn/simd/math/sigmoid.hpp>
#include <ctnn/simd/math/softplus.hpp>
#include <ctnn/simd/math/tanh.hpp>
