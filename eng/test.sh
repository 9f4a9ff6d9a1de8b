#!/usr/bin/env bash
# Builds everything and runs all tests; the last line of the output counts them over all test projects.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

eng/setup.sh --tests
dotnet build LaMo.MLNet.sln -c Release -v quiet -nologo

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0

# An attribute of the <Counters/> element of a test run's .trx file.
counter() {
  grep -oE '<Counters [^>]*>' "$2" | sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p"
}

while read -r project; do
  trx=$results/$(basename "$project" .csproj).trx
  status=0
  dotnet test "$project" -c Release --no-build -nologo --results-directory "$results" --logger "trx;LogFileName=$trx" \
    --blame-hang-timeout 10m --blame-hang-dump-type none </dev/null || status=$?

  run=0 run_passed=0 run_failed=0
  if [[ -f $trx ]]; then
    run=$(counter total "$trx")
    executed=$(counter executed "$trx")
    run_passed=$(counter passed "$trx")
    run_failed=$((executed - run_passed))
    skipped=$((skipped + run - executed))
  fi
  if ((run == 0 || status != 0 && run_failed == 0)); then
    printf '%s: the test run broke off or held no test (exit status %d)\n' "$project" "$status" >&2
    run_failed=$((run_failed + 1))
  fi
  passed=$((passed + run_passed))
  failed=$((failed + run_failed))
done < <(dotnet sln LaMo.MLNet.sln list | grep -E 'Tests\.csproj$')

((passed + failed)) || failed=1
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
((failed == 0))
