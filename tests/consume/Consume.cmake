# cmake -D HOW=find_package|add_subdirectory -D ... -P Consume.cmake
#
# Configures, builds and runs the small project beside this file, which finds ctnn in the way HOW.
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

set(work ${WORK}/${HOW})
file(REMOVE_RECURSE ${work})
if(HOW STREQUAL "find_package")
  run(${CMAKE_COMMAND} --install ${CTNN_BINARY} --prefix ${work}/prefix)
  set(where -D CMAKE_PREFIX_PATH=${work}/prefix)
else()
  set(where -D CTNN_SOURCE=${CTNN_SOURCE} ${FETCHED})
endif()

run(${CMAKE_COMMAND} -S ${SOURCE}/project -B ${work}/build -G ${GENERATOR} -D HOW=${HOW} ${where}
    -D CMAKE_MAKE_PROGRAM=${MAKE} -D CMAKE_CXX_COMPILER=${CXX} -D CMAKE_BUILD_TYPE=Release)
run(${CMAKE_COMMAND} --build ${work}/build)
run(${work}/build/consumer)
