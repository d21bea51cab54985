#!/usr/bin/env bash
# Fills a CMS of its own with 1 000, then 100 000 collected replies over 1 000 articles, and prints what it measured.
# Takes about five minutes. --port N chooses where the CMS listens (default 8383); --articles N makes a smaller run.
# --calendar measures instead a month with 10 000 planned posts, how fast due work starts, and what idling writes.
# --rules measures instead how long a picture, the longest texts and, with JMH, a usual text take; no CMS is started.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
port=8383 articles=1000 calendar=false
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
    --calendar) calendar=true; shift ;;
    --port) port=$2; shift 2 ;;
    --articles) articles=$2; shift 2 ;;
    *) echo "usage: launcher/bench.sh [--rules | --calendar] [--port N] [--articles N]" >&2; exit 1 ;;
  esac
done
home=$here/.home-bench
mkdir -p "$home"
echo "building…"
(cd "$here/.." && mvn -q -B package -DskipTests -Dherald.it.skip=true)
demo=()
if $calendar; then demo=(--no-demo); fi # its rehearsal network collects each minute, and notes that it did
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
"$java" "$here/bench/Install.java" "http://127.0.0.1:$port" "$jar"
"$java" -Darticles="$articles" -Dcalendar="$calendar" "$here/bench/Bench.java" "http://127.0.0.1:$port"
