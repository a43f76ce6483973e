#!/bin/bash
# Fuzzes every target for some seconds each, after replaying what once went wrong: bash Fuzz/run.sh [SECONDS] [TARGET...]
#
# New inputs are kept in Fuzz/.corpus, counter-examples in Fuzz/.crashes: put each that is mended into Fuzz/Regressions/TARGET.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-30}
shift || true
targets=("$@")
if ((${#targets[@]} == 0)); then targets=(packet options filter scenario pipeline pcapng compressed); fi

swift build -c release --product Fuzz
fuzz=$(swift build -c release --show-bin-path)/Fuzz
python3 seeds.py .seeds
mkdir -p .crashes
for target in "${targets[@]}"; do
  export FUZZ_TARGET=$target
  mkdir -p ".corpus/$target"
  if [[ -d Regressions/$target ]]; then "$fuzz" -runs=0 "Regressions/$target"; fi
  printf '== fuzz %s\n' "$target"
  status=0
  "$fuzz" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=4096 -print_final_stats=1 \
    -artifact_prefix=".crashes/$target-" ".corpus/$target" ".seeds/$target" > ".crashes/$target.log" 2>&1 || status=$?
  grep -E '^#.*DONE|stat::(number_of_executed_units|peak_rss_mb)' ".crashes/$target.log" || true
  if ((status != 0)); then
    tail -n 40 ".crashes/$target.log"
    exit "$status"
  fi
done
