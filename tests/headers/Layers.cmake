# cmake -D INCLUDE=<repository>/include -P Layers.cmake
#
# The folders of include/ctnn are layers, and this is what each may include. X.hpp beside the folder
# X belongs to its layer. What lies in a folder detail/ is for the folder around it alone.
cmake_minimum_required(VERSION 3.25)

set(layers base shape simd tensor expr derive eval nn io interop)
set(base    "")
set(shape   base)
set(simd    base)
set(tensor  base shape simd)
set(expr    base shape)  # and of tensor its concepts, below
set(derive  base shape expr)
set(eval    base shape simd tensor expr)
set(nn      base shape simd tensor expr derive eval)
set(io      base tensor nn)
set(interop base tensor)
set(umbrella base shape simd tensor expr derive eval nn io)  # ctnn.hpp: all but the optional interop

# Exceptions: single headers of a layer that another may include.
set(expr_also "^ctnn/tensor/(concepts?|concepts?/.*)\\.hpp$")

# The libraries, each with the layers that may include it.
set(libraries   "^boost/" "^nlohmann/" "^(Eigen/|mdspan|experimental/mdspan)")
set(libraries_0 ${layers})
set(libraries_1 io)
set(libraries_2 interop)

set(complaints "")
file(GLOB_RECURSE headers RELATIVE ${INCLUDE} ${INCLUDE}/ctnn/*.hpp)
if(NOT headers)
  message(FATAL_ERROR "no headers in ${INCLUDE}/ctnn")
endif()

# layer_of(<path> <variable>): ctnn/expr/op/tanh.hpp and ctnn/expr.hpp are of expr.
function(layer_of path variable)
  set(layer "unknown")
  if(path STREQUAL "ctnn/ctnn.hpp")
    set(layer umbrella)
  elseif(path MATCHES "^ctnn/([^/]+)(/.*)?\\.hpp$" AND CMAKE_MATCH_1 IN_LIST layers)
    set(layer ${CMAKE_MATCH_1})
  endif()
  set(${variable} ${layer} PARENT_SCOPE)
endfunction()

foreach(header IN LISTS headers)
  layer_of(${header} layer)
  if(layer STREQUAL "unknown")
    string(APPEND complaints "${header}: belongs to no layer (${layers})\n")
    continue()
  endif()

  file(STRINGS ${INCLUDE}/${header} includes REGEX "^[ \t]*#[ \t]*include")
  foreach(include IN LISTS includes)
    if(NOT include MATCHES "include[ \t]*<([^>]+)>")
      string(APPEND complaints "${header}: write <ctnn/...> instead of: ${include}\n")
      continue()
    endif()
    set(included ${CMAKE_MATCH_1})

    if(included MATCHES "^ctnn/")
      layer_of(${included} other)
      if(NOT EXISTS ${INCLUDE}/${included})
        string(APPEND complaints "${header}: includes ${included}, which does not exist\n")
      elseif(NOT other STREQUAL layer AND NOT other IN_LIST ${layer}
             AND NOT (DEFINED ${layer}_also AND included MATCHES "${${layer}_also}"))
        list(JOIN ${layer} ", " allowed)
        string(APPEND complaints "${header}: includes ${included}, of layer ${other}; "
                                 "${layer} may include only itself and [${allowed}]\n")
      endif()
      if(included MATCHES "^(.*)/detail/")
        set(owner ${CMAKE_MATCH_1})
        string(FIND ${header} ${owner}/ inside)
        if(NOT inside EQUAL 0 AND NOT header STREQUAL "${owner}.hpp")
          string(APPEND complaints "${header}: includes ${included}, which is private to ${owner}/\n")
        endif()
      endif()
    elseif(included STREQUAL "boost/hana.hpp")
      string(APPEND complaints "${header}: includes all of Hana; name the headers it needs\n")
    elseif(included MATCHES "intrin\\.h$")
      string(APPEND complaints "${header}: includes ${included}, which takes as long to compile as "
                               "all of ctnn; use builtins, as simd/native_x86.hpp does\n")
    else()
      set(index 0)
      foreach(library IN LISTS libraries)
        if(included MATCHES "${library}" AND NOT layer IN_LIST libraries_${index})
          string(APPEND complaints "${header}: includes ${included}, which only "
                                   "${libraries_${index}} may\n")
        endif()
        math(EXPR index "${index} + 1")
      endforeach()
    endif()
  endforeach()
endforeach()

if(NOT complaints STREQUAL "")
  message(NOTICE "${complaints}")
  message(FATAL_ERROR "headers break the layers of this script")
endif()
list(LENGTH headers count)
message(STATUS "${count} headers keep to their layers")
