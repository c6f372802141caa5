#!/usr/bin/env bash
# Everything there is to check, the cheap things first. Stops at the first failure and ends with a summary.
#
# What this machine cannot check is skipped and named; with RECADO_TEST_STRICT=1 (what .ci/run sets) a skipped step is a failure.
set -euo pipefail
cd "$(dirname "$(dirname "$(realpath "$0")")")"
source scripts/debian.sh
source scripts/node.sh

summary=()
skipped=0
started=$SECONDS

report() {
  local verdict=$1
  printf '\n%s\n' "What was checked:"
  printf '  %s\n' "${summary[@]}"
  printf '%s after %d s: %d steps, %d skipped\n' "$verdict" $((SECONDS - started)) "${#summary[@]}" "$skipped"
}

# What the step that runs says, kept so that a failure can be told again below the summary.
said=$(mktemp)
trap 'rm -f "$said"' EXIT

# What went wrong, without the hundreds of lines around it: the last thing on a screen, and all that some logs keep.
what_failed() {
  printf 'What it said of its failure:\n'
  grep --text --extended-regexp '✖|not ok|FAIL|panicked|[Ee]rror|expected|actual' "$said" | tail --lines 15 | cut --characters 1-160
}

# step NAME COMMAND…
step() {
  local name=$1 began=$SECONDS
  shift
  printf '\n==> %s\n' "$name"
  # Not a pipe: that would wait for every program which the step left behind.
  if "$@" > >(tee "$said") 2>&1; then
    summary+=("passed   $name ($((SECONDS - began)) s)")
  else
    summary+=("FAILED   $name ($((SECONDS - began)) s)")
    report "make test: FAILED at \"$name\""
    what_failed
    exit 1
  fi
}

# skip NAME REASON
skip() {
  if [[ ${RECADO_TEST_STRICT:-0} == 1 ]]; then
    step "$1" eval "echo '$2' >&2; false"
  fi
  pass_over "$@"
}

# pass_over NAME REASON: what a machine may lack and be a good machine all the same.
pass_over() {
  printf '\n==> %s: skipped, %s\n' "$1" "$2"
  summary+=("skipped  $1: $2")
  skipped=$((skipped + 1))
}

web() {
  npm --prefix web run --silent "$@"
}

rust_tests() {
  local runner=(cargo test --workspace --all-features --locked --no-fail-fast)
  if cargo nextest --version >/dev/null 2>&1; then
    runner=(cargo nextest run --workspace --all-features --locked --no-fail-fast)
  fi
  scripts/postgres.sh run -- "${runner[@]}"
}

cargo xtask encoder || echo "the encoder could not be fetched: its tests say so and pass"
step "tidy: arrows, lengths, banned calls, documents" cargo xtask tidy
step "formatting of Rust" cargo fmt --all --check
if ensure_command shellcheck shellcheck; then
  step "shell scripts" shellcheck --external-sources scripts/*.sh bench/*.sh .ci/run
else
  skip "shell scripts" "shellcheck is not installed"
fi

step "packages of the UI" ensure_node_modules
step "licences, sources, banned packages" cargo xtask deny
step "UI: types" web check
step "UI: lints" web lint
step "UI: formatting" web format:check
step "UI: unit tests" web test
step "UI: build" ensure_web_build

step "lints of Rust" cargo clippy --workspace --all-targets --all-features --locked -- -D warnings
step "links in the documentation of Rust" cargo doc --workspace --all-features --no-deps --locked --quiet
step "Rust tests on SQLite and PostgreSQL" rust_tests
step "examples in the documentation of the client" cargo test --package whatsapp --all-features --doc --locked --quiet
step "recado, for those who speak to it" cargo build --package recado --locked --quiet
for client in pywa kapso; do
  if scripts/clients.sh fetch "$client"; then
    step "$client, unchanged, against the emulator" scripts/clients.sh try "$client"
  else
    pass_over "$client, unchanged, against the emulator" "its packages cannot be fetched"
  fi
done
if ensure_command ip iproute2 && scripts/clients.sh can-isolate; then
  if scripts/clients.sh fetch pywa && scripts/clients.sh fetch heyoo; then
    step "pywa and heyoo, whose host is fixed, with the emulator as graph.facebook.com" scripts/clients.sh fixed-host
  else
    pass_over "clients whose host is fixed" "their packages cannot be fetched"
  fi
else
  pass_over "clients whose host is fixed" "this machine allows no network of its own to a program"
fi
step "generated files are fresh" cargo xtask regenerate --check
if ensure_command chromium chromium; then
  step "the browser walks the newcomer's path" web e2e
else
  skip "the browser walks the newcomer's path" "chromium is not installed"
fi

report "make test: passed"
