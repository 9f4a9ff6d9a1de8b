#!/usr/bin/env bash
# Times LaMo.MLNet against a plain PyTorch program in turn; `eng/bench.sh --help` lists the options. The reference needs Debian's python3-torch.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
python=${LAMO_PYTHON:-/usr/bin/python3}
"$python" -c 'import torch' 2>/dev/null || {
  printf 'bench: %s has no PyTorch; on Debian: apt-get install python3-torch\n' "$python" >&2
  exit 1
}

dotnet build tests/LaMo.Bench -c Release -v quiet -nologo
program=$(dotnet build tests/LaMo.Bench -c Release -v quiet -nologo --getProperty:TargetPath)

# Both sides at their best: OpenBLAS's AVX-512 kernels where the processor has them, which older versions do not choose by themselves.
if grep -q avx512bw /proc/cpuinfo; then
  export OPENBLAS_CORETYPE=SkylakeX
fi
exec "$python" -B tests/reference/bench.py --ours "dotnet $program" --json artifacts/bench "$@"
