#!/usr/bin/env bash
# From a fresh clone to a running demo: the UI, the binary, then `recado demo`, which prints its address and log-in.
# A debug build, because the first start matters most here: it compiles in a third of the time of a release.
set -euo pipefail
cd "$(dirname "$(dirname "$(realpath "$0")")")"
source scripts/node.sh

if ! command -v cargo >/dev/null; then
  echo "cargo is missing: install Rust from https://rustup.rs" >&2
  exit 1
fi
ensure_web_build
cargo xtask encoder || echo "the encoder could not be fetched: the demo understands by words alone" >&2
cargo build --locked -p recado
exec target/debug/recado demo "$@"
