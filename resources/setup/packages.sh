# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Which Debian packages ptscope needs, by purpose, and one function that installs those that are missing.
# Sourced by app/run, tests/run and .ci/run; `bash resources/setup/packages.sh list PURPOSE...` prints the names.
# shellcheck disable=SC2034  # read by name, through a reference

packages_script=$(readlink -f "${BASH_SOURCE[0]}")
packages_build=(g++ cmake ninja-build pkg-config mold)
packages_core=(libfmt-dev libexpected-dev libarchive-dev zlib1g-dev libzstd-dev libelf-dev libxxhash-dev libcli11-dev nlohmann-json3-dev)
packages_gui=(qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev qt6-qpa-plugins
              fonts-inter fonts-jetbrains-mono fonts-dejavu-core)
packages_wayland=(qt6-wayland)
packages_test_core=(libgtest-dev librapidcheck-dev libbenchmark-dev python3 gzip xz-utils zstd bzip2 openssh-server openssh-client)
packages_test_gui=(xvfb openbox xdotool x11-utils imagemagick)
# For people who work on ptscope; no script installs these by itself.
packages_tools=(clang clang-tidy clang-format ccache shellcheck desktop-file-utils appstream)

# packages_of PURPOSE...: the names, one a line.
packages_of() {
    local purpose
    for purpose in "$@"; do
        if ! declare -p "packages_$purpose" >/dev/null 2>&1; then
            echo "packages.sh: no purpose named '$purpose'" >&2
            return 2
        fi
        local -n names="packages_$purpose"
        printf '%s\n' "${names[@]}"
    done
}

# packages_missing PURPOSE...: those of them that are not installed.
packages_missing() {
    local name
    packages_of "$@" | while read -r name; do
        if [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" != installed ]; then
            echo "$name"
        fi
    done
}

# packages_ensure PURPOSE...: does nothing, without network, where all is installed already.
packages_ensure() {
    if ! command -v dpkg-query >/dev/null; then
        echo "Not a Debian system: these must be installed by hand (names as in Debian 12):" "$(packages_of "$@" | paste -sd' ')"
        return 0
    fi
    local missing
    mapfile -t missing < <(packages_missing "$@")
    if [ ${#missing[@]} -eq 0 ]; then
        return 0
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Missing packages, and neither root nor sudo to install them. As root, run:" >&2
            echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    echo "Installing ${#missing[@]} missing packages with apt-get${as_root[0]:+ (by sudo)}: ${missing[*]}"
    "${as_root[@]}" apt-get update -q || echo "apt-get update failed; trying with the package lists that are here" >&2
    local guard=()
    if [[ " ${missing[*]} " == *" openssh-server "* ]]; then
        echo "openssh-server comes for a test that runs an sshd of its own on loopback: Debian's service is neither started nor enabled."
        guard=(bash "$packages_script" without-ssh-service)
    fi
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "${guard[@]}" \
            apt-get install -q -y --no-install-recommends "${missing[@]}" </dev/null; then
        echo "apt-get could not install: ${missing[*]}" >&2
        echo "Check the network and /etc/apt/sources.list (Debian 12 or later), then run this again." >&2
        return 1
    fi
}

# packages_without_ssh_service COMMAND...: runs it while no package may start a service (invoke-rc.d asks policy-rc.d), and disables the ssh
# service that it brings. A policy that the machine has already stays what it is. As root.
packages_without_ssh_service() {
    local policy=${PTSCOPE_POLICY_RC_D:-/usr/sbin/policy-rc.d} result=0
    if [ ! -e "$policy" ]; then
        # shellcheck disable=SC2064  # the path as it is now
        trap "rm -f '$policy'" EXIT
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
    "$@" || result=$?
    if [ "$result" -eq 0 ] && command -v systemctl >/dev/null; then
        systemctl disable --now --quiet ssh.service ssh.socket 2>/dev/null || true
    fi
    return "$result"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    set -eu
    verb=${1-}
    [ $# -eq 0 ] || shift
    case $verb in
    list) packages_of "$@" ;;
    missing) packages_missing "$@" ;;
    ensure) packages_ensure "$@" ;;
    without-ssh-service) packages_without_ssh_service "$@" ;;
    *)
        echo "usage: packages.sh list|missing|ensure PURPOSE..." >&2
        echo "purposes: build core gui wayland test_core test_gui tools" >&2
        exit 2
        ;;
    esac
fi
