#!/usr/bin/env python3
"""Writes a test of networks whose layers are formulas drawn at random.

    layers.py SEED COUNT OUTPUT

The same seed gives the same networks. What each computes is compared with loops over the same
formulas: see support/formula_in_loops.hpp and support/random_layers.hpp.
"""

import random
import sys

# Around registers of one to sixteen numbers.
WIDTHS = [1, 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 20, 31, 32, 33]

FUNCTIONS = [
    "tanh({0})", "sigmoid({0})", "relu({0})", "abs({0})", "softplus({0})", "(-{0})", "share({0})",
    "hadamard({0}, {0})", "log1p(hadamard({0}, {0}))", "sqrt(fraction<1> + hadamard({0}, {0}))",
    "exp(tanh({0}))", "erf({0})", "expm1(-abs({0}))", "log(fraction<1> + exp({0}))",
    "log(sigmoid({0}))", "(fraction<1> / (fraction<1> + exp({0})))",
    "select({0} > 0.1, {0}, 0.3)", "exp(-softplus({0}))",
]
FUNCTIONS_OF_FEATURES = [
    "softmax({0})", "log(softmax({0}))", "log_softmax({0})", "({0} - mean_features({0}))",
    "({0} - max_features({0}))",
    "({0} / sqrt(fraction<1, 2> + mean_features(hadamard({0}, {0}))))",
]
FUNCTIONS_OF_SAMPLES = [
    "({0} - mean_samples({0}))", "({0} - max_samples({0}))",
    "({0} / sqrt(fraction<1, 2> + mean_samples(hadamard({0}, {0}))))",
]
FOLDS_OF_SAMPLES = [
    "mean_samples({0})", "sum_samples(hadamard({0}, fraction<1, 16>))", "max_samples({0})",
    "sqrt(fraction<1, 2> + mean_samples(hadamard({0}, {0})))",
]
OPERATIONS = [
    "({0} + {1})", "({0} - {1})", "hadamard({0}, {1})", "max({0}, {1})", "min({0}, {1})",
    "({0} / (fraction<3, 2> + hadamard({1}, {1})))", "select({0} > {1}, {0}, {1})",
    "({0} + hadamard(tanh({1}), {0}))", "(hadamard({0}, {1}) / (fraction<2> + exp({1})))",
    "hadamard(sigmoid({0}), tanh({1}))", "select({0} > {1}, {0}, fraction<0>)",
    "(({0} / (fraction<2> + sigmoid({1}))) * fraction<1, 2> + {0})",
]
CONSTANTS = ["fraction<1, 2>", "fraction<3>", "0.75", "fraction<-2>"]
OPERATIONS_WITH_CONSTANTS = ["({0} + {1})", "({0} - {1})", "hadamard({0}, {1})", "max({0}, {1})",
                             "({0} / {1})"]

# What is a mean over the samples of something, and what is not.
LOSSES = {
    "absolute": "mean(abs(a - t))",
    "squared": "mean(hadamard(a - t, a - t))",
    "largest": "mean_samples(max_features(hadamard(a - t, a - t)))",
    "exponential": "mean_samples(logsumexp(a - t) + sum_features(hadamard(a, t)))",
    "logistic": "mean(log(fraction<1> + exp(a)) - hadamard(t, a))",
    "likelihood": "-mean(hadamard(t, log(sigmoid(a))) +"
                  " hadamard(fraction<1> - t, log(fraction<1> - sigmoid(a))))",
    "weighted": "mean_samples(hadamard(mean_features(t), sum_features(hadamard(a - t, a - t))))",
    "relative": "mean((a - t) / (t + 1.0))",
    "classes": "-mean_samples(sum_features(hadamard(t, log(softmax(a)))))",
    "piecewise": "mean(select(abs(a - t) <= 0.4, 0.5 * hadamard(a - t, a - t),"
                 " 0.4 * abs(a - t) - 0.08))",
    "sum": "mean(a) + fraction<0> * mean(t)",
}
LOSSES_OF_ALL = {
    "quotient": "sum(hadamard(t, a)) / (fraction<1> + sum(t))",
    "root": "sqrt(mean(hadamard(a - t, a - t)))",
}


class Layer:
    """A formula of x, of `inputs` rows, whose value has `outputs`; and its parameters."""

    def __init__(self, draw, inputs, outputs, may_mix):
        self.draw = draw
        self.inputs, self.outputs = inputs, outputs
        self.parameters = []
        self.may_mix = may_mix
        self.mixes = False
        self.formula = self.batch(outputs, draw.choice([1, 2, 2, 3, 3, 4]))

    def chance(self, probability):
        return self.draw.random() < probability

    def parameter(self, rows, columns):
        for i, (other_rows, other_columns, _) in enumerate(self.parameters):
            if (other_rows, other_columns) == (rows, columns) and self.chance(0.25):
                return f"p{i}"
        role = "weights" if columns > 1 else self.draw.choice(["bias", "gain", "weights"])
        self.parameters.append((rows, columns, role))
        return f"p{len(self.parameters) - 1}"

    def matrix(self, rows, columns, depth=0):
        """Of parameters."""
        kind = self.draw.random()
        if depth > 1 or kind < 0.6:
            return self.parameter(rows, columns)
        if kind < 0.7:
            return f"transpose({self.parameter(columns, rows)})"

        def part():
            return self.matrix(rows, columns, depth + 1)

        if kind < 0.77 and rows > 1 and columns > 1:
            rank = self.draw.choice([2, 3, 5])
            return f"({self.matrix(rows, rank, 2)} * {self.matrix(rank, columns, 2)})"
        if kind < 0.85:
            return f"hadamard({part()}, sigmoid({part()}))"
        if kind < 0.9:
            return f"({part()} + {self.parameter(rows, 1)})" if columns > 1 else part()
        if kind < 0.95:
            return f"hadamard({part()}, {self.parameter(1, columns)})"
        squares = f"sum(hadamard({self.parameter(rows, columns)}, {self.parameter(rows, columns)}))"
        return f"({part()} / (fraction<1, 2> + {squares}))"

    def column(self, rows, depth):
        """One number for each feature."""
        kind = self.draw.random()
        if self.may_mix and depth > 0 and kind < 0.3:
            self.mixes = True
            return self.draw.choice(FOLDS_OF_SAMPLES).format(self.batch(rows, depth - 1))
        if kind < 0.7:
            return self.parameter(rows, 1)
        if kind < 0.8:
            return f"tanh({self.parameter(rows, 1)})"
        if kind < 0.9:
            return f"sum_samples({self.parameter(rows, 3)})"
        width = self.draw.choice([2, 3])
        return f"({self.matrix(rows, width, 2)} * {self.parameter(width, 1)})"

    def number(self, depth):
        kind = self.draw.random()
        if self.may_mix and depth > 0 and kind < 0.2:
            self.mixes = True
            fold = self.draw.choice(["mean", "max"])
            value = self.batch(self.draw.choice([1, 2, 3, 5]), depth - 1)
            return f"{fold}_samples({fold}_features({value}))"
        if kind < 0.5:
            return f"sum({self.parameter(self.draw.choice([1, 3]), self.draw.choice([1, 2]))})"
        if kind < 0.6:
            return f"max({self.parameter(3, 2)})"
        return self.parameter(1, 1)

    def row(self, depth):
        """One number for each sample."""
        rows = self.inputs if self.chance(0.4) else self.draw.choice([1, 2, 3, 5, 8, 9, 17])
        value = self.batch(rows, depth - 1)
        fold = self.draw.choice([
            "mean_features({0})", "sum_features({0})", "max_features({0})", "logsumexp({0})",
            "sqrt(fraction<1> + sum_features(hadamard({0}, {0})))",
            "sum_features(hadamard({0}, {1}))", "(transpose({1}) * {0})"])
        return fold.format(value, self.parameter(rows, 1) if "{1}" in fold else "")

    def product(self, rows, depth):
        if depth <= 0:
            inner, value = self.inputs, "x"
        else:
            inner = self.draw.choice([self.inputs, self.inputs, 1, 2, 4, 8, 9,
                                      self.draw.choice(WIDTHS)])
            value = self.batch(inner, depth - 1)
        if rows == 1 and inner == 1:
            return f"hadamard({self.number(0)}, {value})"
        product = f"({self.matrix(rows, inner)} * {value})"
        return f"({product} + {self.column(rows, depth - 1)})" if self.chance(0.5) else product

    def batch(self, rows, depth):
        """`rows` numbers for each sample."""
        if depth <= 0:
            return "x" if rows == self.inputs and self.chance(0.6) else self.product(rows, 0)
        kind = self.draw.random()
        if kind < 0.3:
            return self.product(rows, depth)
        if kind < 0.55:
            functions = list(FUNCTIONS)
            if rows > 1:
                functions += FUNCTIONS_OF_FEATURES
            if self.may_mix:
                functions += 2 * FUNCTIONS_OF_SAMPLES
            function = self.draw.choice(functions)
            self.mixes |= function in FUNCTIONS_OF_SAMPLES
            return function.format(self.batch(rows, depth - 1))
        if kind < 0.65:
            row = self.row(depth)
            return row if rows == 1 else f"({self.parameter(rows, 1)} * {row})"
        first = self.batch(rows, depth - 1)
        kind = self.draw.random()
        if kind < 0.1:
            return self.draw.choice(OPERATIONS_WITH_CONSTANTS).format(
                first, self.draw.choice(CONSTANTS))
        operands = [first, self.batch(rows, depth - 1) if kind < 0.5
                    else self.column(rows, depth - 1) if kind < 0.7
                    else self.row(depth - 1) if kind < 0.85
                    else self.number(depth - 1)]
        if self.chance(0.3):
            operands.reverse()
        return self.draw.choice(OPERATIONS).format(*operands)

    def is_worth_it(self):
        """Whether x occurs in it, and compilers take it in within seconds."""
        uses_x = "x" in self.formula.replace("exp", "").replace("max", "")
        return uses_x and len(self.formula) < 500 and len(self.parameters) <= 7

    def definition(self, name):
        count = len(self.parameters)
        listed = ", ".join(f"parameter{{role::{role}, {rows}, {columns}}}"
                           for rows, columns, role in self.parameters)
        arguments = ", ".join(["auto x"] + [f"auto p{i}" for i in range(count)])
        return f"""struct {name} {{
  static constexpr std::size_t outputs(std::size_t) {{ return {self.outputs}; }}
  static constexpr std::array<parameter, {count}> parameters(std::size_t) {{
    return {{{listed}}};
  }}
  static constexpr auto formula({arguments}) {{ return {self.formula}; }}
}};
"""


def draw_layer(draw, inputs, outputs, may_mix):
    while True:
        layer = Layer(draw, inputs, outputs, may_mix)
        if layer.is_worth_it():
            return layer


def network(draw, name):
    """The definitions of its layers, and its test."""
    may_mix = draw.random() < 0.3
    widths = [draw.choice(WIDTHS) for _ in range(1 + draw.choice([1, 1, 2, 2, 3]))]
    layers = []
    while not any(layer.parameters for layer in layers):
        layers = [draw_layer(draw, inputs, outputs, may_mix)
                  for inputs, outputs in zip(widths, widths[1:])]
    mixes = any(layer.mixes for layer in layers)
    losses = list(LOSSES) + (list(LOSSES_OF_ALL) if mixes else [])
    loss = draw.choice([each for each in losses if each != "classes" or widths[-1] > 1])
    number = "float" if draw.random() < 0.25 else "double"
    names = [f"{name}_{i}" for i in range(len(layers))]
    definitions = "".join(layer.definition(each) for layer, each in zip(layers, names))
    type_name = f"network<input<{widths[0]}, {number}>, {', '.join(names)}>"
    check = draw.choice(["batches"] if mixes else ["batches", "samples"])
    return definitions, f"""TEST_CASE("random.layers.{name}") {{
  random_layers::check_{check}<{type_name}, {loss}_loss{{}}>("{name}");
}}
"""


def source(seed, count):
    draw = random.Random(seed)
    drawn = [network(draw, f"of_{seed}_{i}") for i in range(count)]
    losses = "".join(f"""struct {name}_loss {{
  static constexpr auto formula(auto a, auto t) {{ return {formula}; }}
}};
""" for name, formula in (LOSSES | LOSSES_OF_ALL).items())
    layers = "\n".join(definitions for definitions, _ in drawn)
    tests = "\n".join(test for _, test in drawn)
    return f"""// Made by random/layers.py from seed {seed}.
#include "support/random_layers.hpp"

using ctnn::fraction, ctnn::input, ctnn::network, ctnn::parameter, ctnn::role;

namespace {{

{losses}
{layers}
}}  // namespace

{tests}"""


def main():
    seed, count, output = sys.argv[1:]
    with open(output, "w", encoding="utf-8") as file:
        file.write(source(int(seed), int(count)))


if __name__ == "__main__":
    main()
