#!/usr/bin/env bash
# Runs the core of the whole-system tests on every row of the matrix of Dubbo, Nacos client, Java and Spring Boot, prints a
# table and writes docs/compatibility.md's. See ./compat.sh --help.
set -euo pipefail
cd "$(dirname "$0")"

main() { # read whole before it runs: a row takes minutes, in which this file may change
usage() {
  cat <<'TEXT'
Usage: ./compat.sh [--list] [--only ROW]...

Runs the rows of the matrix one after the other, some minutes each, prints the table, and writes it into
docs/compatibility.md when all rows were asked for.

  --list       says which rows there are
  --only ROW   runs one row (several: give it again); the page is left as it is

COMPAT_BUILT=1 says that everything is built already, COMPAT_REPOSITORY where Maven keeps what it downloads.
JAVA_HOME_17 and JAVA_HOME_25 name the JDKs; without them, the java on the path is used for its own version. A row whose JDK is
not there is named as not run.
TEXT
}

# name | kind, a profile of it/src/test/compat/pom.xml | Dubbo | Nacos client | Java | what else is there
rows='
dubbo-3.2.16|core|3.2.16|2.5.1|17|-
dubbo-3.2.19|core|3.2.19|2.5.1|17|-
dubbo-3.2.19-nacos-3|core|3.2.19|3.1.1|17|-
dubbo-3.3.0|core|3.3.0|2.5.1|17|-
dubbo-3.3.5|core|3.3.5|2.5.1|17|-
dubbo-3.3.5-nacos-3|core|3.3.5|3.1.1|17|-
dubbo-3.3.6-nacos-2|core|3.3.6|2.5.1|17|-
dubbo-3.3.6|core|3.3.6|3.1.1|17|-
dubbo-3.2.19-java-25|core|3.2.19|2.5.1|25|-
dubbo-3.3.5-java-25|core|3.3.5|3.1.1|25|-
dubbo-3.3.6-java-25|core|3.3.6|3.1.1|25|-
dubbo-3.1.11|aside|3.1.11|2.5.1|17|-
beside-sentinel|sentinel|3.3.6|3.1.1|17|Sentinel 1.8.8
beside-tracing|tracing|3.3.6|3.1.1|17|Dubbo'"'"'s tracing, Micrometer 1.15
beside-filter|filter|3.3.6|3.1.1|17|a filter that replaces all attachments
beside-balancer|balancer|3.3.6|3.1.1|17|a load balancer of the application'"'"'s
boot-3.0|boot|3.3.6|3.1.1|17|3.0.13
boot-3.2|boot|3.3.6|3.1.1|17|3.2.12
boot-3.5|boot|3.3.6|3.1.1|17|3.5.9
'
only=()
while (($#)); do
  case $1 in
    --help | -h) usage; exit 0 ;;
    --list) sed '/^$/d; s/|.*//' <<<"$rows"; exit 0 ;;
    --only)
      sed 's/|.*//; /^$/d' <<<"$rows" | grep -qxF -- "${2:-}" || { echo "compat.sh: no row ${2:-}; --list says which there are" >&2; exit 2; }
      only+=("$2"); shift ;;
    *) echo "compat.sh: what is $1?" >&2; usage >&2; exit 2 ;;
  esac
  shift
done

out=it/target/compat
mkdir -p "$out"

version() { sed -n "s|.*<$1.version>\(.*\)</$1.version>.*|\1|p" pom.xml; }

# The home of a JDK of a version, or nothing.
jdk() {
  local named="JAVA_HOME_$1" home
  for home in "${!named:-}" "${JAVA_HOME:-}" "$(java -XshowSettings:properties -version 2>&1 | sed -n 's/.*java\.home = //p')"; do
    if [[ -n $home && -x $home/bin/java ]] && "$home/bin/java" -version 2>&1 | grep -q "version \"$1[.\"]"; then
      echo "$home"
      return
    fi
  done
}

if [[ -z ${COMPAT_BUILT:-} ]]; then
  echo "Building ..."
  mvn -B -q -DskipTests package
fi

ours() {
  local module
  for module in "$@"; do printf '%s:' "$PWD/$module/target/classes"; done
}

run_row() { # name kind dubbo nacos java boot
  local name=$1 kind=$2 dubbo=$3 nacos=$4 java=$5 boot=$6 home profile classes path options=()
  home=$(jdk "$java")
  rm -f "$out/$name.tsv"
  if [[ -z $home ]]; then
    printf '%s\t%s\t%s\t%s\t%s\t%s\tnot run: no JDK %s on this machine\n' "$@" "$java" >"$out/$name.row"
    return
  fi
  profile=$kind
  ((java < 25)) || profile+=,all-json
  mvn -B -q ${COMPAT_REPOSITORY:+"-Dmaven.repo.local=$COMPAT_REPOSITORY"} -f it/src/test/compat/pom.xml -P "$profile" -Drow.dubbo="$dubbo" -Drow.nacos="$nacos" -Drow.boot="$boot" \
    -Drow.snakeyaml="$(version snakeyaml)" -Drow.re2j="$(version re2j)" -Drow.jspecify="$(version jspecify)" \
    -Drow.jackson="$(version jackson)" -Drow.junit="$(version junit)" -Drow.assertj="$(version assertj)" \
    -Drow.awaitility="$(version awaitility)" -Drow.slf4j="$(version slf4j)" -Drow.netty="$(version netty)" \
    dependency:build-classpath -Dmdep.outputFile="$PWD/$out/$name.classpath" >"$out/$name.log" 2>&1 || {
    echo "  $name: its class path does not resolve; see $out/$name.log"
    printf '%s\t%s\t%s\t%s\t%s\t%s\tnot run: its class path does not resolve\n' "$@" >"$out/$name.row"
    return
  }
  case $kind in
    core | sentinel | tracing | filter | balancer) path=$PWD/it/target/test-classes:$(ours it nacos-embedded dubbo-gray-nacos dubbo-gray-filter dubbo-gray-router dubbo-gray-webhook dubbo-gray-core)
      classes=io.github.dubbogray.it.compat.CompatibilityIT
      # Dubbo 3.2 has no pool of virtual threads.
      [[ $java == 17 || $dubbo == 3.2.* ]] || classes+=' io.github.dubbogray.it.compat.VirtualThreadsIT' ;;
    aside) path=$PWD/it/target/test-classes:$(ours it nacos-embedded dubbo-gray-nacos dubbo-gray-filter dubbo-gray-router dubbo-gray-webhook dubbo-gray-core)
      classes=io.github.dubbogray.it.compat.StandingAsideIT
      # Its Hessian reads fields of the JDK's classes.
      options+=(--add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.math=ALL-UNNAMED
        --add-opens=java.base/java.util=ALL-UNNAMED) ;;
    boot) path=$PWD/it/target/test-classes:$PWD/dubbo-gray-spring-boot-starter/target/test-classes:$(
      ours dubbo-gray-spring-boot-starter dubbo-gray-observability dubbo-gray-filter dubbo-gray-router dubbo-gray-webhook dubbo-gray-core)
      classes=io.github.dubbogray.spring.boot.AnyBootTest
      classes+=' io.github.dubbogray.spring.boot.ActuatorInTomcatTest'
      # Their tests have a RestClient, which came with 3.2.
      [[ $boot == 3.0.* ]] || classes+=' io.github.dubbogray.spring.boot.DubboGrayAutoConfigurationTest io.github.dubbogray.spring.boot.StarterInTomcatTest' ;;
  esac
  case $kind in
    sentinel) options+=(-Dcsp.sentinel.log.dir="$PWD/$out/$name") ;;
    tracing) options+=(-Ddubbo.tracing.enabled=true -Ddubbo.tracing.sampling.probability=1) ;;
    filter) options+=(-Dprobe.replaces=true) ;;
    balancer) options+=(-Dcompat.loadbalance=uniform) ;;
  esac
  local by=tests
  if [[ $kind == boot ]]; then
    by=classes
    sed -i 's#:[^:]*/slf4j-simple-[^:]*##' "$out/$name.classpath" # Spring Boot brings Logback
  fi
  printf '%s\t%s\t%s\t%s\t%s\t%s\trun\n' "$@" >"$out/$name.row"
  # shellcheck disable=SC2086 # names of classes, without blanks
  "$home/bin/java" -Xmx1g "${options[@]}" -Djava.net.preferIPv4Stack=true '-Ddubbo.network.interface.ignored=.*' \
    -Ddubbo.service.shutdown.wait=200 -DJM.SNAPSHOT.PATH="$PWD/$out/$name" -DJM.LOG.PATH="$PWD/$out/$name" \
    -Ddubbo.meta.cache.filePath="$PWD/$out/$name" -Dcompat.dubbo="$dubbo" -Dprobe.java.options="${options[*]}" \
    -cp "$path$(cat "$out/$name.classpath")" io.github.dubbogray.it.compat.CompatibilityRow \
    "$out/$name.tsv" $by $classes >"$out/$name.log" 2>&1 || echo "  $name: $(tail -1 "$out/$name.log"); see $out/$name.log"
}

selected=()
while IFS='|' read -r name kind dubbo nacos java boot; do
  [[ -n $name ]] || continue
  if ((${#only[@]} == 0)) || [[ " ${only[*]} " == *" $name "* ]]; then
    echo "$name: Dubbo $dubbo, Nacos client $nacos, Java $java, beside it: $boot"
    run_row "$name" "$kind" "$dubbo" "$nacos" "$java" "$boot" </dev/null
    selected+=("$name")
  fi
done <<<"$rows"

page=()
((${#only[@]})) || page=(--page docs/compatibility.md)
java -cp "it/target/test-classes:it/target/classes" io.github.dubbogray.it.compat.CompatibilityTable "${page[@]}" "$out" "${selected[@]}"
}

main "$@"
