#pragma once

#include <ctnn/derive/gradient.hpp>
#include <ctnn/derive/simplify.hpp>
