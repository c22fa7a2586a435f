#pragma once

#include <ctnn/eval/evaluate.hpp>
#include <ctnn/eval/plan.hpp>
#include <ctnn/eval/value.hpp>
