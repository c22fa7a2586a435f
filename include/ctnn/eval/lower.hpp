// From formulas to assignments that a kernel can run: what a product or a reduction reads is a
// stored value, and a product or a reduction is computed in the loop over its own shape.
#pragma once

#include <ctnn/eval/assignment.hpp>
#include <ctnn/eval/cost.hpp>
#include <ctnn/eval/products.hpp>
#include <ctnn/tensor/view.hpp>

namespace ctnn::inline CTNN_ISA {

/// How the value of a tag is stored; the plan copies a transpose that would be read against it.
template <class Tag>
inline constexpr order order_of_tag = column_order;

namespace detail {

template <class Formula, class Leaf>
struct known {};

/// The state of lowering: the kind of what is stored, constants too; what is assigned so far, which
/// formulas have a stored value, which ones are to be stored because somebody will read them later,
/// and the next free temporary.
template <class T, class Assignments, class Known, class Keep, std::size_t Next>
struct lowering {
  using scalar = T;
  using assignments = Assignments;
  using knowledge = Known;
  using keep = Keep;
  static constexpr std::size_t next = Next;
};

template <class State, class E>
struct step {
  using state = State;
  using formula = E;
};

template <class Formula, class Leaf>
type_box<Leaf> look_up(const known<Formula, Leaf>*);
template <class Formula>
type_box<void> look_up(const void*);

template <class Known>
struct knowledge_base;
template <class... Known>
struct knowledge_base<list<Known...>> : Known... {};

template <class Formula, class Known>
using stored_value =
    typename decltype(look_up<Formula>(static_cast<knowledge_base<Known>*>(nullptr)))::type;

template <class List, class... Ts>
using appended = concatenated_t<List, list<Ts...>>;

template <class Known, class Formula, class Leaf>
using also_known = typename with<Known, known<Formula, Leaf>>::type;

/// Stores Lowered, which is the value of each of Formulas, in a new temporary.
template <class State, class Lowered, class... Formulas>
constexpr auto stored() {
  if constexpr (is_placeholder<Lowered>) {
    return step<State, Lowered>{};
  } else {
    using Leaf = placeholder<temporary<State::next>, typename State::scalar, shape_of<Lowered>>;
    using Assignments = appended<typename State::assignments, assignment<Leaf, Lowered>>;
    // Somebody may write the same in other words, which are lowered to the same.
    using Known =
        also_known<appended<typename State::knowledge, known<Formulas, Leaf>...>, Lowered, Leaf>;
    using Next =
        lowering<typename State::scalar, Assignments, Known, typename State::keep, State::next + 1>;
    return step<Next, Leaf>{};
  }
}

template <class E>
struct folds_everything : std::false_type {};
template <class A>
struct folds_everything<node<op::sum_of<over::everything>, A>> : std::true_type {};
template <class A>
struct folds_everything<node<op::max_of<over::everything>, A>> : std::true_type {};

/// A scalar may hold one fold of everything in place, and nothing beside it.
template <class Formula>
inline constexpr bool is_crowded = contains_such<Formula, folds_everything> &&
                                   (sources_of<Formula>::size > 1);

/// What is stored of a source: of a product that starts at a value, the product.
template <class E>
struct stored_part : type_box<E> {};
template <class A, class B, class Start>
struct stored_part<node<op::product_onto, A, B, Start>> : type_box<node<op::matmul, A, B>> {};

template <class Known, class... Sources>
constexpr bool any_is_stored(list<Sources...>) {
  return (!std::is_void_v<stored_value<typename stored_part<Sources>::type, Known>> || ...);
}

/// Whether products and reductions in Try, lowered from State on, have to be stored after all: a
/// scalar has several, or one is stored as well, since a later part of the formula reads it
/// elsewhere, as in z - max_features(z). To compute it anew takes twice as long; and a product in
/// tiles of another size is rounded otherwise, so that none of its numbers need be the largest of
/// the stored ones.
template <class State, class Try>
constexpr bool has_to_store() {
  using Formula = typename Try::formula;
  if constexpr (is_crowded<Formula>) {
    return true;
  } else if constexpr (Try::state::next != State::next) {
    return any_is_stored<typename Try::state::knowledge>(sources_of<Formula>{});
  } else {
    return false;
  }
}

/// Whether products and reductions may stand where they are, or must be stored.
enum class sources { in_place, stored };

template <class State, class E, shape Space, sources Sources>
constexpr auto lower();

/// E in a loop over Space of its own, its products and reductions in place if they can be.
template <class State, class E, shape Space = shape_of<E>>
constexpr auto lower_alone() {
  using Try = decltype(lower<State, E, Space, sources::in_place>());
  if constexpr (has_to_store<State, Try>()) {
    return lower<State, E, Space, sources::stored>();
  } else {
    return Try{};
  }
}

/// E as a stored value.
template <class State, class E>
constexpr auto lower_to_stored() {
  using Inner = decltype(lower_alone<State, E>());
  return stored<typename Inner::state, typename Inner::formula, E>();
}

/// A factor of a product: a stored value, or the transpose of one.
template <class State, class E, bool CopyTranspose>
constexpr auto lower_factor() {
  using Stored = stored_value<E, typename State::knowledge>;
  if constexpr (!std::is_void_v<Stored>) {
    return step<State, Stored>{};
  } else if constexpr (is_application<E, op::transpose_t>) {
    using Inner = decltype(lower_to_stored<State, argument_of<E>>());
    using Transposed = node<op::transpose_t, typename Inner::formula>;
    if constexpr (CopyTranspose && order_of_tag<typename Inner::formula::tag> == column_order &&
                  shape_of<E>.rows > 1 && is_static(shape_of<E>)) {
      return stored<typename Inner::state, Transposed, E>();
    } else {
      return step<typename Inner::state, Transposed>{};
    }
  } else {
    return lower_to_stored<State, E>();
  }
}

template <class State, class Done, class Op, shape Space, sources Sources>
constexpr auto lower_arguments(list<>) {
  return step<State, decltype(assembled<Space, Op>(Done{}))>{};
}
template <class State, class Done, class Op, shape Space, sources Sources, class First,
          class... Rest>
constexpr auto lower_arguments(list<First, Rest...>) {
  using Inner = decltype(lower<State, First, Space, Sources>());
  return lower_arguments<typename Inner::state, appended<Done, typename Inner::formula>, Op, Space,
                         Sources>(list<Rest...>{});
}

template <class Op, class... Args>
constexpr auto formula_of_composite(list<Args...>) {
  return Op::formula(Args{}...);
}

/// From this many columns on, a product with a transpose pays for a copy of it.
inline constexpr std::size_t columns_worth_a_copy = 4;

template <class State, class E, shape Space, sources Sources>
constexpr auto lower_node() {
  using Op = typename E::operation;
  if constexpr (is_composite<E>) {
    return lower<State, decltype(formula_of_composite<Op>(typename E::arguments{})), Space,
                 Sources>();
  } else if constexpr (std::is_same_v<Op, op::matmul>) {
    constexpr bool copy = shape_of<E>.columns >= columns_worth_a_copy;
    using Left = decltype(lower_factor<State, argument_of<E, 0>, copy>());
    using Right = decltype(lower_factor<typename Left::state, argument_of<E, 1>, false>());
    using Product = node<op::matmul, typename Left::formula, typename Right::formula>;
    if constexpr (shape_of<argument_of<E, 0>>.columns == 1) {
      return step<typename Right::state,
                  node<op::outer_product, typename Left::formula, typename Right::formula>>{};
    } else if constexpr (Sources == sources::in_place && shape_of<E> == Space) {
      return step<typename Right::state, Product>{};
    } else {
      return stored<typename Right::state, Product, E>();
    }
  } else if constexpr (is_source<E>) {
    using Inner =
        decltype(lower<State, argument_of<E>, shape_of<argument_of<E>>, sources::stored>());
    using Reduced = node<Op, typename Inner::formula>;
    using Stored = stored_value<Reduced, typename Inner::state::knowledge>;
    if constexpr (!std::is_void_v<Stored>) {
      return step<typename Inner::state, Stored>{};
    } else if constexpr (Sources == sources::in_place && shape_of<E> == Space) {
      return step<typename Inner::state, Reduced>{};
    } else {
      return stored<typename Inner::state, Reduced, E>();
    }
  } else if constexpr (std::is_same_v<Op, op::transpose_t>) {
    using Inner = decltype(lower_to_stored<State, argument_of<E>>());
    return step<typename Inner::state, node<Op, typename Inner::formula>>{};
  } else {
    return lower_arguments<State, list<>, Op, Space, Sources>(typename E::arguments{});
  }
}

/// As lower_alone, for a node that is to be stored because somebody will read it later.
template <class State, class E>
constexpr auto lower_node_alone() {
  using Try = decltype(lower_node<State, E, shape_of<E>, sources::in_place>());
  if constexpr (has_to_store<State, Try>()) {
    return lower_node<State, E, shape_of<E>, sources::stored>();
  } else {
    return Try{};
  }
}

/// E as it stands in a loop over Space.
template <class State, class E, shape Space, sources Sources>
constexpr auto lower() {
  if constexpr (!is_node<E>) {
    return step<State, E>{};
  } else {
    using Stored = stored_value<E, typename State::knowledge>;
    if constexpr (!std::is_void_v<Stored>) {
      return step<State, Stored>{};
    } else if constexpr (is_application<E, op::share_t>) {
      using Inner = decltype(lower_alone<State, argument_of<E>>());
      return stored<typename Inner::state, typename Inner::formula, E, argument_of<E>>();
    } else if constexpr (is_composite<E> || is_application<E, op::transpose_t>) {
      return lower_node<State, E, Space, Sources>();
    } else if constexpr (!E::is_mask &&
                         (State::keep::template contains<E> ||
                          (shape_of<E> != Space && !is_source<E> && is_expensive<E>))) {
      using Inner = decltype(lower_node_alone<State, E>());
      return stored<typename Inner::state, typename Inner::formula, E>();
    } else {
      return lower_node<State, E, Space, Sources>();
    }
  }
}

template <class... Sources>
constexpr bool any_product_over_many(list<Sources...>) {
  return ((is_product<Sources> && shape_of<argument_of<Sources>>.columns > few) || ...);
}
/// Whether Target is computed apart from the products in Lowered. Over few features those and what
/// is made of them have samples along the lanes together.
template <class Target, class Lowered>
constexpr bool is_better_apart() {
  if constexpr (wastes_lanes_on_features<scalar_of<Target>>(shape_of<Target>)) {
    return contains_such<Lowered, costs_at_places> && any_product_over_many(sources_of<Lowered>{});
  } else {
    return false;
  }
}

/// E as it is assigned to Target.
template <class State, class Target, class E>
constexpr auto lower_for() {
  using Alone = decltype(lower_alone<State, E, shape_of<Target>>());
  if constexpr (is_better_apart<Target, typename Alone::formula>()) {
    return lower<State, E, shape_of<Target>, sources::stored>();
  } else {
    return Alone{};
  }
}

/// Lowers Target ← E.
template <class State, class Target, class E>
constexpr auto lower_assignment() {
  using Inner = decltype(lower_for<State, Target, E>());
  using Next = typename Inner::state;
  using Assignments =
      appended<typename Next::assignments, assignment<Target, typename Inner::formula>>;
  using Known = std::conditional_t<is_node<E> && is_placeholder<Target>,
                                   appended<typename Next::knowledge, known<E, Target>>,
                                   typename Next::knowledge>;
  return lowering<typename Next::scalar, Assignments, Known, typename Next::keep, Next::next>{};
}

template <class State>
constexpr auto lower_assignments(State, list<>) {
  return State{};
}
template <class State, class Target, class E, class... Rest>
constexpr auto lower_assignments(State, list<assignment<Target, E>, Rest...>) {
  return lower_assignments(lower_assignment<State, Target, E>(), list<Rest...>{});
}

}  // namespace detail

}  // namespace ctnn::inline CTNN_ISA
