#!/usr/bin/env bash
# Builds the shipped modules twice, in two folders and without what was built before, and compares their jars byte by byte.
# Takes what is committed. Ends with 1 and names the jars that differ. Arguments go to Maven: scripts/reproducible.sh -o
set -euo pipefail
cd "$(dirname "$0")/.."

modules=dubbo-gray-core,dubbo-gray-webhook,dubbo-gray-router,dubbo-gray-filter,dubbo-gray-observability,dubbo-gray-openfeature
modules=$modules,dubbo-gray-spring-boot-starter,dubbo-gray-nacos,dubbo-gray-release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for turn in first second-in-a-longer-folder; do
  mkdir "$work/$turn"
  git archive HEAD | tar -x -C "$work/$turn"
  (cd "$work/$turn" && mvn -B -q "$@" -DskipTests -pl "$modules" -am package)
  (cd "$work/$turn" && find . -path '*/target/*.jar' -o -path '*/target/bom.json' | sort | xargs sha256sum) >"$work/$turn.sums"
done

if diff "$work/first.sums" "$work/second-in-a-longer-folder.sums"; then
  echo "$(wc -l <"$work/first.sums") files are the same in both builds:"
  cat "$work/first.sums"
else
  echo "these files differ" >&2
  exit 1
fi
