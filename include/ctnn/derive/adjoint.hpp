// The chain rule, backwards: each part of a formula gathers what its readers send, and passes
// it on to its arguments. A part that occurs twice is one part, so nothing is derived twice.
#pragma once

#include <ctnn/derive/passed_on.hpp>
#include <ctnn/derive/simplify.hpp>

namespace ctnn::inline CTNN_ISA::detail {

/// No gradient reaches here.
struct nothing {};

template <class Variables>
struct dependent_on {
  /// The parts of E that depend on Variables, arguments before what they are in.
  template <class E, class Known>
  struct parts {
    static constexpr auto collect() {
      if constexpr (Known::template contains<E> || !contains_any<E, Variables>) {
        return Known{};
      } else if constexpr (Variables::template contains<E>) {
        return with_t<Known, E>{};
      } else {
        return with_t<typename collected<dependent_on<Variables>::template parts,
                                         typename E::arguments, Known>::type,
                      E>{};
      }
    }
    using type = decltype(collect());
  };
};

/// A gradient in the shape of the argument that it belongs to: summed where the argument was
/// broadcast, repeated where it was reduced.
template <class Argument, class Gradient>
constexpr auto fitted(Gradient gradient) {
  constexpr shape to = shape_of<Argument>;
  constexpr shape from = shape_of<Gradient>;
  if constexpr (from == to) {
    return gradient;
  } else if constexpr (broadcasts_to(from, to)) {
    return op::expand<to>{}(gradient);
  } else if constexpr (to.rows == from.rows) {
    return op::sum_of<over::every_sample>{}(gradient);
  } else if constexpr (to.columns == from.columns) {
    return op::sum_of<over::every_feature>{}(gradient);
  } else {
    return op::sum_of<over::everything>{}(gradient);
  }
}

template <class Op, std::size_t I, class Y, class Dy, class... Args>
constexpr auto gradient_of_argument(list<Args...>) {
  if constexpr (requires { Op::template derivative<I>(Y{}, Dy{}, Args{}...); }) {
    return fitted<at_t<list<Args...>, I>>(Op::template derivative<I>(Y{}, Dy{}, Args{}...));
  } else if constexpr (sizeof...(Args) == 1 && is_written_for_numbers<Op>) {
    return fitted<at_t<list<Args...>, I>>(passed_on_t<Op, Y, Dy, at_t<list<Args...>, I>>{});
  } else {
    return fitted<at_t<list<Args...>, I>>(Op::derivative(Y{}, Dy{}, Args{}...));
  }
}

template <class List, std::size_t At, class T>
struct set;
template <class... Ts, std::size_t At, class T>
struct set<list<Ts...>, At, T> {
  template <std::size_t... I>
  static auto apply(std::index_sequence<I...>) -> list<std::conditional_t<I == At, T, Ts>...>;
  using type = decltype(apply(std::index_sequence_for<Ts...>{}));
};

template <class Gathered, class Contribution>
struct gathered {
  using type = node<op::add, Gathered, Contribution>;
};
template <class Contribution>
struct gathered<nothing, Contribution> {
  using type = Contribution;
};

/// Sends the gradient of the part at Index on to its arguments, then does so for those before.
template <class Parts, class Gradients, class Variables, std::size_t Index>
struct propagated {
  using part = at_t<Parts, Index>;
  using gradient = at_t<Gradients, Index>;

  template <std::size_t I, class Sent, class Simple>
  static constexpr auto send_to_arguments() {
    using Arguments = typename part::arguments;
    if constexpr (I == Arguments::size) {
      return Sent{};
    } else {
      constexpr std::size_t target = Parts::template index_of<at_t<Arguments, I>>;
      if constexpr (target == Parts::size) {
        return send_to_arguments<I + 1, Sent, Simple>();
      } else {
        using Contribution =
            simplified_t<decltype(gradient_of_argument<typename part::operation, I, part, Simple>(
                Arguments{}))>;
        if constexpr (is_value<Contribution>(0)) {
          return send_to_arguments<I + 1, Sent, Simple>();
        } else {
          using Sum = typename gathered<at_t<Sent, target>, Contribution>::type;
          return send_to_arguments<I + 1, typename set<Sent, target, Sum>::type, Simple>();
        }
      }
    }
  }
  static constexpr auto send() {
    if constexpr (std::is_same_v<gradient, nothing>) {
      return Gradients{};
    } else {
      using Simple = simplified_t<gradient>;
      using Kept = typename set<Gradients, Index, Simple>::type;
      if constexpr (Variables::template contains<part>) {
        return Kept{};
      } else {
        return send_to_arguments<0, Kept, Simple>();
      }
    }
  }
  static constexpr auto all() {
    if constexpr (Index == 0) {
      return send();
    } else {
      return typename propagated<Parts, decltype(send()), Variables, Index - 1>::type{};
    }
  }
  using type = decltype(all());
};

template <class E, class Seed, class Variables>
struct adjoints {
  using parts = typename dependent_on<Variables>::template parts<E, list<>>::type;

  template <class... Parts>
  static auto start(list<Parts...>)
      -> list<std::conditional_t<std::is_same_v<Parts, E>, Seed, nothing>...>;

  static constexpr auto all() {
    if constexpr (parts::size == 0) {
      return list<>{};
    } else {
      return
          typename propagated<parts, decltype(start(parts{})), Variables, parts::size - 1>::type{};
    }
  }
  using gradients = decltype(all());

  template <class Variable>
  static constexpr auto find() {
    constexpr std::size_t at = parts::template index_of<Variable>;
    if constexpr (at == parts::size) {
      return is<typename with_shape<shape_of<Variable>, constant<bits_of(0)>>::type>{};
    } else if constexpr (std::is_same_v<at_t<gradients, at>, nothing>) {
      return is<typename with_shape<shape_of<Variable>, constant<bits_of(0)>>::type>{};
    } else {
      return is<at_t<gradients, at>>{};
    }
  }
  template <class Variable>
  using of = typename decltype(find<Variable>())::type;
};

}  // namespace ctnn::inline CTNN_ISA::detail
