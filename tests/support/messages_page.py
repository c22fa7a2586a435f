#!/usr/bin/env python3
"""The page of the compiler's messages, docs/messages.md, from the tests in compile_fail/.

  messages_page.py [--check FILE] SOURCES OUTPUTS

Prints the page, or fails where FILE is not the same. OUTPUTS is the folder in which the tests left
what the compiler said, SOURCES that of the tests, each of which is a section:

  // What the mistake is.
  // REMEDY: What to do.
  // EXPECT: a regular expression, for another test
  #ifdef CTNN_MUST_FAIL
  the mistake
  #else
  what is right
  #endif

The sentence and what was expected come from the output. Compilers differ in how they print names;
the page shows what is common to all, without namespaces, paths and lines.
"""
import argparse
import difflib
import pathlib
import re
import sys
import textwrap

# The sections of the page: a title, and the tests in it by their names' order of reading.
SECTIONS = [
    ("Shapes", ["product_inner_sizes", "sum_of_shapes", "bias_length", "selected_shapes",
                "assigned_shape", "value_of_a_variable", "repeated_to_another_shape",
                "vector_of_too_few_numbers", "matrix_of_too_few_numbers"]),
    ("Numbers", ["float_and_double", "assigned_double", "value_of_the_wrong_scalar",
                 "integer_scalar", "assigned_to_bfloat16"]),
    ("Formulas and their values", ["formula_as_number", "formula_subscript", "formula_assigned_to",
                                   "variable_without_a_value", "variable_with_two_values",
                                   "value_of_numbers",
                                   "gradient_of_a_vector", "gradient_of_a_number",
                                   "comparison_in_a_formula", "comparison_as_value",
                                   "select_by_a_number", "and_of_numbers", "constant_gradient",
                                   "workspace_over_the_limit",
                                   "assignment_over_the_limit"]),
    ("Networks", ["network_without_input", "layer_before_input", "input_twice",
                  "input_of_no_features", "input_of_integers", "input_of_bfloat16",
                  "weights_of_double",
                  "network_without_layers", "network_of_nothing", "not_a_layer", "zero_units",
                  "softmax_of_one", "layer_out_of_range", "parameter_out_of_range",
                  "weights_of_a_layer_without", "not_an_initializer"]),
    ("What a network is given", ["input_of_the_wrong_size", "array_of_the_wrong_size",
                                 "span_of_the_wrong_size", "input_of_the_wrong_scalar",
                                 "formula_given_to_a_network", "output_of_the_wrong_size",
                                 "predict_outputs", "predict_into_constants",
                                 "samples_in_arrays", "network_over_the_limit"]),
    ("Activations", ["not_an_activation", "activation_from_std", "activation_of_numbers",
                     "activation_with_a_branch", "activation_of_a_comparison",
                     "activation_that_folds",
                     "activation_of_another_shape", "activation_with_a_capture",
                     "activation_of_a_pointer", "activation_without_derivative",
                     "derivative_of_two_arguments", "derivative_of_a_number",
                     "derivative_with_a_sum", "operation_with_a_branch"]),
    ("Layers of your own", ["layer_of_another_shape", "product_in_a_layer", "sum_in_a_layer",
                            "sum_of_samples_in_a_layer",
                            "layer_of_other_arguments", "layer_with_a_member",
                            "layer_from_std"]),
    ("Losses and training", ["cross_entropy_without_softmax",
                             "binary_cross_entropy_without_sigmoid", "gradient_of_the_wrong_loss",
                             "not_a_loss", "loss_with_a_member", "loss_of_a_vector",
                             "sum_in_a_loss", "not_an_optimizer", "optimizer_without_update",
                             "next_of_a_number", "update_of_three", "number_by_subscript",
                             "update_with_a_sum", "update_with_a_product", "update_with_softmax",
                             "update_with_a_number", "update_of_a_formula",
                             "update_of_another_moment", "update_that_does_not_subtract",
                             "training_narrow_weights", "trainer_of_a_const_network",
                             "batch_of_zero", "sample_of_the_wrong_size",
                             "targets_of_the_wrong_size", "targets_of_a_step", "gradient_targets",
                             "room_for_input_gradients",
                             "step_over_the_batch", "step_of_double", "gradient_over_the_limit"]),
]

INTRODUCTION = """\
# What the compiler says

Every mistake that a type can show is one error. It has two parts: the name of a class, whose
arguments say where, what was expected and what was found; and a sentence that says what to write.
GCC prints the sentence first and the class in a note, Clang the class and then the sentence, both
within 25 lines on how they got there. In a network `at_layer<2>` is the layer that `layer<2>()`
gives, the third behind the input.

This page is made by `tests/support/messages_page.py` from the files in
[tests/compile_fail](../tests/compile_fail), each of which is tested with every compiler. Names are
without their namespaces; sizes of workspaces, which depend on the processor, are left out.
"""


class Test:
    """A file of compile_fail/."""

    def __init__(self, path):
        self.path = path
        lines = path.read_text().splitlines()
        prose = []
        self.remedy = None
        for line in lines:
            if not line.startswith("//"):
                break
            if line.startswith("// REMEDY: "):
                self.remedy = line.removeprefix("// REMEDY: ")
            elif not line.startswith("// EXPECT: "):
                prose.append(line.removeprefix("//").strip())
        self.mistake = " ".join(prose)
        if self.remedy is None:
            sys.exit(f"{path}: no line `// REMEDY: what to do`")
        self.wrong = between(lines, "#ifdef CTNN_MUST_FAIL", ("#else", "#endif"), path)
        self.right = between(lines, "#else", ("#endif",), path)


def between(lines, first, ends, path):
    """The lines behind `first` up to one of `ends`, without their common indentation."""
    if first not in lines:
        sys.exit(f"{path}: no line `{first}`")
    inside = lines[lines.index(first) + 1:]
    count = next(i for i, line in enumerate(inside) if line in ends)
    return textwrap.dedent("\n".join(inside[:count]))


def output_of(test, outputs):
    path = outputs / f"{test.path.stem}.txt"
    if not path.exists():
        sys.exit(f"{path}: not there; the test compile_fail.{test.path.stem} writes it")
    return path.read_text()


def sentence_in(output, path):
    found = re.search(r"error: static assertion failed.*?: ctnn: (.*)", output)
    if not found:
        sys.exit(f"{path}: no sentence in the output:\n{output}")
    return found.group(1)


def balanced(text):
    """The beginning of `name<...>...` up to the bracket that closes the first."""
    depth = 0
    for i, letter in enumerate(text):
        depth += {"<": 1, ">": -1}.get(letter, 0)
        if letter == ">" and depth == 0:
            return text[:i + 1]
    return text


def details_in(output):
    """The class that a compiler names, without what differs between compilers; or None."""
    found = (re.search(r"note: ['‘].*?(\w+_mismatch<.*)::holds['’] evaluates to false", output)
             or re.search(r"due to requirement '.*?(\w+_mismatch<.*)::holds'", output))
    if not found:
        return None
    name = re.sub(r"\([^()]*lambda[^()]*\)|[\w:()]*<lambda\([^()]*\)>", "lambda", found.group(1))
    name = balanced(name.replace("<lambda closure object>", ""))
    name = re.sub(r"\b(?:[A-Za-z_]\w*::)+", "", name)
    # A class as a template argument: op::tanh_t(), or op::tanh_t{}, with its bases or without.
    name = re.sub(r"(\w)(?:\(\)|\{[{}]*\})", r"\1", name)
    name = re.sub(r"\s+>", ">", name)
    name = re.sub(r"bytes<\d+>", "bytes<…>", name)
    return shortened(name)


def shortened(name):
    """Without what a formula is made of, and without default arguments."""
    formula = re.search(r"\bnode<", name)
    if formula:
        inside = balanced(name[formula.start():])
        name = name.replace(inside, "node<…>")
    name = re.sub(r"(dense<\d+), identity_t>", r"\1>", name)
    return re.sub(r"(input<\d+), float(, as_computed)?>", r"\1>", name)


def section_of(test, outputs):
    output = output_of(test, outputs)
    details = details_in(output)
    shown = f"```text\n{details}\n```\n\n" if details else ""
    sentence = sentence_in(output, test.path)
    # Not cpp, since every such block of the documents must compile.
    return (f"### {test.mistake.rstrip('.')}\n\n"
            f"```c++\n{test.wrong}\n```\n\n"
            f"> {sentence}\n\n"
            f"{shown}"
            f"{test.remedy}\n\n"
            f"```c++\n{test.right}\n```\n")


def page(sources, outputs):
    tests = {path.stem: Test(path) for path in sorted(sources.glob("*.cpp"))}
    listed = [name for _, names in SECTIONS for name in names]
    for name in listed:
        if name not in tests:
            sys.exit(f"messages_page.py: {name} is in a section, but there is no such test")
    for name in tests:
        if name not in listed:
            sys.exit(f"messages_page.py: {name} is in no section of the page")
    parts = [INTRODUCTION]
    for title, names in SECTIONS:
        parts.append(f"## {title}\n")
        parts += [section_of(tests[name], outputs) for name in names]
    return "\n".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", type=pathlib.Path, metavar="FILE")
    parser.add_argument("sources", type=pathlib.Path)
    parser.add_argument("outputs", type=pathlib.Path)
    options = parser.parse_args()
    made = page(options.sources, options.outputs)
    if options.check is None:
        print(made, end="")
        return
    kept = options.check.read_text()
    if made != kept:
        sys.stdout.writelines(difflib.unified_diff(kept.splitlines(True), made.splitlines(True),
                                                   str(options.check), "made from the tests"))
        sys.exit(f"{options.check} is not what the tests say; make it again: "
                 f"{sys.argv[0]} {options.sources} {options.outputs} > {options.check}")


if __name__ == "__main__":
    main()
