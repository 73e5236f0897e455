# SPDX-FileCopyrightText: 2026 Saliscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints curl's configuration for one wheel: wheel_url.py NAME VERSION SHA256.

Asks pip, so that its index, find-links, certificate, proxy and login settings hold; whatever Python runs here.
"""
import logging
import sys

from pip._internal.cli.cmdoptions import make_target_python
from pip._internal.commands import create_command


def target_arguments():
    """The tags of the wheels in packaging/deps: CPython 3.12 on x86-64 glibc 2.28 or older, or no Python at all."""
    platforms = ["manylinux1_x86_64", "manylinux2010_x86_64", "manylinux2014_x86_64"]
    platforms += [f"manylinux_2_{minor}_x86_64" for minor in range(5, 29)]
    arguments = ["--only-binary=:all:", "--no-cache-dir", "--disable-pip-version-check", "--python-version=3.12",
                 "--implementation=cp", "--abi=cp312", "--abi=none"]
    return arguments + [f"--platform={platform}" for platform in platforms]


def find(name, version, sha256):
    """The link to the wheel and pip's options. A link without a checksum will do: the download is verified anyway."""
    command = create_command("download")
    options, _ = command.parse_args(target_arguments())
    with command.main_context():
        session = command._build_session(options)
        finder = command._build_package_finder(options, session, target_python=make_target_python(options))
        links = [found.link for found in finder.find_all_candidates(name) if str(found.version) == version]
    return next((link for wanted in (sha256, None) for link in links if link.hash == wanted), None), options


def main():
    logging.basicConfig(format="%(message)s", level=logging.WARNING)  # why pip cannot reach an index
    name, version, sha256 = sys.argv[1:]
    link, options = find(name, version, sha256)
    if link is None:
        sys.exit(f"pip finds no {name} {version} with SHA-256 {sha256}; is the package index reachable?")
    print(f'url = "{link.url_without_fragment}"')
    if options.cert:
        print(f'cacert = "{options.cert}"')
    if options.client_cert:
        print(f'cert = "{options.client_cert}"')
    if options.proxy:
        print(f'proxy = "{options.proxy}"')


main()
