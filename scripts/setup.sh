# Shared by scripts/run and scripts/test: installs what is missing and configures the build. Source it.
set -eu
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# install_packages GROUP...: installs the packages of scripts/packages that are not there yet. Quick when there is nothing to do.
install_packages() {
  local wanted='' missing='' name
  for group in "$@"; do
    wanted+=" $(awk -v g="$group" '$1 == g { print $2 }' "$top/scripts/packages" | tr '\n' ' ')"
  done
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This system has no apt, so nothing is installed for you. Glassbox needs these (Debian's names):" >&2
    echo "  $wanted" >&2
    echo "If the build below fails, install what it names and try again." >&2
    return 0
  fi
  for name in $wanted; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=" $name"
  done
  [ -n "$missing" ] || return 0
  echo "Installing what Glassbox needs:"
  for name in $missing; do
    awk -v n="$name" '$2 == n { printf "  %-22s ", n; for (i = 3; i <= NF; i++) printf "%s ", $i; print "" }' "$top/scripts/packages"
  done
  local sudo=''
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "This needs the rights of root and there is no sudo. Ask for these packages to be installed:$missing" >&2
      exit 1
    fi
    sudo=sudo
  fi
  $sudo apt-get update -qq
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# configure PRESET [CMAKE ARGUMENT...]: sets up build/PRESET; quiet when all is well.
configure() {
  local preset=$1 log
  shift
  log=$(mktemp)
  if ! cmake --preset "$preset" -S "$top" "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    echo "The build could not be set up; the lines above say why." >&2
    exit 1
  fi
  rm -f "$log"
}
