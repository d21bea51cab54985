#!/usr/bin/env bash
# Starts Apache Sling CMS with Herald and its demo site, on loopback. --help tells the options.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
port=8080 home=$here/.home clean=false demo=true language=false heap=1g database= renderer= role= bare=false
cms=mvn:org.apache.sling/org.apache.sling.cms.feature/1.1.8/slingosgifeature/slingcms-standalone

usage() {
  cat << EOF
usage: launcher/start.sh [--port N] [--home DIR] [--clean] [--no-demo | --bare] [--language] [--database URL]
                         [--author RENDERER | --renderer]
  --port N     where the CMS listens, on 127.0.0.1 (default 8080)
  --home DIR   where it keeps its data between runs (default launcher/.home)
  --clean      forgets the data of earlier runs first
  --no-demo    without the demo site and the rehearsal network
  --bare       without Herald, to compare
  --language   with LanguageTool, for spelling and grammar in English and French (400 MB more memory)
  --database URL
               keeps the repository in this PostgreSQL (jdbc:postgresql://HOST/NAME?user=…; the password in
               ~/.pgpass) instead of the home folder; several nodes, each with a home and a port, share one
  --author RENDERER
               publishes to the CMS at this address (http://127.0.0.1:8081), which was started with --renderer
  --renderer   takes what an author publishes; both with the first password of admin: for trying it, on one machine
EOF
}
fail() { printf 'Herald: %s\n' "$*" >&2; exit 1; }
say() { printf 'Herald: %s\n' "$*"; }

while [ $# -gt 0 ]; do
  case $1 in
    --port) port=${2:-}; shift 2 || fail "--port needs a number." ;;
    --home) home=${2:-}; shift 2 || fail "--home needs a folder." ;;
    --clean) clean=true; shift ;;
    --no-demo) demo=false; shift ;;
    --bare) bare=true demo=false; shift ;;
    --language) language=true heap=1500m; shift ;;
    --database) database=${2:-}; shift 2 || fail "--database needs the URL of a PostgreSQL." ;;
    --author) role=author renderer=${2:-}; shift 2 || fail "--author needs the address of a renderer." ;;
    --renderer) role=renderer; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; fail "unknown option $1." ;;
  esac
done
[[ $port =~ ^[0-9]+$ ]] && [ "$port" -ge 1 ] && [ "$port" -le 65535 ] || fail "--port needs a number from 1 to 65535."
[ -n "$home" ] || fail "--home needs a folder."
if [ -n "$database" ]; then
  [[ $database = jdbc:postgresql:* ]] || fail "--database needs a URL that begins with jdbc:postgresql:."
  [ -n "${HERALD_KEY:-}" ] || fail "nodes that share a database need one key for the secrets: set HERALD_KEY, the same on each (openssl rand -base64 32 makes one)."
fi

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
java=$(command -v "$java") || fail "no Java found: install JDK 17 (Debian: apt-get install openjdk-17-jdk-headless)."
version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
[ "${version:-0}" -ge 17 ] || fail "Java 17 or newer is needed, this is Java ${version:-?}: set JAVA_HOME to a JDK 17."
listening() { (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; }
if listening; then fail "port $port is in use already: stop what listens there, or choose another with --port."; fi

target=$here/target
stale() { [ ! -d "$target/artifacts/org/herald" ] || [ -n "$(find "$root"/pom.xml "$root"/bundles/*/src/main "$root"/bundles/*/pom.xml "$root"/ui.apps/src "$root"/ui.content/src "$root"/launcher/src -newer "$target/features/herald.json" -print -quit)" ]; }
progress() { # what Maven builds, and that it is fetching
  local line fetched=0
  while IFS= read -r line; do
    case $line in
      *"Downloaded from"*) fetched=$((fetched + 1)); if [ $((fetched % 100)) = 0 ]; then say "  $fetched files fetched"; fi ;;
      *"Building Herald"*"["*) say "  $(sed 's/\x1b\[[0-9;]*m//g; s/^\[INFO\] *//; s/-SNAPSHOT//' <<< "$line" | tr -s ' ')" ;;
    esac
  done
}
if stale; then
  command -v mvn > /dev/null || fail "no Maven found: install it (Debian: apt-get install maven)."
  say "building (the first time, Maven fetches what it needs: some minutes)…"
  mkdir -p "$target"
  (cd "$root" && mvn -B package -DskipTests -Dherald.it.skip=true) 2>&1 | tee "$target/build.log" | progress \
    || { grep -F ERROR "$target/build.log" >&2 || tail -n 20 "$target/build.log" >&2; fail "the build failed; all of its output is in $target/build.log."; }
  touch "$target/features/herald.json"
fi

if $clean; then say "forgetting the data in $home"; rm -rf "$home"; fi
mkdir -p "$home"
home=$(cd "$home" && pwd)
run() { # run JAVA_OPTS ARGUMENTS...
  local options=$1; shift
  JAVACMD=$java JAVA_OPTS=$options exec "$target/launcher/org.apache.sling.feature.launcher-1.3.4/bin/launcher" -c "$here/.cache" "$@"
}
# The CMS's bundles are fetched once. The home folder points aside, so that the cache gets all of them, also those that
# a local Maven repository has, and never an old build of Herald from there.
mkdir -p "$here/.cache"
if [ ! -f "$here/.cache/complete" ]; then
  say "fetching the CMS, some 280 bundles (once)…"
  (run "-Duser.home=$target" -p "$target/fetch" -CO -f "$cms") > "$target/fetch.log" 2>&1 || fail "the CMS could not be fetched; see $target/fetch.log."
  touch "$here/.cache/complete"
fi
# Another CMS may be running from this cache: what is the same is left alone, and what changed comes as a new file. One
# that is written over under a running CMS costs it each class that it reads at that moment, for good.
(cd "$target/artifacts" && find . -type f) | while IFS= read -r file; do
  cached=$here/.cache/$file
  if ! cmp -s "$target/artifacts/$file" "$cached"; then
    mkdir -p "$(dirname "$cached")"
    cp "$target/artifacts/$file" "$cached.$$" && mv -f "$cached.$$" "$cached"
  fi
done
features=$cms,$target/features/herald.json,$target/features/local.json more=()
if $bare; then features=$cms; fi
if [ -n "$database" ]; then features=$target/features/cluster.json,$target/features/herald.json,$target/features/local.json more=(-V "herald.database=$database"); fi
if [ -n "$role" ]; then features=$features,$target/features/$role.json; fi
if [ -n "$renderer" ]; then more+=(-V "herald.renderer=$renderer"); fi
if $demo; then features=$features,$target/features/demo.json; fi
if $language; then features=$features,$target/features/language.json; fi
log=$home/console.log errors=$home/launcher/logs/error.log
written=$(stat -c %s "$errors" 2> /dev/null || echo 0)
say "starting the CMS in $home (a first start takes one to three minutes; log: $log)"
cd "$home"
(run "${JAVA_OPTS:--Xmx$heap}" -f "$features" ${more[@]+"${more[@]}"} -p "$home/launcher" -u "file://$here/.cache" -CC "*=USE_LATEST" \
  -D "org.osgi.service.http.port=$port" -D org.apache.felix.http.host=127.0.0.1) > "$log" 2>&1 < /dev/null &
pid=$!
stop() {
  trap - INT TERM
  say "stopping…"
  kill "$pid" 2> /dev/null || true
  wait "$pid" 2> /dev/null || true
  say "stopped; the data stays in $home"
  exit 0
}
trap stop INT TERM
echo "$pid" > "$home/cms.pid"

url=http://127.0.0.1:$port
began=$SECONDS told=
status() { # status PATH: the HTTP status for admin; curl is not on every machine
  local answer=
  { exec 4<> "/dev/tcp/127.0.0.1/$port" && printf 'GET %s HTTP/1.0\r\nHost: localhost:%s\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\n\r\n' "$1" "$port" >&4 && IFS=' ' read -r -t 20 _ answer _ <&4; exec 4>&-; } 2> /dev/null || true
  printf '%s' "${answer:-000}"
}
tell() { if [ "$told" != "$1" ]; then told=$1; say "$(printf '%3ds' $((SECONDS - began)))  $1"; fi; }
# counted, not asked with -q: grep would go before tail has said all, and that pipe would count as failed
broken() { [ -f "$errors" ] && [ "$(tail -c "+$((written + 1))" "$errors" | grep -c "Uncaught Throwable trying to access Repository")" != 0 ]; }
while :; do
  kill -0 "$pid" 2> /dev/null || { tail -n 20 "$log" >&2; fail "the CMS ended while it started; its last words are above, all of them in $log."; }
  if ! listening; then tell "the framework is starting"
  elif [ "$(status /cms/start.html)" != 200 ]; then tell "the CMS is installing its bundles and content"
  elif ! $bare && [ "$(status /bin/herald/session)" != 200 ]; then tell "the CMS answers; Herald is starting"
  elif $demo && [ "$(status /content/herald-demo/en/tomatoes.html)" != 200 ]; then tell "Herald answers; the demo site is being installed"
  else break; fi
  if broken; then kill "$pid"; fail "the repository in $home cannot be read (a full disk breaks its newest revisions): free the disk, and run launcher/repair.sh --home $home."; fi
  [ $((SECONDS - began)) -lt 600 ] || { kill "$pid"; fail "the CMS did not come up within ten minutes; see $log."; }
  sleep 2
done
# the demo's sites are installed with the address of port 8080; one that somebody gave a name of its own keeps it
at_this_port() { # at_this_port SITE
  local head="Host: localhost:$port"$'\r\n'"Authorization: Basic YWRtaW46YWRtaW4=" form="sling:url=http://localhost:$port$1" said
  exec 4<> "/dev/tcp/127.0.0.1/$port"
  printf 'GET %s.json HTTP/1.0\r\n%s\r\n\r\n' "$1" "$head" >&4; said=$(cat <&4); exec 4>&-
  [[ $said =~ \"sling:url\":\"http://localhost:([0-9]+)/content/herald-demo/ ]] && [ "${BASH_REMATCH[1]}" != "$port" ] || return 0
  exec 4<> "/dev/tcp/127.0.0.1/$port"
  printf 'POST %s HTTP/1.0\r\n%s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %s\r\n\r\n%s' "$1" "$head" "${#form}" "$form" >&4; read -r -t 20 _ <&4; exec 4>&-
}
if $demo; then for site in en fr; do at_this_port "/content/herald-demo/$site" 2> /dev/null || say "the demo's proposals link to another port: give its sites their address in the CMS."; done; fi
say "ready after $((SECONDS - began)) seconds."
cat << EOF

  CMS       $url/cms/start.html      (login admin / admin)
EOF
if $demo; then cat << EOF
  Demo      $url/content/herald-demo/en/index.html
  Share     $url/cms/site/content.html/content/herald-demo/en     (below each card)
  Rehearsal $url/cms/herald-rehearsal/timeline.html     (what was shared with it, and answers)

  Your first five minutes stand on the CMS's start screen. Inbox, Calendar, My work and Social profiles are in its menu
  under Manage.
EOF
fi
cat << EOF

  Ctrl-C stops it.

EOF
wait "$pid" || true
fail "the CMS ended by itself; see $log."
