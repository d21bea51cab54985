#!/usr/bin/env bash
# Shares a thousand articles over twenty profiles on four servers while disasters befall the CMS, each of which ends with
# its death; each call goes through a proxy that breaks some. Counts on the servers' side what is missing and what stands
# there twice. Takes three quarters of an hour. Fails where anything is lost or doubled. Figures: docs/reliability.md.
# Needs root, since it mounts a disk to fill it, and gcc, by which it makes the CMS a clock that can be set.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
shares=1000 kills=30 profiles=20 rate=0.1 seed= disasters= cluster=false
usage() {
  cat << EOT
usage: launcher/faults.sh [--shares N] [--kills N] [--profiles N] [--rate R] [--seed N]
                          [--only A,B] [--cluster]
  --shares N    articles with a post each, a third of them approved and scheduled (default $shares)
  --kills N     how often the CMS dies: at a random instant, at each step, and after refused commits, a clock that was set,
                a full disk or, with two nodes, a stop, in turn (default $kills)
  --profiles N  over four servers: three of the Mastodon API that ignore keys, and Bluesky's (default $profiles)
  --rate R      the part of the posts that the proxy breaks, 0 to 1 (default $rate)
  --seed N      repeats a run (default: the time)
  --only A,B    only these disasters, as Disaster.java names them (default: all, in its order)
  --cluster     two nodes with one PostgreSQL; without it one node with its embedded repository
EOT
}
while [ $# -gt 0 ]; do
  case $1 in
    --shares) shares=$2; shift 2 ;;
    --kills) kills=$2; shift 2 ;;
    --profiles) profiles=$2; shift 2 ;;
    --rate) rate=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    --only) disasters=$2; shift 2 ;;
    --cluster) cluster=true; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 1 ;;
  esac
done
[ "$(id -u)" = 0 ] || { echo "faults.sh: run it as root: it mounts a disk to fill it" >&2; exit 1; }
command -v gcc > /dev/null || { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends gcc libc6-dev; }
cd "$here/.."
mvn -B -ntp verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=CrashIT -Dherald.faults=true \
  -Dherald.faults.cluster="$cluster" -Dherald.faults.shares="$shares" -Dherald.faults.kills="$kills" \
  -Dherald.faults.profiles="$profiles" -Dherald.faults.rate="$rate" -Dherald.faults.disasters="$disasters" ${seed:+-Dherald.faults.seed="$seed"}
