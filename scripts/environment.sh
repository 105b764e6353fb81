# Sourced by ./try and ./check. `make_environment FOLDER` makes a virtual environment there, or keeps a sound one,
# with nothing but Python >= 3.11 on the machine. On Debian as root, a missing venv module is installed.

stop() {
    echo "détente: $1" >&2
    exit 1
}

find_python() {
    for name in ${PYTHON:-} python3 python python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

install_venv_module() {
    package="python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        echo "Installing $package ..."
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package"; } >/dev/null 2>&1 ||
            stop "apt-get could not install $package; install it by hand and run this again"
    else
        stop "this Python has no venv module; install it (on Debian and Ubuntu: apt-get install $package) and run this again"
    fi
}

make_environment() {
    environment=$1
    "$environment/bin/python" -m pip --version >/dev/null 2>&1 && return 0
    python=$(find_python) || stop "Python 3.11 or newer is needed; set PYTHON to where it is"
    "$python" -c 'import ensurepip, venv' 2>/dev/null || install_venv_module "$python"
    echo "Making $environment ..."
    "$python" -m venv --clear "$environment" || stop "$environment could not be made"
}

# `install_here FOLDER WHAT` puts this checkout, or this checkout with an extra such as `.[dev]`, into FOLDER.
install_here() {
    echo "Installing détente into $1 (the first time takes a minute or two) ..."
    "$1/bin/python" -m pip install -qq --disable-pip-version-check --root-user-action=ignore "$2" ||
        stop "the installation failed; the lines above say why"
}
