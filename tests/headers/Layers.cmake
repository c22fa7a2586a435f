# cmake -D INCLUDE=<repository>/include -P Layers.cmake
#
# The folders of include/ctnn are layers, and this is what each may include. X.hpp beside the folder
# X belongs to its layer.
cmake_minimum_required(VERSION 3.25)

set(layers base shape simd tensor expr derive eval nn)
set(base    "")
set(shape   base)
set(simd    base)
set(tensor  base shape simd)
set(expr    base shape)
set(derive  base shape expr)
set(eval    base shape simd tensor expr)
set(nn      base shape simd tensor expr derive eval)
set(umbrella base shape simd tensor expr derive eval nn)  # ctnn.hpp

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
      elseif(NOT other STREQUAL layer AND NOT other IN_LIST ${layer})
        list(JOIN ${layer} ", " allowed)
        string(APPEND complaints "${header}: includes ${included}, of layer ${other}; "
                                 "${layer} may include only itself and [${allowed}]\n")
      endif()
    elseif(included STREQUAL "boost/hana.hpp")
      string(APPEND complaints "${header}: includes all of Hana; name the headers it needs\n")
    elseif(included MATCHES "intrin\\.h$")
      string(APPEND complaints "${header}: includes ${included}, which takes as long to compile as "
                               "all of ctnn; use builtins, as simd/native_x86.hpp does\n")
    elseif(included MATCHES "/" AND NOT included MATCHES "^boost/hana/")
      string(APPEND complaints "${header}: includes ${included}; Hana is the one library there is\n")
    endif()
  endforeach()
endforeach()

if(NOT complaints STREQUAL "")
  message(NOTICE "${complaints}")
  message(FATAL_ERROR "headers break the layers of this script")
endif()
list(LENGTH headers count)
message(STATUS "${count} headers keep to their layers")
