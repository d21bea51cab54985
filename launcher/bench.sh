#!/usr/bin/env bash
# Measures a CMS of its own, filled as the mode says. --port N chooses where it listens (default 8383), --home DIR where
# its data are (default launcher/.home-bench; what is there is forgotten). Ends with 1 where a goal is missed.
#   (none)      1 000, then 100 000 collected replies over 1 000 articles; five minutes. --articles N makes a smaller run.
#   --age       what lists, screens and rounds cost with 1 000 posts and decisions, and with 100 000 of two years
#   --queue     how soon a share is answered, and how fast the queue drains beside a bare loop of the same calls, with a
#               profile of where the time goes (kept in launcher/target/*.jfr)
#   --calendar  a month with 10 000 planned posts, how fast due work starts, and what idling writes
#   --page      what a public page costs with 100 and 1 000 approved comments, beside the same page without them
#   --board     how soon the board of 200 profiles answers
#   --start     how much later the CMS answers with Herald than without, all connectors installed and none configured, and
#               which servers it looks for or connects to that the CMS alone does not; some ten minutes
#   --rules     how long a picture, the longest texts and, with JMH, a usual text take; no CMS is started
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
port=8383 articles=1000 mode=replies home=$here/.home-bench
rules() {
  local out=$here/target/rules-bench
  rm -rf "$out"; mkdir -p "$out"
  (cd "$here/.." && mvn -q -B install -DskipTests -Dherald.it.skip=true -pl bundles/core -am \
    && mvn -q -B -pl bundles/core dependency:build-classpath -DincludeScope=test "-Dmdep.outputFile=$out/classpath")
  local core=$here/../bundles/core/target
  local path=$core/classes:$core/test-classes:$(cat "$out/classpath")
  javac -d "$out" -cp "$path" "$here"/bench/org/herald/core/*/*.java
  java -Djava.awt.headless=true -Xmx200m -cp "$out:$path" org.herald.core.media.PicturesBench
  java -Xmx200m -cp "$out:$path" org.herald.core.variant.LongTextsBench
  java -cp "$out:$path" org.openjdk.jmh.Main RulesBench
}
status() { # status PATH: the HTTP status for admin; curl is not on every machine
  local answer=
  { exec 4<> "/dev/tcp/127.0.0.1/$port" && printf 'GET %s HTTP/1.0\r\nHost: localhost:%s\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\n\r\n' "$1" "$port" >&4 && IFS=' ' read -r -t 20 _ answer _ <&4; exec 4>&-; } 2> /dev/null || true
  printf '%s' "${answer:-000}"
}
boot() { # boot NAME JAVA_OPTS OPTION...: starts a CMS, sets took to the tenths of a second until it answers, and stops it
  local name=$1 options=$2 began; shift 2
  rm -f "$home/$name/cms.pid"
  JAVA_OPTS=$options "$here/start.sh" --no-demo --home "$home/$name" --port "$port" "$@" > "$here/target/bench-start.log" 2>&1 &
  starter=$!
  until [ -f "$home/$name/cms.pid" ]; do kill -0 "$starter" 2> /dev/null || { cat "$here/target/bench-start.log" >&2; exit 1; }; sleep 0.1; done
  began=$(date +%s%N)
  until [ "$(status /cms/start.html)" = 200 ]; do
    kill -0 "$starter" 2> /dev/null || { cat "$here/target/bench-start.log" >&2; exit 1; }
    sleep 0.1
  done
  took=$((($(date +%s%N) - began) / 100000000))
  until grep -q "ready after" "$here/target/bench-start.log"; do sleep 0.5; done
  sleep "$rest"
  kill "$starter"; wait "$starter" 2> /dev/null || true
}
median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
starts() {
  starter=
  local heap=-Xmx1g alone=() herald=() rounds=5 rest=1 late met=met more
  trap 'kill "$starter" 2> /dev/null || true; wait "$starter" 2> /dev/null || true' EXIT
  for name in alone herald; do
    rm -rf "$home/$name"
    if [ "$name" = alone ]; then boot alone "$heap" --bare; else boot herald "$heap"; fi
    echo "first start, $name: $((took / 10)).$((took % 10)) s"
  done
  for ((i = 0; i < rounds; i++)); do # in turns, so that what else the machine does is fair to both
    boot alone "$heap" --bare; alone+=("$took")
    boot herald "$heap"; herald+=("$took")
    echo "start $((i + 1)): alone $((${alone[i]} / 10)).$((${alone[i]} % 10)) s, with Herald $((${herald[i]} / 10)).$((${herald[i]} % 10)) s"
  done
  late=$(($(median "${herald[@]}") - $(median "${alone[@]}")))
  [ "$late" -le 50 ] || met=MISSED
  echo "the CMS answers $(awk "BEGIN { printf \"%.1f\", $late / 10 }") s later with Herald, at the median of $rounds starts (goal 5.0 s: $met)"
  mkdir -p "$here/target/watch"
  javac -Xlint:-removal -d "$here/target/watch" "$here/bench/watch/Connections.java"
  rest=90 # Herald's rounds come each minute
  local watch="$heap -Xbootclasspath/a:$here/target/watch -Djava.security.manager=Connections -Dherald.connections=$here/target"
  rm -f "$here"/target/connections-*
  boot alone "$watch/connections-alone" --bare
  boot herald "$watch/connections-herald"
  touch "$here/target/connections-alone" "$here/target/connections-herald"
  more=$(sort -u "$here/target/connections-herald" | grep -vxFf "$here/target/connections-alone" || true)
  echo "servers looked for or connected to: alone $(sort -u "$here/target/connections-alone" | wc -l), with Herald and not alone $(printf '%s' "$more" | grep -c . || true) (goal 0)"
  if [ -n "$more" ]; then echo "$more"; met=MISSED; fi
  [ "$met" = met ]
}
while [ $# -gt 0 ]; do
  case $1 in
    --rules) rules; exit ;;
    --start) mode=start; shift ;;
    --age | --queue | --calendar | --board | --page) mode=${1#--}; shift ;;
    --home) home=$2; shift 2 ;;
    --port) port=$2; shift 2 ;;
    --articles) articles=$2; shift 2 ;;
    *) echo "usage: launcher/bench.sh [--age | --queue | --calendar | --board | --page | --start | --rules] [--port N] [--home DIR] [--articles N]" >&2; exit 1 ;;
  esac
done
mkdir -p "$home"
echo "building…"
(cd "$here/.." && mvn -q -B package -DskipTests -Dherald.it.skip=true)
if [ "$mode" = start ]; then starts; exit; fi
demo=()
# its rehearsal network collects each minute, and notes that it did; what measures pages has the page of the demo
if [ "$mode" != replies ] && [ "$mode" != page ]; then demo=(--no-demo); fi
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
