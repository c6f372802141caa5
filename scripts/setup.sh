#!/usr/bin/env bash
# Fetches what the build needs and says what this machine lacks for the whole of `make test`.
set -euo pipefail
cd "$(dirname "$(dirname "$(realpath "$0")")")"
source scripts/debian.sh
source scripts/node.sh

# wanted COMMAND PACKAGE WHAT-FOR
wanted() {
  if ensure_command "$1" "$2"; then
    echo "found    $1"
  else
    echo "missing  $1, for $3 (Debian: apt-get install $2)"
  fi
}

cargo fetch --locked
ensure_node_modules
wanted cc gcc "the C parts of SQLite and of the cryptography"
wanted pg_ctlcluster postgresql "the tests on PostgreSQL"
wanted chromium chromium "the browser test"
wanted shellcheck shellcheck "the check of the scripts"
cargo nextest --version >/dev/null 2>&1 || echo "missing  cargo-nextest, for quicker tests (cargo install --locked cargo-nextest)"
cargo fuzz --version >/dev/null 2>&1 || echo "missing  cargo-fuzz, for make fuzz (cargo install --locked cargo-fuzz)"
