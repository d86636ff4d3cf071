#!/bin/sh
# Makes both lock files anew from the ranges in pyproject.toml: `make lock`, or `make lock LOCK_ARGS=--upgrade` for newer versions.
# uv works the versions out for every system and Python at once; it comes into a folder of its own and goes with it.
set -eu
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
trap 'exit 1' HUP INT TERM

main() {
    .venv/bin/python -m venv "$tools"
    "$tools/bin/python" -m pip install -qq --disable-pip-version-check 'uv>=0.9,<1'
    lock requirements.lock "what the house runs with" "$@"
    lock requirements-test.lock "the same, and what its tests need" --extra test -c requirements.lock "$@"
}

lock() {
    file=$1 words=$2
    shift 2
    "$tools/bin/uv" pip compile pyproject.toml --group build -o "$file" \
        -q --universal --generate-hashes --no-header "$@"
    {
        printf '# Made by "make lock" from pyproject.toml: %s, each part at one exact version.\n' "$words"
        printf '# The hashes say that it is the very file we tried; where it comes from is for the machine to say.\n'
        cat "$file"
    } >"$tools/$file"
    cat "$tools/$file" >"$file"
}

main "$@"
