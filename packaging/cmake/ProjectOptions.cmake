# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# saliscope_options: the warnings, definitions and sanitizers every target of the project links; nothing global.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC ON)

# One folder for everything that runs, so that the program finds its library and module beside itself.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
# The installed tree has the same layout and can be moved.
set(CMAKE_INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")

option(SALISCOPE_WARNINGS_AS_ERRORS "Treat compiler warnings as errors (CI)" OFF)
set(SALISCOPE_SANITIZE "" CACHE STRING "Sanitizer to build with: address, undefined or thread")

find_program(SALISCOPE_CCACHE ccache)
if(SALISCOPE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${SALISCOPE_CCACHE})
endif()

add_library(saliscope_options INTERFACE)
target_include_directories(saliscope_options INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
target_compile_definitions(saliscope_options INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_FOREACH
    QT_NO_URL_CAST_FROM_STRING QT_USE_QSTRINGBUILDER)
target_compile_options(saliscope_options INTERFACE
    -Wall -Wextra -Wno-missing-field-initializers # designated initialisers leave members at their defaults
    -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wextra-semi
    $<$<BOOL:${SALISCOPE_WARNINGS_AS_ERRORS}>:-Werror>)
if(SALISCOPE_SANITIZE)
    target_compile_options(saliscope_options INTERFACE -fsanitize=${SALISCOPE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(saliscope_options INTERFACE -fsanitize=${SALISCOPE_SANITIZE})
    target_compile_definitions(saliscope_options INTERFACE SALISCOPE_SANITIZED)
endif()
