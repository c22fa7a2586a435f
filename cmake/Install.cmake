# `find_package(ctnn)` after `cmake --install`.
include(CMakePackageConfigHelpers)

set(package_directory ${CMAKE_INSTALL_DATADIR}/cmake/ctnn)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ctnn DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.hpp")
install(TARGETS ctnn EXPORT ctnnTargets)
install(EXPORT ctnnTargets NAMESPACE ctnn:: DESTINATION ${package_directory})

configure_package_config_file(cmake/ctnnConfig.cmake.in ${PROJECT_BINARY_DIR}/ctnnConfig.cmake
                              INSTALL_DESTINATION ${package_directory})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ctnnConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/ctnnConfig.cmake ${PROJECT_BINARY_DIR}/ctnnConfigVersion.cmake
        DESTINATION ${package_directory})
