# SPDX-License-Identifier: GPL-3.0-or-later
# One way to declare each kind of test program. A test program is one file; ctest names it FOLDER.NAME.
find_package(GTest REQUIRED)
find_package(rapidcheck REQUIRED)
find_package(benchmark REQUIRED)

# What every test program may rely on: the two test frameworks, the test data, and the support headers.
add_library(ptscope_test_options INTERFACE)
target_link_libraries(ptscope_test_options INTERFACE ptscope_options rapidcheck)
target_compile_definitions(ptscope_test_options INTERFACE PTSCOPE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")

# Nothing that a test itself computes takes long; what it tests stays optimised, in the libraries.
set(PTSCOPE_TEST_CODEGEN "$<$<CONFIG:RelWithDebInfo,Release>:-O0;-g0>")

# What several tests share stands in tests/support; compiled once.
file(GLOB support CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/support/*.cpp)
add_library(ptscope_test_support STATIC ${support})
target_link_libraries(ptscope_test_support PUBLIC ptscope_test_options ptscope_parsers)
target_compile_options(ptscope_test_support PRIVATE "${PTSCOPE_TEST_CODEGEN}")

# The heavy headers are compiled once for all programs of a kind. LIBS bring every macro that changes what those headers say.
function(_ptscope_pch_host name libs headers)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "")
  add_library(${name} OBJECT ${source})
  set_target_properties(${name} PROPERTIES AUTOMOC OFF)
  target_link_libraries(${name} PRIVATE ptscope_test_options ${libs})
  target_compile_options(${name} PRIVATE "${PTSCOPE_TEST_CODEGEN}")
  target_precompile_headers(${name} PRIVATE ${headers})
endfunction()

function(_ptscope_test_program name pch libs sources)
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE ptscope_test_support ${libs})
  target_compile_options(${name} PRIVATE "${PTSCOPE_TEST_CODEGEN}")
  target_precompile_headers(${name} REUSE_FROM ${pch})
  set_target_properties(${name} PROPERTIES AUTOMOC OFF)
endfunction()

# What a test runs with: a screen in memory, no theme or log settings of the person who runs it, leaks of system libraries known.
set(PTSCOPE_TEST_ENVIRONMENT
  "QT_QPA_PLATFORM=offscreen" "QT_LOGGING_RULES=qt.qpa.*=false" "QT_SCALE_FACTOR=1" "QT_FATAL_WARNINGS=0" "LC_ALL=C.UTF-8"
  "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0"
  "UBSAN_OPTIONS=print_stacktrace=1" "QTEST_FUNCTION_TIMEOUT=1200000" "PYTHONDONTWRITEBYTECODE=1")

# The time limits end what hangs; no machine is slow enough to meet them.
function(ptscope_add_test name label)
  add_test(NAME ${name} COMMAND ${ARGN} WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT 1200 ENVIRONMENT "${PTSCOPE_TEST_ENVIRONMENT}")
endfunction()

# ptscope_gtest(FOLDER.NAME SOURCES ... LIBS ...): a GoogleTest program; rapidcheck comes by <rapidcheck/gtest.h>.
function(ptscope_gtest name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  string(REGEX REPLACE "[./]" "_" target test_${name})
  if(NOT TARGET ptscope_gtest_pch)
    _ptscope_pch_host(ptscope_gtest_pch "ptscope_core;GTest::gtest" "${PTSCOPE_COMMON_HEADERS};<gtest/gtest.h>;<rapidcheck/gtest.h>")
  endif()
  _ptscope_test_program(${target} ptscope_gtest_pch "${arg_LIBS};GTest::gtest;GTest::gtest_main" "${arg_SOURCES}")
  string(REGEX REPLACE "\\..*" "" label ${name})
  ptscope_add_test(${name} ${label} ${target})
endfunction()

# ptscope_qt_test(FOLDER.NAME SOURCES ... LIBS ...): a Qt Test program (QTEST_MAIN and the .moc include stand in the source).
function(ptscope_qt_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  string(REGEX REPLACE "[./]" "_" target test_${name})
  if(NOT TARGET ptscope_qt_test_pch)
    _ptscope_pch_host(ptscope_qt_test_pch "ptscope_views;Qt6::Test" "${PTSCOPE_COMMON_HEADERS};${PTSCOPE_WIDGET_HEADERS};<rapidcheck.h>;<QTest>;<QSignalSpy>")
  endif()
  _ptscope_test_program(${target} ptscope_qt_test_pch "${arg_LIBS};ptscope_views;Qt6::Test" "${arg_SOURCES}")
  # moc by itself: automoc would also compile an empty file of its own for every program.
  cmake_path(GET arg_SOURCES STEM stem)
  set(moc ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc/${stem}.moc)
  qt_generate_moc(${arg_SOURCES} ${moc} TARGET ${target})
  target_sources(${target} PRIVATE ${moc})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc)
  string(REGEX REPLACE "\\..*" "" label ${name})
  ptscope_add_test(${name} ${label} ${target})
endfunction()

# ptscope_benchmark(NAME SOURCES ... LIBS ...): built with everything else, run by hand: figures depend on the machine.
function(ptscope_benchmark name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ptscope_test_support ${arg_LIBS} benchmark::benchmark)
endfunction()

# ptscope_fuzz(NAME SOURCE ... LIBS ...): a libFuzzer program where clang builds it (PTSCOPE_FUZZ), and everywhere a program that
# replays the corpus tests/fuzz/corpus/NAME through the same entry point, so that what was found once stays found.
function(ptscope_fuzz name)
  cmake_parse_arguments(arg "" "SOURCE" "LIBS" ${ARGN})
  if(PTSCOPE_FUZZ)
    add_executable(fuzz_${name} ${arg_SOURCE})
    target_link_libraries(fuzz_${name} PRIVATE ${arg_LIBS} ptscope_test_options)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  endif()
  add_executable(replay_${name} ${arg_SOURCE} ${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cpp)
  target_link_libraries(replay_${name} PRIVATE ${arg_LIBS} ptscope_test_options)
  target_compile_options(replay_${name} PRIVATE "${PTSCOPE_TEST_CODEGEN}")
  ptscope_add_test(fuzz.${name} fuzz replay_${name} ${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${name})
endfunction()
