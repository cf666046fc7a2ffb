#!/bin/sh
# Installs the Debian packages named that are not there yet. Says so before it does.
missing=
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Cần các gói sau (hoặc gói tương đương) / these packages are needed:$missing" >&2
    # Other systems name them differently: let the build say what is really missing.
    exit 0
fi
sudo=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "Cần quyền root để cài / root is needed to install:$missing" >&2
        exit 1
    fi
    sudo=sudo
fi
echo "Cài các gói còn thiếu / installing what is missing:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 -- the list is meant to be split
$sudo apt-get install -y --no-install-recommends $missing >/dev/null 2>&1 || {
    $sudo apt-get update && $sudo apt-get install -y --no-install-recommends $missing
}
