#!/usr/bin/env bash
# Checks Prometheus's and Alertmanager's files with their own tools: one line for each check.
# Exit codes: 0 all pass, 1 a check fails, 3 the tools are not here and cannot be installed.
#
#   ops/check.sh               installs Debian's packages if they are missing and it may
#   ops/check.sh --no-install  never installs
#   ops/check.sh --tools       only sees that the tools are here
set -uo pipefail
cd "$(dirname "$0")"

declare -A package=([promtool]=prometheus [amtool]=prometheus-alertmanager)

missing() {
  local tool
  for tool in promtool amtool; do
    command -v "$tool" >/dev/null || echo "$tool"
  done
}

# Installs without starting the services that the packages have: the machine is not ours.
install() {
  local tool packages=() policy=/usr/sbin/policy-rc.d ours=
  for tool in $(missing); do
    packages+=("${package[$tool]}")
  done
  if [[ ! -e $policy ]]; then
    ours=yes
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"; } \
    >/dev/null 2>&1
  [[ -z $ours ]] || rm -f "$policy"
}

if [[ -n $(missing) && ${1:-} != --no-install && $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
  install
fi
if [[ -n $(missing) ]]; then
  for tool in $(missing); do
    echo "missing: $tool, of Debian's package ${package[$tool]}"
  done
  exit 3
fi
[[ ${1:-} != --tools ]] || exit 0

failed=0
check() { # what command...
  local what=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "ok      $what"
  else
    echo "FAILED  $what"
    sed 's/^/        /' <<<"$output"
    failed=1
  fi
}

check "prometheus/prometheus.yml" promtool check config prometheus/prometheus.yml
for file in prometheus/rules/*.rules.yml; do
  check "$file" promtool check rules "$file"
done
for file in prometheus/tests/*.test.yml; do
  check "$file" promtool test rules "$file"
done
check "alertmanager/alertmanager.yml" amtool check-config alertmanager/alertmanager.yml
exit $failed
