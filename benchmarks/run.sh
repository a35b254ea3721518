#!/usr/bin/env bash
# What routing costs, beside Dubbo's own routers, in one run. Prints a table for each question and writes
# benchmarks/target/report.json; a run with --full writes docs/performance-tables.md too.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: benchmarks/run.sh [--quick|--full] [--only REGEX|--live|--calls PROTOCOL] [--no-build] [-- JMH OPTION ...]
  --quick       one short fork for each case, 50 rules, skewed weights;
                ends within 10 minutes (default)
  --full        every case, two forks each, calls with 1 000 instances; less than an hour.
                Without --only, --calls and options of JMH it writes docs/performance-tables.md,
                with --live the tables of what a running system shows
  --only REGEX  only benchmarks whose name matches, and nothing about memory
  --live        only what a running system shows: whole calls, publishes and starts
  --calls P     only whole calls over protocol P: dubbo or tri
  --no-build    measures what is built already
  --            what follows goes to JMH as well: -- -p rules=1,500 adds these numbers of rules
TEXT
}

mode=quick
only=
live=
protocol=
build=yes
while (($#)); do
  case $1 in
    --quick | --full) mode=${1#--} ;;
    --only) only=${2:?--only needs a regex}; shift ;;
    --live) live=yes ;;
    --calls)
      live=yes protocol=${2:?--calls needs a protocol}
      [[ $protocol == dubbo || $protocol == tri ]] || { echo "no protocol of these runs: $protocol" >&2; exit 2; }
      shift
      ;;
    --no-build) build= ;;
    --) shift; break ;;
    --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

cd "$(dirname "$0")/.."
target=benchmarks/target
if [[ $build ]]; then
  mvn -B -q -DskipTests -pl benchmarks -am package
fi
class_path="$target/classes:$(cat "$target/benchmarks.classpath")"
jvm=(-Xms512m -Xmx512m -Djava.net.preferIPv4Stack=true '-Ddubbo.network.interface.ignored=.*'
  -Dorg.slf4j.simpleLogger.defaultLogLevel=off -Ddubbo.application.logger=slf4j)
case $mode in
  quick) times=(-f 1 -wi 3 -w 300ms -i 4 -r 200ms -p rules=50 -p weights=SKEWED) ;;
  full) times=(-f 2 -wi 3 -w 400ms -i 5 -r 300ms) ;;
esac

processor=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
java=$(java -version 2>&1 | sed -n '1s/^\([^ ]*\) version "\([^"]*\)".*/\1 \2/p')
machine="$(nproc) cores of ${processor:-$(uname -m)}, $(uname -s), $java, G1, heap of 512 MB"
page=()
if [[ $mode == full && -z $only && -z $protocol && $# == 0 ]]; then
  page=(docs/performance-tables.md "benchmarks/run.sh --full${live:+ --live}" "$(date -u +%F)" "$machine")
fi

rm -f "$target/jmh.json" "$target/memory.json" "$target/live.json" "$target/report.json"
echo "$(date -u +%Y-%m-%dT%H:%MZ), --$mode, $machine"
if [[ -z $live ]]; then
  echo "Measuring; progress is in $target/jmh.log"
  java "${jvm[@]}" -cp "$class_path" org.openjdk.jmh.Main "${only:-.*}" "${times[@]}" "$@" -foe true -prof gc \
    -jvmArgs "${jvm[*]} -XX:+UseG1GC" -rf json -rff "$target/jmh.json" -o "$target/jmh.log"
fi
if [[ -z $only && -z $live ]]; then
  java "${jvm[@]}" -XX:+UseSerialGC -cp "$class_path" io.github.dubbogray.benchmarks.MemoryMeasurement "$target"
fi
if [[ -z $only ]]; then
  java "${jvm[@]}" -cp "$class_path" io.github.dubbogray.benchmarks.live.LiveMeasurements "$target" "$mode" ${protocol:+"$protocol"}
fi
java -cp "$class_path" io.github.dubbogray.benchmarks.report.Report "$target" "${page[@]}"
