#!/usr/bin/env bash
# Builds what is missing, then plays the demo. See ./demo.sh --help.
set -euo pipefail
cd "$(dirname "$0")"

class_path=it/target/demo.classpath
others=(nacos-embedded/target/nacos-server.classpath demo-provider/target/demo-provider.classpath
  demo-consumer/target/demo-consumer.classpath)

is_built() {
  local file
  for file in "$class_path" "${others[@]}"; do
    [[ -f $file ]] || return 1
  done
  [[ -z $(find . -path '*/src/main/*' -newer "$class_path" -print -quit) ]]
}

if ! is_built; then
  echo "Building (the first time, Maven fetches what it needs) ..."
  mvn -B -q -Dmaven.test.skip=true package
  touch "$class_path" # Maven leaves it alone where its text is the same
fi
exec java -Xmx256m -cp "it/target/classes:$(cat "$class_path")" io.github.dubbogray.it.demo.Demo "$@"
