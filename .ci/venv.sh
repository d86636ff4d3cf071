#!/bin/sh
# Makes .venv ready: `.ci/venv.sh run` for the house, `.ci/venv.sh test` for its tests as well.
# Where .venv already holds what the lock says, it changes nothing and asks the network nothing.
# Whatever stands in the way is said in one sentence; what pip had to say stays in .venv/pip.log.
set -u
cd "$(dirname "$0")/.." || exit 1

main() {
    case $1 in
        run) lock=requirements.lock ;;
        test) lock=requirements-test.lock ;;
        *) stop "Please say run or test." ;;
    esac
    holds "$lock" && return
    may_write || stop "The house cannot write in its own folder, $(pwd): please move it to a folder that is yours, or ask for leave to write there."
    if ! holds requirements.lock; then
        find_python
        make_venv
    fi
    printf '%s\n' "Getting the parts the house needs (once, about a minute)…"
    fetch_parts "$lock"
    remember requirements.lock
    remember "$lock"
}

# The note says where the checkout stood as well: a moved one has the old place written all over its .venv.
holds() {
    note_for "$1" | cmp -s - ".venv/holds-$1" && .venv/bin/python -c '' 2>/dev/null
}

remember() {
    note_for "$1" >".venv/holds-$1"
}

note_for() {
    pwd
    cat "$1"
}

may_write() {
    [ -w . ] && { [ ! -e .venv ] || [ -w .venv ]; }
}

# Sets $python and $version: the one asked for, or else the newest that is new enough, works, and can make a .venv.
find_python() {
    old='' lacks_venv=''
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3.14 python3.13 python3.12 python3.11 python3; fi
    for python; do
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            old=${old:-$version}
        elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            lacks_venv=${lacks_venv:-$version}
        else
            return
        fi
    done
    [ -z "$lacks_venv" ] || stop "Python $lacks_venv is here, but not its part for making a place of the house's own: on Debian or Ubuntu, \"sudo apt install python$lacks_venv-venv\" brings it."
    [ -z "$old" ] || stop "The house needs Python 3.11 or newer, and the one here is $old: please install a newer one and try again."
    stop "The house needs Python 3.11 or newer, and ${PYTHON:-python3} does not answer here: please install Python and try again."
}

make_venv() {
    "$python" -m venv --clear .venv >/dev/null 2>&1 ||
        stop "Python $version could not make the folder .venv: is there room on the disk, and is python$version-venv there (on Debian or Ubuntu: \"sudo apt install python$version-venv\")?"
}

# Ready-made parts only: nothing is compiled, and no part runs anything while it is put in place.
fetch_parts() {
    install --require-hashes --only-binary :all: -r "$1" &&
        install --no-index --no-build-isolation -e . ||
        stop "The parts could not be fetched and put in place: is the internet on, and is there room on the disk? (What happened is in .venv/pip.log.)"
}

install() {
    .venv/bin/python -m pip install --disable-pip-version-check --no-input --progress-bar off --no-deps "$@" >>.venv/pip.log 2>&1
}

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

main "${1:-run}"
