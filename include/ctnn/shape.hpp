#pragma once

#include <ctnn/shape/algebra.hpp>
#include <ctnn/shape/check.hpp>
#include <ctnn/shape/shape.hpp>
