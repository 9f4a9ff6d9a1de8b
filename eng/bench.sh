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

# Both sides get the kernels that OpenBLAS itself finds best for the processor, whatever this machine presets.
unset OPENBLAS_CORETYPE
exec "$python" -B tests/reference/bench.py --ours "dotnet $program" --json artifacts/bench "$@"
