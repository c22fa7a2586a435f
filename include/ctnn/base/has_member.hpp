// Whether a type has a member of some name, whatever that takes.
#pragma once

#include <ctnn/base/config.hpp>

#include <type_traits>

/// Defines the concept: a member of that name makes it ambiguous beside a second base's. It is not
/// called, since what is wrong within it would be three lines further from the user's own. Of a
/// final class, which is no base, it is taken for granted.
#define CTNN_HAS_MEMBER(Concept, member)              \
  struct member##_of_a_base {                         \
    int member;                                       \
  };                                                  \
  template <class T>                                  \
  struct member##_of_both : T, member##_of_a_base {}; \
  template <class T>                                  \
  concept Concept =                                   \
      std::is_class_v<T> &&(std::is_final_v<T> || !requires { &member##_of_both<T>::member; })
