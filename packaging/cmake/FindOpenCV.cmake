# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The OpenCV modules asked for as imported targets opencv_NAME. OpenCV's own configuration file comes with libopencv-dev,
# which drags in every module (700 MB on a bare Debian); core and imgproc alone are enough here.
find_path(OpenCV_INCLUDE_DIR opencv2/core/version.hpp PATH_SUFFIXES opencv4)
set(OpenCV_variables OpenCV_INCLUDE_DIR)
foreach(module IN LISTS OpenCV_FIND_COMPONENTS)
    find_library(OpenCV_${module} opencv_${module})
    list(APPEND OpenCV_variables OpenCV_${module})
endforeach()
mark_as_advanced(${OpenCV_variables})

if(OpenCV_INCLUDE_DIR)
    set(OpenCV_VERSION "")
    foreach(part MAJOR MINOR REVISION)
        file(STRINGS ${OpenCV_INCLUDE_DIR}/opencv2/core/version.hpp line REGEX "define CV_VERSION_${part} ")
        string(REGEX MATCH "[0-9]+" number "${line}")
        list(APPEND OpenCV_VERSION ${number})
    endforeach()
    list(JOIN OpenCV_VERSION "." OpenCV_VERSION)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenCV REQUIRED_VARS ${OpenCV_variables} VERSION_VAR OpenCV_VERSION)
if(OpenCV_FOUND)
    foreach(module IN LISTS OpenCV_FIND_COMPONENTS)
        if(NOT TARGET opencv_${module})
            add_library(opencv_${module} SHARED IMPORTED)
            set_target_properties(opencv_${module} PROPERTIES
                IMPORTED_LOCATION ${OpenCV_${module}} INTERFACE_INCLUDE_DIRECTORIES ${OpenCV_INCLUDE_DIR})
        endif()
    endforeach()
endif()
