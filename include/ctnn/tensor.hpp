#pragma once

#include <ctnn/tensor/tensor.hpp>
#include <ctnn/tensor/view.hpp>
