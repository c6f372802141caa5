#!/usr/bin/env bash
# A PostgreSQL of one's own: a private cluster in a temporary folder, on a free loopback port, gone when it is stopped.
#
#   scripts/postgres.sh run -- COMMAND…   run COMMAND with RECADO_TEST_POSTGRES set, and stop the cluster whatever happens
#   scripts/postgres.sh start             print its folder and its address, and leave it running
#   scripts/postgres.sh stop FOLDER       stop it and remove its folder
#
# Writes are as durable as in production (fsync stays on). The server refuses to run as root, so root lends it another user.
set -euo pipefail
root=$(dirname "$(dirname "$(realpath "$0")")")
# shellcheck source=scripts/debian.sh
source "$root/scripts/debian.sh"

fail() {
  echo "postgres.sh: $*" >&2
  exit 1
}

# The newest server on the machine; Debian keeps them out of PATH.
find_binaries() {
  local newest
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
  if [[ -x $newest ]]; then
    dirname "$newest"
  elif command -v initdb >/dev/null; then
    dirname "$(command -v initdb)"
  else
    return 1
  fi
}

as_server_user() {
  if [[ $(id -u) -eq 0 ]]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}

free_port() {
  local port
  while port=$((RANDOM % 20000 + 20000)); (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

# create FOLDER PASSWORD: an empty cluster whose only user is `recado`.
create() {
  local folder=$1 password_file=$1/password
  printf '%s\n' "$2" >"$password_file"
  if [[ $(id -u) -eq 0 ]]; then
    chown -R postgres "$folder"
  fi
  as_server_user "$binaries/initdb" --pgdata="$folder/data" --username=recado --pwfile="$password_file" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >"$folder/initdb.log" || fail "initdb failed, see $folder/initdb.log"
  # Test suites open many small pools at once.
  printf '%s\n' "listen_addresses = '127.0.0.1'" "unix_socket_directories = '$folder'" \
    "max_connections = 300" "shared_buffers = 256MB" >>"$folder/data/postgresql.conf"
}

# start: sets `folder` and `address`.
start() {
  binaries=$(find_binaries) || {
    can_install && install_package postgresql
    binaries=$(find_binaries)
  } || fail "no PostgreSQL server found and none could be installed (Debian: apt-get install postgresql)"
  local password attempt port
  folder=$(mktemp -d /tmp/recado-postgres.XXXXXX)
  password=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
  create "$folder" "$password"
  # Somebody may take the port between our look and the server's: look again.
  for attempt in 1 2 3 4 5; do
    port=$(free_port)
    if as_server_user "$binaries/pg_ctl" --pgdata="$folder/data" --log="$folder/server.log" --options="-p $port" \
      --wait --silent start >&2; then
      address="postgres://recado:$password@127.0.0.1:$port/postgres"
      return 0
    fi
    echo "attempt $attempt on port $port failed" >&2
  done
  fail "the server does not start, see $folder/server.log"
}

# stop FOLDER
stop() {
  [[ $1 == /tmp/recado-postgres.* && -d $1/data ]] || fail "not a cluster of ours: $1"
  binaries=$(find_binaries)
  as_server_user "$binaries/pg_ctl" --pgdata="$1/data" --mode=immediate --silent stop >&2 || true
  rm -rf "$1"
}

case "${1:-}" in
  run)
    [[ ${2:-} == -- && $# -ge 3 ]] || fail "usage: scripts/postgres.sh run -- COMMAND…"
    start
    trap 'stop "$folder"' EXIT
    trap 'exit 130' INT TERM
    RECADO_TEST_POSTGRES=$address "${@:3}"
    ;;
  start)
    start
    printf 'folder=%s\nexport RECADO_TEST_POSTGRES=%s\n' "$folder" "$address"
    ;;
  stop) stop "${2:?which folder?}" ;;
  *) fail "usage: scripts/postgres.sh run -- COMMAND… | start | stop FOLDER" ;;
esac
