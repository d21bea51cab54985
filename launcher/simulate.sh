#!/usr/bin/env bash
# simulate.sh NETWORK [PORT]: runs a stand-in for a closed network on this machine, until Ctrl-C; see simulators/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -ntp -q package -DskipTests -pl simulators
mvn -B -ntp -q -pl simulators dependency:build-classpath -DincludeScope=runtime "-Dmdep.outputFile=$PWD/simulators/target/classpath"
exec java -Dherald.specs="${HERALD_SPECS:-}" -cp "simulators/target/classes:$(cat simulators/target/classpath)" org.herald.simulators.Main "$@"
