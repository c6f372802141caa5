# Sourced. What a script needs from Debian: installed when that is possible, said plainly when it is not.
# shellcheck shell=bash

# can_install: root on a Debian.
can_install() {
  [[ $(id -u) -eq 0 ]] && command -v apt-get >/dev/null
}

# install_package PACKAGE
install_package() {
  echo "installing Debian's $1" >&2
  {
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"
  } >/dev/null
}

# ensure_command COMMAND PACKAGE: true when the command is there in the end.
ensure_command() {
  command -v "$1" >/dev/null && return 0
  can_install || return 1
  install_package "$2" && command -v "$1" >/dev/null
}
