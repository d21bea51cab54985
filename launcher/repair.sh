#!/usr/bin/env bash
# Takes the embedded repository of a CMS that does not start any more back to its last good revision. A full disk breaks
# the newest ones: Oak goes on with what it could not write. Needs Maven once, for Oak's own tool.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
home=$here/.home
# as in the CMS that start.sh starts: a tool of another version may not read what this one writes
oak=$(sed -n 's|.*<oak.version>\(.*\)</oak.version>.*|\1|p' "$here/../pom.xml")
fail() { printf 'Herald: %s\n' "$*" >&2; exit 1; }
say() { printf 'Herald: %s\n' "$*"; }
usage() {
  cat << EOF
usage: launcher/repair.sh [--home DIR]
  --home DIR   the home of the CMS, as start.sh was given it (default launcher/.home)
What was written after the last good revision is lost to the repository, some seconds as a rule. Herald puts back from
its journal what it knows was sent, and looks up all that is unsent on its network before it is sent.
EOF
}
while [ $# -gt 0 ]; do
  case $1 in
    --home) home=${2:-}; shift 2 || fail "--home needs a folder." ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; fail "unknown option $1." ;;
  esac
done
store=$home/launcher/repository/segmentstore
[ -f "$store/journal.log" ] || fail "there is no embedded repository in $home: name the home of the CMS with --home."
pid=$(cat "$home/cms.pid" 2> /dev/null || true)
if [ -n "$pid" ] && kill -0 "$pid" 2> /dev/null; then fail "the CMS of this home runs (process $pid): stop it first."; fi
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
tool=$here/.cache/oak-run-$oak.jar
if [ ! -f "$tool" ]; then
  say "fetching Oak's tool (60 MB, once)…"
  mkdir -p "$here/.cache"
  (cd "$here/.." && mvn -q -B -N dependency:copy -Dartifact="org.apache.jackrabbit:oak-run:$oak" -DoutputDirectory="$here/.cache") || fail "Oak's tool could not be fetched."
fi
say "looking for the last good revision; the first look reads the whole repository…"
# what readers and editors see; the checkpoints of the asynchronous index are made anew where they are broken
said=$("$java" -jar "$tool" check --head "$store" 2>&1) || true
good=$(printf '%s\n' "$said" | sed -n 's/^Latest good revision for path.* is \([0-9a-f-]*:[0-9]*\) from .*/\1/p' | head -n 1)
[ -n "$good" ] || { printf '%s\n' "$said" | tail -n 20 >&2; fail "no good revision was found: restore a backup (docs/admin.md)."; }
last=$(grep -n "^$good " "$store/journal.log" | tail -n 1 | cut -d: -f1)
[ -n "$last" ] || fail "revision $good does not stand in $store/journal.log: restore a backup (docs/admin.md)."
lines=$(wc -l < "$store/journal.log")
if [ "$last" = "$lines" ]; then say "the newest revision is good: nothing was changed."; exit 0; fi
kept=$store/journal.log.$(date -u +%Y%m%dT%H%M%SZ)
cp "$store/journal.log" "$kept"
head -n "$last" "$kept" > "$store/journal.log.new"
mv "$store/journal.log.new" "$store/journal.log"
say "went back by $((lines - last)) of $lines revisions; the list before is kept as $kept."
