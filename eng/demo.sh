#!/usr/bin/env bash
# Records trajectories, trains LaMo on them, and rolls it out; the options are those of `lamo demo`.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

"$root/eng/setup.sh"
dotnet build "$root/src/LaMo.Cli" -c Release -v quiet -nologo
exec dotnet run --project "$root/src/LaMo.Cli" -c Release --no-build -- demo "$@"
