#!/usr/bin/env bash
# Hostile texts for the parsers, led by coverage: Jazzer finds its way into what no change of a seed comes upon.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: hardening/jazzer.sh [--seconds N | --runs N] [PARSER ...]
  --seconds N  for each parser (default 60)
  --runs N     texts for each parser, however long that takes
  PARSER       such as document or tag; all of them if none is named
A text that crashes a parser, or takes more than 100 ms of processor time or
too much memory, ends its run and stays in hardening/target/jazzer/PARSER/found:
mend its kind, and put it among the seeds in hardening/src/main/resources/seeds.
What led somewhere new stays in hardening/target/jazzer/PARSER/corpus, where the
next run goes on. Ends with 1 if a text was found.
TEXT
}

number() {
  if [[ ! ${2:-} =~ ^[1-9][0-9]*$ ]]; then
    echo "$1 needs a number above 0, not '${2:-}'" >&2
    exit 2
  fi
}

limit=-max_total_time=60
parsers=()
while (($#)); do
  case $1 in
    --seconds) number "$@"; limit=-max_total_time=$2; shift ;;
    --runs) number "$@"; limit=-runs=$2; shift ;;
    --help) usage; exit 0 ;;
    -*) echo "no such option: $1" >&2; usage >&2; exit 2 ;;
    *) parsers+=("$1") ;;
  esac
  shift
done

cd "$(dirname "$0")/.."
mvn -B -q -Pfuzz -DskipTests -pl hardening -am package
class_path=$PWD/hardening/target/classes:$(cat hardening/target/hardening.classpath)
# Jazzer looks at the clock, which says little on a busy machine; a trial looks at its processor time.
java_with() { java -XX:+UseSerialGC -Xmx1g -cp "$class_path" "$@"; }
mapfile -t known < <(java_with io.github.dubbogray.hardening.fuzz.SeedFiles)
for parser in "${parsers[@]}"; do
  if [[ " ${known[*]} " != *" $parser "* ]]; then
    echo "no parser is called '$parser'; there are ${known[*]}" >&2
    exit 2
  fi
done
if ((${#parsers[@]} == 0)); then
  parsers=("${known[@]}")
fi

result=0
echo "| parser | texts | texts that led somewhere new | found |"
echo "|---|---|---|---|"
for parser in "${parsers[@]}"; do
  folder=hardening/target/jazzer/$parser
  rm -rf "$folder/seeds" "$folder/found"
  mkdir -p "$folder/corpus" "$folder/found"
  java_with io.github.dubbogray.hardening.fuzz.SeedFiles "$folder/seeds" "$parser"
  log=$folder/jazzer.log
  code=0
  (cd "$folder" && java_with com.code_intelligence.jazzer.Jazzer \
    --target_class=io.github.dubbogray.hardening.fuzz.JazzerTarget "--target_args=$parser" \
    '--instrumentation_includes=io.github.dubbogray.**:org.yaml.snakeyaml.**' --reproducer_path=found \
    "$limit" -max_len=16384 -report_slow_units=1200 -artifact_prefix=found/ -print_final_stats=1 corpus seeds) >"$log" 2>&1 || code=$?
  texts=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  found=$(find "$folder/found" -type f | wc -l)
  echo "| $parser | ${texts:-0} | $(find "$folder/corpus" -type f | wc -l) | $found |"
  if ((code)); then
    result=1
    echo "Jazzer ended with $code for $parser: see $log" >&2
  fi
done
exit "$result"
