#!/usr/bin/env bash
# Other people's software, unchanged, against `recado emulator`. What was tried stands in docs/emulator.md.
#
#   scripts/clients.sh                 all of it; what this machine cannot do is named and passed over
#   scripts/clients.sh fetch CLIENT    its packages, into target/clients; fails when they cannot be had
#   scripts/clients.sh try CLIENT      its tests
#   scripts/clients.sh can-isolate     whether this machine lets us have a network of our own
#   scripts/clients.sh fixed-host      clients that know no host but graph.facebook.com, where that host is the emulator
set -euo pipefail
cd "$(dirname "$(dirname "$(realpath "$0")")")"
root=$PWD
installed=$root/target/clients
export RECADO_BIN=${RECADO_BIN:-$root/target/debug/recado} PYTHONDONTWRITEBYTECODE=1

# fetch_python CLIENT: into an environment of its own, only when what it asks for changed.
fetch_python() {
  local wanted=tests/clients/$1/requirements.txt environment=$installed/$1
  cmp --silent "$wanted" "$environment/requirements.txt" && return
  mkdir -p "$installed" && python3 -m venv "$environment" &&
    "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted" &&
    cp "$wanted" "$environment/requirements.txt"
}

# fetch_node CLIENT: under target too, and linked to where Node.js looks.
fetch_node() {
  local source=tests/clients/$1 folder=$installed/$1
  if ! cmp --silent "$source/package-lock.json" "$folder/package-lock.json"; then
    mkdir -p "$folder" && cp "$source/package.json" "$source/.npmrc" "$folder/" &&
      cp "$source/package-lock.json" "$folder/wanted-lock.json" || return
    (cd "$folder" && mv wanted-lock.json package-lock.json && npm ci --silent --no-audit --no-fund) ||
      { rm -f "$folder/package-lock.json" && return 1; }
  fi
  ln -sfn "$folder/node_modules" "$source/node_modules"
}

fetch() {
  case $1 in
    pywa | heyoo) fetch_python "$1" ;;
    kapso) fetch_node "$1" ;;
    *) echo "there is no client \"$1\"" >&2 && return 2 ;;
  esac
}

try() {
  case $1 in
    pywa | heyoo) (cd "tests/clients/$1" && "$installed/$1/bin/python" -m pytest) ;;
    kapso) (cd "tests/clients/$1" && node --test --test-reporter=spec ./*.test.mjs) ;;
    *) echo "there is no client \"$1\"" >&2 && return 2 ;;
  esac
}

# in_own_network COMMAND…: as root of a network and of a list of files that nobody else sees.
in_own_network() {
  unshare --user --map-root-user --net --mount -- "$@"
}

can_isolate() {
  command -v ip >/dev/null && in_own_network ip link set lo up 2>/dev/null
}

# The rest of fixed-host, inside: Meta's names lead to loopback, and the emulator's authority is believed.
inside() {
  local folder=$installed/fixed-host
  mkdir -p "$folder"
  ip link set lo up
  printf '127.0.0.1 localhost graph.facebook.com api.facebook.com lookaside.fbsbx.com\n' >"$folder/hosts"
  mount --bind "$folder/hosts" /etc/hosts
  "$RECADO_BIN" emulator trust --ca-directory "$folder" --ca-out "$folder/ca.pem"
  export FIXED_HOST=$folder SSL_CERT_FILE=$folder/ca.pem REQUESTS_CA_BUNDLE=$folder/ca.pem
  for client in "$@"; do
    echo "--> $client, whose host is graph.facebook.com:443"
    try "$client"
  done
}

everything() {
  cargo build --package recado --locked
  local client ready=()
  for client in pywa kapso; do
    if fetch "$client"; then try "$client"; else echo "$client: passed over, its packages cannot be fetched" >&2; fi
  done
  can_isolate || { echo "fixed host: passed over, this machine allows no network of one's own" >&2 && return; }
  for client in pywa heyoo; do
    fetch "$client" && ready+=("$client")
  done
  in_own_network "$0" inside "${ready[@]}"
}

case ${1:-everything} in
  everything) everything ;;
  fetch) fetch "$2" ;;
  try) try "$2" ;;
  can-isolate) can_isolate ;;
  fixed-host) in_own_network "$0" inside pywa heyoo ;;
  inside) inside "${@:2}" ;;
  *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
esac
