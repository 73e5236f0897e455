# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the desktop reads; each folder installs what it builds.
set(application_id io.github.saliscope.Saliscope)
install(FILES packaging/${application_id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES packaging/${application_id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES resources/icons/saliscope.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps
    RENAME ${application_id}.svg)
install(FILES packaging/saliscope.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
