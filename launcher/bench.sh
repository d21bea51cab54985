#!/usr/bin/env bash
# Measures a CMS of its own, filled as the mode says. --port N chooses where it listens (default 8383), --home DIR where
# its data are (default launcher/.home-bench; what is there is forgotten). Ends with 1 where a goal is missed.
#   (none)      1 000, then 100 000 collected replies over 1 000 articles; five minutes. --articles N makes a smaller run.
#   --age       what lists, screens and rounds cost with 1 000 posts and decisions, and with 100 000 of two years
#   --queue     how soon a share is answered, and how fast the queue drains beside a bare loop of the same calls, with a
#               profile of where the time goes (kept in launcher/target/*.jfr)
#   --calendar  a month with 10 000 planned posts, how fast due work starts, and what idling writes
#   --rules     how long a picture, the longest texts and, with JMH, a usual text take; no CMS is started
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
port=8383 articles=1000 mode=replies home=$here/.home-bench
rules() {
  local out=$here/target/rules-bench
  rm -rf "$out"; mkdir -p "$out"
  (cd "$here/.." && mvn -q -B install -DskipTests -Dherald.it.skip=true -pl bundles/api,bundles/core -am \
    && mvn -q -B -pl bundles/core dependency:build-classpath -DincludeScope=test "-Dmdep.outputFile=$out/classpath")
  local path=$here/../bundles/core/target/classes:$(cat "$out/classpath")
  javac -d "$out" -cp "$path" "$here"/bench/org/herald/core/*/*.java
  java -Djava.awt.headless=true -Xmx200m -cp "$out:$path" org.herald.core.media.PicturesBench
  java -Xmx200m -cp "$out:$path" org.herald.core.variant.LongTextsBench
  java -cp "$out:$path" org.openjdk.jmh.Main RulesBench
}
while [ $# -gt 0 ]; do
  case $1 in
    --rules) rules; exit ;;
    --age | --queue | --calendar) mode=${1#--}; shift ;;
    --home) home=$2; shift 2 ;;
    --port) port=$2; shift 2 ;;
    --articles) articles=$2; shift 2 ;;
    *) echo "usage: launcher/bench.sh [--age | --queue | --calendar | --rules] [--port N] [--home DIR] [--articles N]" >&2; exit 1 ;;
  esac
done
mkdir -p "$home"
echo "building…"
(cd "$here/.." && mvn -q -B package -DskipTests -Dherald.it.skip=true)
demo=()
if [ "$mode" != replies ]; then demo=(--no-demo); fi # its rehearsal network collects each minute, and notes that it did
"$here/start.sh" "${demo[@]}" --clean --home "$home" --port "$port" > "$here/target/bench-start.log" 2>&1 &
starter=$!
trap 'kill "$starter" 2> /dev/null; wait "$starter" 2> /dev/null' EXIT
echo "starting a CMS on port $port…"
until grep -q "ready after" "$here/target/bench-start.log"; do
  kill -0 "$starter" 2> /dev/null || { cat "$here/target/bench-start.log" >&2; exit 1; }
  sleep 1
done
jar=$(ls "$here"/../bundles/bench/target/herald.bench-*.jar | grep -v sources | head -n 1)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
out=$here/target/bench-classes
rm -rf "$out"
javac -d "$out" "$here"/bench/*.java
"$java" -cp "$out" Install "http://127.0.0.1:$port" "$jar"
# without nodelay the server of the tests waits 40 ms for each answer's second packet to be acknowledged; it keeps 200
# connections that nobody uses, and resets whichever comes then
"$java" -cp "$out" -Dsun.net.httpserver.nodelay=true -Dsun.net.httpserver.maxIdleConnections=100000 -Darticles="$articles" -Dpid="$(cat "$home/cms.pid")" -Dprofiles="$here/target" Bench "$mode" "http://127.0.0.1:$port"
