#!/usr/bin/env bash
# `make bench`: builds, installs the peers, brings up a PostgreSQL, measures, and writes bench/README.md.
#
#   BENCH_SECONDS=2 BENCH_ROUNDS=1 bench/run.sh    a quick look; BENCH_REPORT names another report to write
#   BENCH_IMPORT_ROWS=100000 bench/run.sh          a smaller file to import
#   BENCH_PACE_RECIPIENTS=1000000 bench/run.sh     a campaign to a million people at a number's pace
#   BENCH_PROFILE=bench-quick bench/run.sh         without the minutes that linking a release takes
#
# Candidates, and PostgreSQL with them, run on the last core; what loads them runs on the first.
set -euo pipefail
root=$(dirname "$(dirname "$(realpath "$0")")")
cd "$root"

installed=$root/target/bench-peers
profile=${BENCH_PROFILE:-release}
cores=$(nproc)
if ((cores < 2)); then
  echo "bench: two cores are needed, one for the candidates and one for the load" >&2
  exit 1
fi
server_core=$((cores - 1))

# try_install PEER COMMAND…: a peer that cannot be installed is named in the report, and the others are measured.
try_install() {
  local peer=$1 log=$installed/$1.log
  shift
  rm -f "$installed/$peer.error"
  echo "==> peer $peer"
  if ! "$@" >"$log" 2>&1; then
    tail -n 20 "$log" >"$installed/$peer.error"
    echo "    cannot be installed, see $log" >&2
  fi
}

# shellcheck disable=SC2317 # called by try_install
install_python_peer() {
  local peer=$1
  [[ -x $installed/$peer/bin/python ]] || python3 -m venv "$installed/$peer" || return
  "$installed/$peer/bin/pip" install --quiet --disable-pip-version-check --requirement "bench/peers/$peer/requirements.txt"
}

# shellcheck disable=SC2317 # called by try_install
install_rust_peer() {
  local peer=$1
  cargo build --release --locked --manifest-path "bench/peers/$peer/Cargo.toml" --target-dir "$installed/$peer"
}

mkdir -p "$installed"
echo "==> bench"
cargo build --locked --package bench --profile "$profile"
try_install pywa install_python_peer pywa
try_install django-meta-whatsapp install_python_peer django-meta-whatsapp
try_install whatsapp-business-rs install_rust_peer whatsapp-business-rs

report=${BENCH_REPORT:-bench/README.md}
# A missed bar fails the command, but only after everything has been measured and written down.
status=0
taskset --cpu-list "$server_core" scripts/postgres.sh run -- \
  taskset --cpu-list 0 "target/$profile/bench" run --server-core "$server_core" --folder target/bench-run \
  --peers bench/peers --installed "$installed" --date "$(date +%Y-%m-%d)" --report "$report" || status=$?

# Segments, alone on the machine: counting is one query, whatever core it runs on.
echo "==> segments"
scripts/postgres.sh run -- "target/$profile/bench" segments --folder target/bench-run --report "$report"

# A large file of people, beside bare inserts of the same rows.
echo "==> import"
scripts/postgres.sh run -- "target/$profile/bench" import --rows "${BENCH_IMPORT_ROWS:-1000000}" \
  --folder target/bench-run --report "$report"

# Campaigns, beside a bare loop that posts the same bytes and the campaigns of peers.
echo "==> campaigns"
scripts/postgres.sh run -- "target/$profile/bench" campaign --folder target/bench-run --peers bench/peers \
  --installed "$installed" --report "$report" || status=$?

# The same at a number's pace, through the emulator that enforces it; a million of them take a quarter of an hour.
echo "==> pace"
"target/$profile/bench" pace --recipients "${BENCH_PACE_RECIPIENTS:-10000,100000}" --folder target/bench-run --report "$report" || status=$?

# The ground the others stand on: the emulator's POST /messages beside a bare handler.
echo "==> emulator"
cargo bench --quiet --locked --package emulator --profile "$profile" --bench throughput | tee "$installed/emulator.txt"
{
  printf '\n## The emulator\n\nMessages a second that it accepts, statuses sent, beside a bare axum handler that reads the same body and answers an id.\n\n```text\n'
  cat "$installed/emulator.txt"
  printf '```\n'
} >>"$report"

# Flows: a step by size of flow, and a conversation's turn beside a thousand and a million stored sessions.
echo "==> flows"
cargo bench --quiet --locked --package domain --profile "$profile" --bench flow_steps | tee "$installed/flows.txt"
scripts/postgres.sh run -- cargo bench --quiet --locked --package store --profile "$profile" --bench sessions -- 1000 1000000 |
  tee "$installed/sessions.txt"
{
  printf '\n## Flows\n\nA step of the engine beside the bare rendering of what it says; then one conversation'"'"'s turn (load, decide, apply) beside few and many stored sessions.\n\n```text\n'
  cat "$installed/flows.txt" "$installed/sessions.txt"
  printf '```\n'
} >>"$report"
exit "$status"
