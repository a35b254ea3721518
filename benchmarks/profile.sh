#!/usr/bin/env bash
# Where the time of a benchmark goes, as a flame graph: benchmarks/target/profile/NAME.html.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: benchmarks/profile.sh NAME REGEX [JMH OPTION ...]
  NAME   of the flame graph
  REGEX  chooses one benchmark; options choose one of its cases, such as
         -p instances=1000 -p rules=50 -p call=UNTAGGED
Samples the thread's time each 0.1 ms with async-profiler, which needs no
rights that a container lacks.
TEXT
}

if (($# < 2)) || [[ $1 == --help ]]; then
  usage
  [[ ${1:-} == --help ]] && exit 0
  exit 2
fi
name=$1 benchmark=$2
shift 2

cd "$(dirname "$0")/.."
target=benchmarks/target
mvn -B -q -DskipTests -pl benchmarks -am package
class_path="$target/classes:$(cat "$target/benchmarks.classpath")"
jar=$(tr : '\n' <"$target/benchmarks.classpath" | grep '/async-profiler-[^/]*\.jar$')
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) library=linux-x64/libasyncProfiler.so ;;
  Linux-aarch64) library=linux-arm64/libasyncProfiler.so ;;
  Darwin-*) library=macos/libasyncProfiler.so ;;
  *) echo "async-profiler has no library for $(uname -s) on $(uname -m)" >&2; exit 1 ;;
esac
rm -rf "$target/profile/$name" "$target/profile/lib"
mkdir -p "$target/profile/lib"
(cd "$target/profile/lib" && jar xf "$jar" "$library")

jvm=(-Xms512m -Xmx512m -Djava.net.preferIPv4Stack=true '-Ddubbo.network.interface.ignored=.*'
  -Dorg.slf4j.simpleLogger.defaultLogLevel=off -Ddubbo.application.logger=slf4j
  -XX:+UseG1GC -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints)
java -cp "$class_path" org.openjdk.jmh.Main "$benchmark" -f 1 -wi 3 -w 1 -i 10 -r 1 -foe true "$@" \
  -jvmArgs "${jvm[*]}" \
  -prof "async:libPath=$PWD/$target/profile/lib/$library;event=itimer;interval=100000;output=flamegraph;dir=$PWD/$target/profile/$name"
find "$target/profile/$name" -name 'flame-itimer-forward.html' -exec cp {} "$target/profile/$name.html" \;
echo "$target/profile/$name.html"
