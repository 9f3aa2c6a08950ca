# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of this project shares: language level, warnings, sanitizers, and one way to declare a library.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

find_program(PTSCOPE_CCACHE ccache)
if(PTSCOPE_CCACHE)
  # Without these ccache keeps nothing of a file that is compiled with a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${PTSCOPE_CCACHE})
endif()
find_program(PTSCOPE_MOLD mold)
if(PTSCOPE_MOLD AND NOT PTSCOPE_FUZZ)
  add_link_options(-fuse-ld=mold)
endif()

add_library(ptscope_options INTERFACE)
target_include_directories(ptscope_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(ptscope_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align
  -Wimplicit-fallthrough -Wold-style-cast -Wunused -Wnull-dereference -Wdouble-promotion -Wformat=2)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports null dereferences and overlapping copies inside the standard library's own headers when it inlines them.
  target_compile_options(ptscope_options INTERFACE -Wno-null-dereference -Wno-restrict -Wduplicated-cond -Wlogical-op)
endif()
if(PTSCOPE_WERROR)
  target_compile_options(ptscope_options INTERFACE -Werror)
endif()
if(PTSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${PTSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${PTSCOPE_SANITIZE})
endif()
if(PTSCOPE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "PTSCOPE_FUZZ needs clang (preset: fuzz)")
  endif()
  # The libraries under test carry the counters that guide the fuzzer; only the fuzz programs link its main.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# ptscope_empty_guard(VARIABLE [CONTENT]): a folder without a source file yet must not stop the build of the others.
function(ptscope_empty_guard variable)
  if(NOT "${${variable}}" MATCHES "\\.cpp")
    set(placeholder ${CMAKE_CURRENT_BINARY_DIR}/no_${variable}.cpp)
    file(CONFIGURE OUTPUT ${placeholder} CONTENT "${ARGN}")
    set(${variable} ${${variable}} ${placeholder} PARENT_SCOPE)
  endif()
endfunction()

# ptscope_library(NAME): a static library of all sources below the current folder.
function(ptscope_library name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  ptscope_empty_guard(sources)
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PRIVATE ptscope_options)
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
endfunction()

# What nearly every file without Qt includes: compiled once, by ptscope_core (half of the time of a small file is spent in these).
set(PTSCOPE_COMMON_HEADERS
  <algorithm> <array> <functional> <map> <memory> <optional> <span> <string> <string_view> <unordered_map> <vector>
  <fmt/format.h> <tl/expected.hpp>)
