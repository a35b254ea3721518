#!/usr/bin/env bash
# The same attacks led by coverage: hardening/jazzer.sh RUNS [PARSER ...]; all parsers if none is named. Needs a build with -Pfuzz
# before it: mvn -B -Pfuzz -DskipTests -pl hardening -am package. Ends with the first text that is found, and says it.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:?how many texts for each parser}
shift
target=hardening/target
class_path="$target/classes:$(cat "$target/hardening.classpath")"
if (($# == 0)); then
  set -- $(find hardening/src/main/resources/seeds -name '*.txt' -printf '%f\n' | sed 's/\.txt$//' | sort)
fi
for parser; do
  work="$target/jazzer/$parser"
  mkdir -p "$work/corpus" "$work/found"
  java -cp "$class_path" io.github.dubbogray.hardening.fuzz.SeedFiles "$work/seeds" "$parser"
  java -cp "$class_path" com.code_intelligence.jazzer.Jazzer \
    --target_class=io.github.dubbogray.hardening.fuzz.JazzerTarget --target_args="$parser" \
    --instrumentation_includes='io.github.dubbogray.**:org.yaml.snakeyaml.**' --reproducer_path="$work/found" \
    -artifact_prefix="$work/found/" -runs="$runs" -seed=1 -max_len=16384 -timeout=10 "$work/corpus" "$work/seeds" \
    2>&1 | tail -n 3
done
