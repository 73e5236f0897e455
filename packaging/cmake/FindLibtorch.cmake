# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Libtorch::torch_cpu from an unpacked PyPI wheel: SALISCOPE_LIBTORCH holds `torch/` and `nvidia/` side by side.
# Only libtorch_cpu and libc10 are linked, so no CUDA toolkit is needed; libtorch_cuda is opened at run time.
# Libtorch_LIBRARY_DIR is the folder that an installed module needs in its run path.
set(SALISCOPE_LIBTORCH_DEFAULT $ENV{SALISCOPE_LIBTORCH})
if(NOT SALISCOPE_LIBTORCH_DEFAULT)
    set(cache_home $ENV{XDG_CACHE_HOME})
    if(NOT cache_home)
        set(cache_home $ENV{HOME}/.cache)
    endif()
    set(SALISCOPE_LIBTORCH_DEFAULT ${cache_home}/saliscope/libtorch-2.13.0)
endif()
set(SALISCOPE_LIBTORCH ${SALISCOPE_LIBTORCH_DEFAULT} CACHE PATH
    "Folder that holds the unpacked torch wheel (torch/) and its nvidia/ runtime libraries")

# Not cached, so that another SALISCOPE_LIBTORCH takes effect in an existing build folder.
find_path(Libtorch_INCLUDE_DIR ATen/ATen.h PATHS ${SALISCOPE_LIBTORCH}/torch/include NO_DEFAULT_PATH NO_CACHE)
find_library(Libtorch_torch_cpu torch_cpu PATHS ${SALISCOPE_LIBTORCH}/torch/lib NO_DEFAULT_PATH NO_CACHE)
find_library(Libtorch_c10 c10 PATHS ${SALISCOPE_LIBTORCH}/torch/lib NO_DEFAULT_PATH NO_CACHE)
find_library(Libtorch_gomp NAMES libgomp.so.1 PATHS ${SALISCOPE_LIBTORCH}/torch/lib NO_DEFAULT_PATH NO_CACHE)
set(Libtorch_version_file ${Libtorch_INCLUDE_DIR}/torch/headeronly/version.h)
if(EXISTS ${Libtorch_version_file})
    file(STRINGS ${Libtorch_version_file} Libtorch_VERSION REGEX [[^  "[0-9.]+]])
    string(REGEX MATCH "[0-9.]+" Libtorch_VERSION "${Libtorch_VERSION}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Libtorch REQUIRED_VARS Libtorch_torch_cpu Libtorch_c10 Libtorch_gomp Libtorch_INCLUDE_DIR
    VERSION_VAR Libtorch_VERSION HANDLE_VERSION_RANGE
    REASON_FAILURE_MESSAGE "set SALISCOPE_LIBTORCH to a folder with the unpacked wheel torch==2.13.0, or run packaging/run.sh, which fetches it")

if(Libtorch_FOUND AND NOT TARGET Libtorch::torch_cpu)
    get_filename_component(Libtorch_LIBRARY_DIR ${Libtorch_torch_cpu} DIRECTORY)
    add_library(Libtorch::c10 SHARED IMPORTED)
    set_target_properties(Libtorch::c10 PROPERTIES IMPORTED_LOCATION ${Libtorch_c10})
    # at::parallel_for needs -fopenmp where it is used; the one OpenMP of the process is the wheel's.
    add_library(Libtorch::gomp SHARED IMPORTED)
    set_target_properties(Libtorch::gomp PROPERTIES IMPORTED_LOCATION ${Libtorch_gomp})
    add_library(Libtorch::torch_cpu SHARED IMPORTED)
    set_target_properties(Libtorch::torch_cpu PROPERTIES
        IMPORTED_LOCATION ${Libtorch_torch_cpu}
        INTERFACE_LINK_LIBRARIES "Libtorch::c10;Libtorch::gomp"
        INTERFACE_INCLUDE_DIRECTORIES "${Libtorch_INCLUDE_DIR};${Libtorch_INCLUDE_DIR}/torch/csrc/api/include"
        INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${Libtorch_INCLUDE_DIR};${Libtorch_INCLUDE_DIR}/torch/csrc/api/include")
    # libtorch_cpu finds the nvidia runtime libraries by its own run path; the linker needs to be told.
    file(GLOB nvidia_libraries ${SALISCOPE_LIBTORCH}/nvidia/*/lib)
    target_link_options(Libtorch::torch_cpu INTERFACE "LINKER:-rpath-link,$<JOIN:${Libtorch_LIBRARY_DIR};${nvidia_libraries},:>")
endif()
