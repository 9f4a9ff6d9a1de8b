#!/usr/bin/env bash
# Times LaMo.MLNet against a plain PyTorch program in turn; `eng/bench.sh --help` lists the options. The reference needs Debian's python3-torch.
# `eng/bench.sh --micro [--filter NAME]` times the sampler, the dropout generator and the cursor alone, by BenchmarkDotNet.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

program() {
  dotnet build "tests/$1" -c Release -v quiet -nologo >&2
  dotnet build "tests/$1" -c Release -v quiet -nologo --getProperty:TargetPath
}

if [ "${1:-}" = --micro ]; then
  shift
  [ $# -gt 0 ] || set -- --filter '*' --join
  micro=$(program LaMo.MicroBench)
  exec dotnet "$micro" --artifacts artifacts/bench/micro "$@"
fi

python=${LAMO_PYTHON:-/usr/bin/python3}
"$python" -c 'import torch' 2>/dev/null || {
  printf 'bench: %s has no PyTorch; on Debian: apt-get install python3-torch\n' "$python" >&2
  exit 1
}

bench=$(program LaMo.Bench)

# Both sides get the kernels that OpenBLAS itself finds best for the processor, whatever this machine presets.
unset OPENBLAS_CORETYPE
exec "$python" -B tests/reference/bench.py --ours "dotnet $bench" --json artifacts/bench "$@"
