#!/usr/bin/env bash
# The demo with a UI that reloads as its files are saved: open the address that Vite prints, log in with what the demo prints.
set -euo pipefail
cd "$(dirname "$(dirname "$(realpath "$0")")")"
source scripts/node.sh

ensure_node_modules
cargo build --locked -p recado
target/debug/recado demo "$@" &
demo=$!
trap 'kill "$demo" 2>/dev/null || true' EXIT
npm --prefix web run dev
