// Packs and their functions.
#pragma once

#include <ctnn/simd/math.hpp>
#include <ctnn/simd/pack.hpp>
#include <ctnn/simd/width.hpp>
