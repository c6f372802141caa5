#!/bin/sh
# Runs each fuzz target for a minute (FUZZ_SECONDS), or only those named: scripts/fuzz.sh webhook
set -eu
cd "$(dirname "$0")/../fuzz"

if ! cargo fuzz --version >/dev/null 2>&1; then
  echo "fuzz: skipped, needs cargo-fuzz (cargo install --locked cargo-fuzz)"
  exit 0
fi

# The sanitizer is behind a flag of nightly compilers. Without one, a stable compiler can be told to take it.
if rustup toolchain list 2>/dev/null | grep -q '^nightly'; then
  toolchain=+nightly
else
  toolchain=+stable
  export RUSTC_BOOTSTRAP=1
fi

fixtures=../crates/whatsapp/tests/fixtures
[ $# -gt 0 ] || set -- webhook signature flow
for target in "$@"; do
  mkdir -p "corpus/$target"
  case $target in
    webhook) seeds=$fixtures/webhooks ;;
    flow) seeds=$fixtures/flows ;;
    *) seeds= ;;
  esac
  # shellcheck disable=SC2086 # no seeds are no argument
  cargo "$toolchain" fuzz run "$target" "corpus/$target" $seeds -- \
    -max_total_time="${FUZZ_SECONDS:-60}" -max_len=16384 -print_final_stats=1 -print_funcs=0 -verbosity=0
  echo "fuzz: $target held"
done
