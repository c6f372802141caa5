#!/usr/bin/env bash
# `cargo xtask regenerate` with the UI's own Node.js in reach.
set -euo pipefail
cd "$(dirname "$(dirname "$(realpath "$0")")")"
source scripts/node.sh

ensure_node_modules
cargo xtask regenerate "$@"
