#!/usr/bin/env bash
# Draws the dashboards of ops/grafana from the answers of a Prometheus, where there is no Grafana:
#   ops/render.sh http://127.0.0.1:9090 docs/dashboards --minutes 15 [--set application=demo-provider]
# Ends with 1, naming each panel, if a query gives no series. Needs the modules built (./demo.sh does that).
set -euo pipefail
[[ $# -ge 2 ]] || { sed -n '2,4s/^# \?//p' "$0"; exit 2; }
top=$(cd "$(dirname "$0")/.." && pwd)
prometheus=$1 pictures=$2
shift 2
failed=0
for dashboard in "$top"/ops/grafana/*.json; do
  java -Xmx256m -cp "$top/it/target/classes:$(cat "$top/it/target/demo.classpath")" io.github.dubbogray.it.ops.Render \
    "$dashboard" "$prometheus" "$pictures/$(basename "$dashboard" .json).png" "$@" || failed=1
done
exit $failed
