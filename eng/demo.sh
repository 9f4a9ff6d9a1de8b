#!/usr/bin/env bash
# Records trajectories, trains LaMo on them, and rolls it out; the options are those of `lamo demo`.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
text=$root/artifacts/text/gcide.dict.dz

"$root/eng/setup.sh" --text
dotnet build "$root/src/LaMo.Cli" -c Release -v quiet -nologo
[[ " $* " == *' --corpus'* || ! -f $text ]] || set -- --corpus "$text" "$@"
# The kernels that OpenBLAS itself finds best for the processor, whatever this machine presets.
unset OPENBLAS_CORETYPE
exec dotnet run --project "$root/src/LaMo.Cli" -c Release --no-build -- demo "$@"
