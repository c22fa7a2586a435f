// Evaluating formulas: those over tensors, and those over placeholders with values given.
#pragma once

#include <ctnn/eval/kernel/run.hpp>
#include <ctnn/eval/workspace.hpp>
#include <ctnn/expr/formula.hpp>
#include <ctnn/tensor/tensor.hpp>

namespace ctnn::inline CTNN_ISA {

namespace detail {

/// The environment with only what a kernel names, so that the kernel's type, and with it the
/// function that it becomes, is the same wherever it is used.
template <class... Leaves, class Environment>
CTNN_ALWAYS_INLINE constexpr auto restricted(list<Leaves...>, const Environment& storage) {
  return environment<binding_of<Environment, Leaves>...>{
      static_cast<const binding_of<Environment, Leaves>&>(storage)...};
}

}  // namespace detail

/// Runs kernels in order, for `count` samples where their shapes leave that open.
template <class T, class... Kernels, class Environment>
CTNN_ALWAYS_INLINE constexpr void run_kernels(list<Kernels...>, const Environment& storage,
                                              std::size_t count) {
  (run_kernel<Kernels, T>(detail::restricted(detail::kernel_leaves<Kernels>{}, storage), count),
   ...);
}

/// Bytes that an evaluation may use on the stack for what it stores between kernels.
#if defined(CTNN_STACK_LIMIT)
inline constexpr std::size_t stack_limit = CTNN_STACK_LIMIT;
#else
inline constexpr std::size_t stack_limit = std::size_t{1} << 20;
#endif

// Words of the messages.
template <std::size_t N>
struct bytes {};
template <class What>
struct at_most {};
struct evaluation;
struct assignment_to_tensor;
struct value_of_placeholder;
template <class Variable>
struct value_for {};
struct two_values;

/// Instantiated only where a workspace does not fit.
template <class... Words>
struct stack_mismatch {
  static constexpr bool holds = false;
};

namespace detail {

/// A workspace on the stack.
template <class Where, std::size_t Bytes>
struct check_stack {
  static constexpr bool valid() {
    if constexpr (Bytes > stack_limit) {
      static_assert(
          stack_mismatch<Where, expected<at_most<bytes<stack_limit>>>, got<bytes<Bytes>>>::holds,
          "ctnn: what is stored on the way is too large for the stack. Evaluate a formula in "
          "parts, or into a target that does not stand in it by evaluate_into(target, formula); "
          "train a network with a trainer, which keeps its own; or define CTNN_STACK_LIMIT in "
          "bytes.");
      return false;
    } else {
      return true;
    }
  }
};

/// Storage for the numbers in an expression, which its views point to.
template <class T, class E>
struct captured_numbers {
  std::array<T, number_count<E> + 1> values{};
};

template <class T, class E>
constexpr auto view_of_captured(const E& leaf, T*& next_number) {
  if constexpr (is_tensor_leaf<E>) {
    return leaf.get().whole();
  } else {
    *next_number = static_cast<T>(leaf.value);
    return scalar_view<T>{next_number++};
  }
}

template <class T, std::size_t Slot, std::size_t I, class E, class Done>
constexpr auto captured_arguments(const E& e, T*& next_number, const Done& done);

/// The environment of an expression's tensors and numbers, by slots.
template <class T, std::size_t Slot, class E>
constexpr auto captured_environment(const E& e, T*& next_number) {
  if constexpr (is_tensor_leaf<E> || std::is_same_v<E, number>) {
    using Leaf = placeholder<slot<Slot>, T, E::extents>;
    return environment{bound<Leaf>(view_of_captured<T>(e, next_number))};
  } else if constexpr (is_node<E>) {
    return captured_arguments<T, Slot, 0>(e, next_number, environment<>{});
  } else {
    return environment<>{};
  }
}
template <class T, std::size_t Slot, std::size_t I, class E, class Done>
constexpr auto captured_arguments(const E& e, T*& next_number, const Done& done) {
  if constexpr (I == E::arguments::size) {
    return done;
  } else {
    using Argument = argument_of<E, I>;
    const auto here = captured_environment<T, Slot>(child<I>(e.children), next_number);
    return captured_arguments<T, captured<Argument, T, Slot>::next, I + 1>(e, next_number,
                                                                           joined(done, here));
  }
}

/// Runs the plan of Target ← Formula in an environment that binds all else, with a workspace on
/// the stack.
template <class Assignments, class T, class Environment>
constexpr void run_plan(const Environment& storage) {
  using Plan = plan<Assignments>;
  using Space = workspace<T, typename Plan::temporaries>;
  if constexpr (check_stack<in<evaluation>, sizeof(Space)>::valid()) {
    Space space;
    run_kernels<T>(typename Plan::kernels{}, joined(storage, space.views()), 1);
  }
}

/// Target ← the value of a formula, where its tensors and numbers lie and with the given values of
/// its placeholders.
template <class T, shape S, order Order, class E, class Given>
constexpr void evaluate_captured(tensor<T, S, Order>& target, const E& formula,
                                 const Given& given) {
  using Formula = typename captured<E, T, 0>::type;
  using Result = placeholder<result_tag, T, S>;
  captured_numbers<T, E> numbers;
  T* next_number = numbers.values.data();
  const auto in_formula = captured_environment<T, 0>(formula, next_number);
  run_plan<list<assignment<Result, Formula>>, T>(
      joined(in_formula, given, environment{bound<Result>(target.whole())}));
}

}  // namespace detail

/// Target ← the value of a formula over tensors; what vector<float, 3> a = tanh(w * x + b) calls.
/// The target must not occur in the formula; an assignment sees to that with a copy.
template <class T, shape S, order Order, class E>
constexpr void evaluate_into(tensor<T, S, Order>& target, const E& formula) {
  if constexpr (is_invalid<E>) {
    return;
  } else if constexpr (requires { E::storage_order; }) {
    evaluate_into(target, detail::as_term(formula));
  } else if constexpr (E::is_mask) {
    refuse_comparison<in<assignment_to_tensor>, E>();
  } else if constexpr (!Scalar<T>) {
    static_assert(
        scalar_mismatch<in<assignment_to_tensor>, expected<computed_as_t<T>>, got<T>>::holds,
        "ctnn: a tensor of bfloat16 stores numbers, and nothing is computed into it. Assign "
        "to one of float, and copy its numbers.");
  } else if constexpr (!detail::one_scalar<T, scalar_of<E>>) {
    static_assert(
        scalar_mismatch<in<assignment_to_tensor>, expected<T>, got<scalar_of<E>>>::holds,
        "ctnn: float and double meet in an assignment. Declare both with the same scalar.");
  } else if constexpr (check_same<assignment_to_tensor, S, shape_of<E>>::valid()) {
    detail::evaluate_captured(target, formula, environment<>{});
  }
}

/// Target ← the value of a formula in which it may occur: by way of a copy on the stack where a
/// tensor of its type does. What a = tanh(a + b) calls.
template <class T, shape S, order Order, class E>
constexpr void assign_into(tensor<T, S, Order>& target, const E& formula) {
  using Tensor = tensor<T, S, Order>;
  if constexpr (is_invalid<E>) {
    return;
  } else if constexpr (!contains<std::remove_cvref_t<detail::term_of<const E&>>,
                                 reference<Tensor>>) {
    evaluate_into(target, formula);
  } else if constexpr (detail::check_stack<in<assignment_to_tensor>, sizeof(Tensor)>::valid()) {
    target = Tensor(formula);
  }
}

/// A value given to a placeholder for one evaluation: with_value(w, matrix).
template <class Leaf, class Tensor>
struct given_value {
  const Tensor& value;
};
template <class Tag, class T, shape S, class Tensor>
constexpr auto with_value(const placeholder<Tag, T, S>&, const Tensor& value) {
  using refused = given_value<invalid, Tensor>;
  if constexpr (!requires { Tensor::storage_order; }) {
    static_assert(kind_mismatch<in<value_of_placeholder>, expected<a_tensor>, got<Tensor>>::holds,
                  "ctnn: the value of a variable is a vector or a matrix of ctnn. Copy the numbers "
                  "into one.");
    return refused{value};
  } else if constexpr (!check_same<value_of_placeholder, S, Tensor::extents>::valid()) {
    return refused{value};
  } else if constexpr (!std::is_same_v<computed_as_t<typename Tensor::value_type>, T>) {
    static_assert(scalar_mismatch<in<value_of_placeholder>, expected<T>,
                                  got<typename Tensor::value_type>>::holds,
                  "ctnn: float and double meet in the value of a variable. Declare both with the "
                  "same scalar.");
    return refused{value};
  } else {
    return given_value<placeholder<Tag, T, S>, Tensor>{value};
  }
}

namespace detail {

/// Whether every variable of a formula has a value, and none two.
template <class Given, class Needed>
struct check_values;
template <class... Given, class... Needed>
struct check_values<list<Given...>, list<Needed...>> {
  using all = list<Given...>;
  template <class Variable>
  static constexpr bool is_repeated =
      all::template index_of<Variable> != all::template last_index_of<Variable, all::size>;

  static constexpr bool valid() {
    using Missing = concatenated_t<list_if<!all::template contains<Needed>, Needed>...>;
    using Repeated = concatenated_t<list_if<is_repeated<Given>, Given>...>;
    if constexpr (Repeated::size != 0) {
      static_assert(kind_mismatch<in<evaluation>, expected<value_for<at_t<Repeated, 0>>>,
                                  got<two_values>>::holds,
                    "ctnn: a variable has two values. Give each of them one with_value.");
      return false;
    } else if constexpr (Missing::size == 0) {
      return true;
    } else {
      static_assert(kind_mismatch<in<evaluation>, expected<value_for<at_t<Missing, 0>>>>::holds,
                    "ctnn: a variable of this formula has no value. Give it one: evaluate(formula, "
                    "with_value(variable, tensor)).");
      return false;
    }
  }
};

/// Refuses to evaluate E, in which nothing says float or double.
template <class E>
constexpr invalid refuse_constant() {
  static_assert(scalar_mismatch<in<evaluation>, expected<floating_point>, got<E>>::holds,
                "ctnn: this formula is a constant, which is of no kind of number. Say of which by "
                "assigning it: vector<float, 3> value = formula.");
  return {};
}

}  // namespace detail

/// The value of a formula over placeholders, each given one by with_value. It may hold tensors and
/// numbers as well.
template <Operand E, class... Leaves, class... Tensors>
constexpr auto evaluate(const E& formula, const given_value<Leaves, Tensors>&... given) {
  if constexpr (is_invalid<E> || (is_invalid<Leaves> || ...)) {
    return invalid{};
  } else if constexpr (E::is_mask) {
    refuse_comparison<in<evaluation>, E>();
    return invalid{};
  } else if constexpr (!detail::check_values<list<Leaves...>,
                                             detail::leaves_of_all<list<E>>>::valid()) {
    return invalid{};
  } else {
    // A constant gradient, such as a sum's, takes its numbers' kind from the values.
    using T = typename detail::common_scalar<scalar_of<E>, scalar_of<Leaves>...>::type;
    if constexpr (std::is_void_v<T>) {
      return detail::refuse_constant<E>();
    } else {
      tensor<T, shape_of<E>, column_order> result;
      detail::evaluate_captured(result, formula,
                                environment{bound<Leaves>(given.value.whole())...});
      return result;
    }
  }
}

/// The value of a formula over tensors.
template <Operand E>
constexpr auto evaluate(const E& formula) {
  if constexpr (is_invalid<E>) {
    return invalid{};
  } else if constexpr (E::is_mask) {
    refuse_comparison<in<evaluation>, E>();
    return invalid{};
  } else if constexpr (std::is_void_v<scalar_of<E>>) {
    return detail::refuse_constant<E>();
  } else {
    return tensor<scalar_of<E>, shape_of<E>, column_order>(formula);
  }
}

}  // namespace ctnn::inline CTNN_ISA
