// Cancelling fractions: (-y/a + (1 - y)/(1 - a)) · a(1 - a) = a - y.
//
// An arithmetic formula that divides is written as a sum of monomials over its atoms, which are
// the parts that are not arithmetic themselves. A sum that something is divided by, like 1 - a,
// is an atom too until the powers are collected; if no negative power of it is left it is
// multiplied out, and like terms are added. The result is taken where it has fewer operations.
//
// A product of two sums is left as it is: (x - m)(x - m) loses nothing where x is near m, but
// x² - 2xm + m² all that x and m have in common.
#pragma once

#include <ctnn/derive/simplify.hpp>

#include <array>
#include <cstdint>

namespace ctnn::inline CTNN_ISA::detail {

inline constexpr std::size_t most_atoms = 8;
inline constexpr std::size_t most_terms = 24;
/// Of either sign, so that the difference of two is still one of eight bits.
inline constexpr int most_power = 63;

struct monomial {
  double coefficient = 0;
  std::array<std::int8_t, most_atoms> powers{};
};

struct polynomial {
  std::array<monomial, most_terms> terms{};
  std::size_t count = 0;
  bool valid = true;

  static constexpr polynomial refused() {
    polynomial p;
    p.valid = false;
    return p;
  }
  static constexpr polynomial of(double coefficient) {
    polynomial p;
    p.add({coefficient, {}});
    return p;
  }
  static constexpr polynomial of_atom(std::size_t atom) {
    polynomial p;
    monomial m{1, {}};
    m.powers[atom] = 1;
    p.add(m);
    return p;
  }

  constexpr void add(const monomial& m) {
    if (m.coefficient == 0) return;
    for (std::size_t i = 0; i < count; ++i) {
      if (terms[i].powers != m.powers) continue;
      terms[i].coefficient += m.coefficient;
      if (terms[i].coefficient == 0) {
        for (std::size_t j = i + 1; j < count; ++j) terms[j - 1] = terms[j];
        --count;
      }
      return;
    }
    if (count == most_terms) {
      valid = false;
    } else {
      terms[count++] = m;
    }
  }

  friend constexpr polynomial operator+(polynomial a, const polynomial& b) {
    a.valid = a.valid && b.valid;
    for (std::size_t i = 0; i < b.count; ++i) a.add(b.terms[i]);
    return a;
  }
  /// Refused of two sums.
  friend constexpr polynomial operator*(const polynomial& a, const polynomial& b) {
    if (a.count > 1 && b.count > 1) return refused();
    polynomial product;
    product.valid = a.valid && b.valid;
    for (std::size_t i = 0; i < a.count; ++i) {
      for (std::size_t j = 0; j < b.count; ++j) {
        monomial m{a.terms[i].coefficient * b.terms[j].coefficient, a.terms[i].powers};
        for (std::size_t k = 0; k < most_atoms; ++k) {
          const int power = m.powers[k] + b.terms[j].powers[k];
          if (power < -most_power || power > most_power) return refused();
          m.powers[k] = static_cast<std::int8_t>(power);
        }
        product.add(m);
      }
    }
    return product;
  }
  /// One over a single monomial.
  constexpr polynomial inverse() const {
    if (!valid || count != 1) return refused();
    polynomial p;
    monomial m{1 / terms[0].coefficient, {}};
    for (std::size_t k = 0; k < most_atoms; ++k) {
      m.powers[k] = static_cast<std::int8_t>(-terms[0].powers[k]);
    }
    p.add(m);
    return p;
  }
};

template <class E>
inline constexpr bool is_arithmetic = false;
template <class Op, class... Args>
inline constexpr bool is_arithmetic<node<Op, Args...>> =
    list<op::add, op::subtract, op::multiply, op::divide, op::negate>::contains<Op>;
template <shape S, class A>
inline constexpr bool is_arithmetic<node<op::expand<S>, A>> = true;

template <class E>
inline constexpr bool is_sum = is_application<E, op::add> || is_application<E, op::subtract>;

template <class E>
inline constexpr bool divides = false;
template <class Op, class... Args>
inline constexpr bool divides<node<Op, Args...>> = is_arithmetic<node<Op, Args...>> &&
                                                   (std::is_same_v<Op, op::divide> ||
                                                    (divides<Args> || ...));

template <class E>
inline constexpr std::size_t operation_count = 0;
template <class Op, class... Args>
inline constexpr std::size_t operation_count<node<Op, Args...>> =
    is_arithmetic<node<Op, Args...>> ? (operation_count<Args> + ... + 1) : 0;

/// The sums that E divides by.
template <class E, class Known>
struct divisors {
  using type = Known;
};
template <class A, class B, class Known>
struct divisors<node<op::divide, A, B>, Known> {
  using inner = typename divisors<B, typename divisors<A, Known>::type>::type;
  using type = typename std::conditional_t<is_sum<stripped_t<B>>, with<inner, stripped_t<B>>,
                                           type_box<inner>>::type;
};
template <class Op, class A, class B, class Known>
requires(is_arithmetic<node<Op, A, B>> &&
         !std::is_same_v<Op, op::divide>) struct divisors<node<Op, A, B>, Known>
    : divisors<B, typename divisors<A, Known>::type> {
};
template <class Op, class A, class Known>
requires(is_arithmetic<node<Op, A>>) struct divisors<node<Op, A>, Known> : divisors<A, Known> {
};

/// The parts of E that are not arithmetic.
template <class E, class Known>
struct atoms : with<Known, E> {};
template <std::uint64_t Bits, class Known>
struct atoms<constant<Bits>, Known> {
  using type = Known;
};
template <class Op, class A, class B, class Known>
requires(is_arithmetic<node<Op, A, B>>) struct atoms<node<Op, A, B>, Known>
    : atoms<B, typename atoms<A, Known>::type> {
};
template <class Op, class A, class Known>
requires(is_arithmetic<node<Op, A>>) struct atoms<node<Op, A>, Known> : atoms<A, Known> {
};

/// E as a polynomial over Atoms, the Divisors among them unless it is one of those.
template <class E, class Atoms, class Divisors>
constexpr polynomial polynomial_of() {
  if constexpr (is_constant<E>) {
    return polynomial::of(E::value);
  } else if constexpr (!is_arithmetic<E> || Divisors::template contains<E>) {
    return polynomial::of_atom(Atoms::template index_of<E>);
  } else if constexpr (is_application<E, op::negate>) {
    return polynomial::of(-1) * polynomial_of<argument_of<E>, Atoms, Divisors>();
  } else if constexpr (E::arguments::size == 1) {
    return polynomial_of<argument_of<E>, Atoms, Divisors>();
  } else {
    constexpr polynomial a = polynomial_of<argument_of<E, 0>, Atoms, Divisors>();
    constexpr polynomial b = polynomial_of<argument_of<E, 1>, Atoms, Divisors>();
    if constexpr (is_application<E, op::add>) {
      return a + b;
    } else if constexpr (is_application<E, op::subtract>) {
      return a + polynomial::of(-1) * b;
    } else if constexpr (is_application<E, op::multiply>) {
      return a * b;
    } else {
      return a * b.inverse();
    }
  }
}

/// p with the sums among its atoms multiplied out; refused where one is still divided by.
template <class Atoms, class Simple, class... Divisors>
constexpr polynomial multiplied_out(const polynomial& p, list<Divisors...>) {
  polynomial result;
  result.valid = p.valid;
  constexpr std::size_t first = Simple::size;
  const std::array<polynomial, sizeof...(Divisors)> sums{
      polynomial_of<Divisors, Atoms, list<>>()...};
  for (std::size_t t = 0; t < p.count; ++t) {
    monomial simple = p.terms[t];
    polynomial term;
    for (std::size_t d = 0; d < sums.size(); ++d) {
      if (simple.powers[first + d] < 0) return polynomial::refused();
      simple.powers[first + d] = 0;
    }
    term.add(simple);
    for (std::size_t d = 0; d < sums.size(); ++d) {
      for (int power = 0; power < p.terms[t].powers[first + d]; ++power) term = term * sums[d];
    }
    result = result + term;
  }
  return result;
}

// Writing a polynomial as a formula again: common factors before a sum, its positive terms first.

/// Op on parts of a formula, which may be a column and a row that met only by way of a third: those
/// are repeated first.
template <class Op, class A, class B>
struct agreeing {
  using type = node<Op, A, B>;
};
template <class Op, class A, class B>
requires(!compatible(shape_of<A>, shape_of<B>)) struct agreeing<Op, A, B> {
  static constexpr shape a = shape_of<A>, b = shape_of<B>;
  static constexpr shape both{a.rows == 1 ? b.rows : a.rows,
                              a.columns == 1 ? b.columns : a.columns};
  using type = node<Op, typename with_shape<both, A>::type, B>;
};

template <class A, class B>
struct times : agreeing<op::multiply, A, B> {};
template <class A>
struct times<A, void> {
  using type = A;
};
template <class B>
struct times<void, B> {
  using type = B;
};
template <>
struct times<void, void> {
  using type = void;
};

/// The product of the atoms with the sign of powers asked for; void where there is none.
template <const monomial& M, int Sign, class Atoms, std::size_t I = 0, int Done = 0>
constexpr auto power_product() {
  if constexpr (I == Atoms::size) {
    return is<void>{};
  } else if constexpr (M.powers[I] * Sign > Done) {
    using Rest = typename decltype(power_product<M, Sign, Atoms, I, Done + 1>())::type;
    return is<typename times<at_t<Atoms, I>, Rest>::type>{};
  } else {
    return power_product<M, Sign, Atoms, I + 1>();
  }
}

template <const monomial& M, class Atoms, class Before = void>
constexpr auto written_monomial() {
  constexpr double size = M.coefficient < 0 ? -M.coefficient : M.coefficient;
  using Scale = std::conditional_t<size == 1, void, constant<bits_of(size)>>;
  using Powers = typename decltype(power_product<M, 1, Atoms>())::type;
  using Over = typename decltype(power_product<M, -1, Atoms>())::type;
  using Product = typename times<typename times<Scale, Powers>::type, Before>::type;
  using Above = std::conditional_t<std::is_void_v<Product>, constant<bits_of(1)>, Product>;
  if constexpr (std::is_void_v<Over>) {
    return is<Above>{};
  } else {
    return is<typename agreeing<op::divide, Above, Over>::type>{};
  }
}

struct factored {
  monomial common{1, {}};
  polynomial rest;
};

constexpr factored factor(const polynomial& p) {
  factored result;
  result.rest = p;
  bool same_size = true;
  const auto size = [](double x) { return x < 0 ? -x : x; };
  bool all_negative = true;
  for (std::size_t t = 0; t < p.count; ++t) {
    same_size = same_size && size(p.terms[t].coefficient) == size(p.terms[0].coefficient);
    all_negative = all_negative && p.terms[t].coefficient < 0;
  }
  result.common.coefficient =
      (same_size ? size(p.terms[0].coefficient) : 1) * (all_negative ? -1 : 1);
  for (std::size_t k = 0; k < most_atoms; ++k) {
    std::int8_t least = p.terms[0].powers[k], most = least;
    for (std::size_t t = 1; t < p.count; ++t) {
      if (p.terms[t].powers[k] < least) least = p.terms[t].powers[k];
      if (p.terms[t].powers[k] > most) most = p.terms[t].powers[k];
    }
    result.common.powers[k] = least > 0 ? least : most < 0 ? most : std::int8_t{0};
  }
  for (std::size_t t = 0; t < p.count; ++t) {
    monomial& m = result.rest.terms[t];
    m.coefficient /= result.common.coefficient;
    for (std::size_t k = 0; k < most_atoms; ++k) {
      m.powers[k] = static_cast<std::int8_t>(m.powers[k] - result.common.powers[k]);
    }
  }
  // Positive terms first, otherwise in the order found.
  polynomial ordered;
  for (std::size_t t = 0; t < p.count; ++t) {
    if (result.rest.terms[t].coefficient > 0) ordered.add(result.rest.terms[t]);
  }
  for (std::size_t t = 0; t < p.count; ++t) {
    if (result.rest.terms[t].coefficient < 0) ordered.add(result.rest.terms[t]);
  }
  result.rest = ordered;
  return result;
}

template <class Source, class Atoms, std::size_t Term>
struct written_term {
  static constexpr monomial value = Source::value.rest.terms[Term];
  using type = typename decltype(written_monomial<value, Atoms>())::type;
};

template <class Source, class Atoms, class Sum, std::size_t Term>
constexpr auto written_sum() {
  if constexpr (Term == Source::value.rest.count) {
    return is<Sum>{};
  } else {
    using Next = typename written_term<Source, Atoms, Term>::type;
    using Op =
        std::conditional_t<(Source::value.rest.terms[Term].coefficient > 0), op::add, op::subtract>;
    return written_sum<Source, Atoms, typename agreeing<Op, Sum, Next>::type, Term + 1>();
  }
}

template <class E>
struct cancelled {
  using type = E;
};
template <class E>
requires(divides<E>) struct cancelled<E> {
  using divisor_list = typename divisors<E, list<>>::type;
  using simple_atoms = typename atoms<E, list<>>::type;
  using all_atoms = concatenated_t<simple_atoms, divisor_list>;

  static constexpr polynomial expanded() {
    if constexpr (all_atoms::size > most_atoms) {
      return polynomial::refused();
    } else {
      return multiplied_out<all_atoms, simple_atoms>(polynomial_of<E, all_atoms, divisor_list>(),
                                                     divisor_list{});
    }
  }
  static constexpr polynomial result = expanded();

  struct source {
    static constexpr factored value =
        result.valid && result.count != 0 ? factor(result) : factored{};
  };
  static constexpr auto written() {
    if constexpr (!result.valid) {
      return is<E>{};
    } else if constexpr (result.count == 0) {
      return is<typename with_shape<shape_of<E>, constant<bits_of(0)>>::type>{};
    } else {
      using First = typename written_term<source, all_atoms, 0>::type;
      using Sum = typename decltype(written_sum<source, all_atoms, First, 1>())::type;
      using Rest = std::conditional_t<is_value<Sum>(1), void, Sum>;
      using Product =
          typename decltype(written_monomial<source::value.common, all_atoms, Rest>())::type;
      using Signed = std::conditional_t<(source::value.common.coefficient < 0),
                                        node<op::negate, Product>, Product>;
      if constexpr (operation_count<Signed> < operation_count<E>) {
        return is<typename with_shape<shape_of<E>, Signed>::type>{};
      } else {
        return is<E>{};
      }
    }
  }
  using type = typename decltype(written())::type;
};

}  // namespace ctnn::inline CTNN_ISA::detail
