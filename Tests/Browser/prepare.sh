#!/bin/sh
# Prints the python of a virtual environment that has what the checks in the browser need, and makes
# it first where it is not there. $1: where it is kept.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
venv=$1
wanted=$(cat "$here/requirements.txt")
if [ ! -x "$venv/bin/python" ] || [ "$(cat "$venv/wanted" 2>/dev/null)" != "$wanted" ]; then
    python3 -m venv "$venv" >&2
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
    printf '%s\n' "$wanted" > "$venv/wanted"
fi
echo "$venv/bin/python"
