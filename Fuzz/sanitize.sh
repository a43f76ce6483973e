#!/bin/bash
# The whole test suite under AddressSanitizer and ThreadSanitizer, each in a build folder of its own: bash Fuzz/sanitize.sh [address|thread ...]
#
# Not part of .ci/run: each takes as long as all of that. Where captures are given (CAPTURES=FOLDER), the tool also reads each of them under
# AddressSanitizer.
set -euo pipefail
cd "$(dirname "$0")/.."
kinds=("$@")
if ((${#kinds[@]} == 0)); then kinds=(address thread); fi

# What a process that ends in its middle leaves behind is no leak, and LeakSanitizer changes its status: a usage error would be a failure.
export ASAN_OPTIONS=detect_leaks=0

for kind in "${kinds[@]}"; do
  printf '== %s sanitizer\n' "$kind"
  # XCTest, of which there is nothing here, leaks objects of its own.
  swift test --disable-xctest --sanitize="$kind" --scratch-path ".build/$kind"
done

if [[ -n ${CAPTURES:-} ]]; then
  swift build --sanitize=address --scratch-path .build/address --product tcptrace-swift
  tool=$(swift build --sanitize=address --scratch-path .build/address --show-bin-path)/tcptrace-swift
  read=0 bad=0
  while IFS= read -r -d '' capture; do
    read=$((read + 1))
    status=0
    ASAN_OPTIONS=detect_leaks=0:exitcode=99 timeout 60 "$tool" --json --all-segments --show-malformed -r "$capture" > /dev/null 2> .build/complaint || status=$?
    # 0 read, 2 no capture, 3 cut short; anything else is a report, a signal or a hang.
    if ((status != 0 && status != 2 && status != 3)) || grep -q 'AddressSanitizer' .build/complaint; then
      bad=$((bad + 1))
      printf '%s: status %d\n' "$capture" "$status"
      head -n 20 .build/complaint
    fi
  done < <(find -L "$CAPTURES" -type f -print0)
  printf '%d captures read, %d with a report\n' "$read" "$bad"
  ((bad == 0))
fi
