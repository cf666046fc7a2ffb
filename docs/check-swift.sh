#!/bin/sh
# Says what to install when Swift is missing or older than 6.1, before anything else happens.
swift=${1:-swift}
if ! command -v "$swift" >/dev/null 2>&1; then
    cat >&2 <<'END'
wf cần Swift 6.1 trở lên, nhưng máy này chưa có lệnh `swift`.
  Cài bằng swiftly: https://www.swift.org/install/linux/ — rồi chạy lại lệnh make.
wf needs Swift 6.1 or newer, but this machine has no `swift` command.
  Install it with swiftly: https://www.swift.org/install/linux/ — then run make again.
END
    exit 1
fi
version=$("$swift" --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
major=${version%%.*}
rest=${version#*.}
minor=${rest%%.*}
if [ -z "$version" ] || [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "${minor:-0}" -lt 1 ]; }; then
    cat >&2 <<END
wf cần Swift 6.1 trở lên; máy này có Swift ${version:-không rõ}.
  Nâng cấp bằng swiftly: https://www.swift.org/install/linux/ — rồi chạy lại lệnh make.
wf needs Swift 6.1 or newer; this machine has Swift ${version:-unknown}.
  Upgrade it with swiftly: https://www.swift.org/install/linux/ — then run make again.
END
    exit 1
fi
