#!/usr/bin/env bash
# Checks and times LaMo.MLNet on a CUDA machine that has PyTorch, but need not have a package feed or the .NET SDK; see docs/gpu.md.
set -euo pipefail

usage() {
  cat <<'END'
Usage: gpu-check.sh pack [--output FILE]
       gpu-check.sh run [--device cuda|cuda:N|cpu] [--output FOLDER] [--no-check] [--no-bench] [--quick]
                        [--case CASE]… [--precision PRECISION]…
       gpu-check.sh [options of run]

  pack  with the .NET SDK, in the source tree: make an archive to carry, by default artifacts/gpu-check.tar.xz
  run   where the archive was unpacked: compile the native library against PyTorch's libtorch, check training, scoring and fidelity, then time them
        against a PyTorch program; tables on the screen, JSON in the folder (by default gpu-check-results)
  With neither, in the source tree: both, one after the other.

  --no-check   check nothing, only time
  --no-bench   do not time anything
  --quick      time two small networks for a short time
  --case       time dt, lamo-mini or lamo-gpt2 alone
  --precision  time in Float32, TensorFloat32 or BFloat16 alone

LAMO_PYTHON names the Python that has PyTorch; by default python3.
END
}

fail() {
  printf 'gpu-check: %s\n' "$*" >&2
  exit 1
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

pack() {
  local root=${here%/eng} output=
  output=$root/artifacts/gpu-check.tar.xz
  while (($#)); do
    case $1 in
      --output) output=${2:?--output needs a file}; shift ;;
      -h | --help) usage; exit ;;
      *) usage >&2; exit 2 ;;
    esac
    shift
  done
  command -v dotnet >/dev/null || fail 'packing needs the .NET SDK'

  local stage=$scratch/lamo-gpu-check project
  for project in LaMo.GpuCheck LaMo.Bench; do
    # The polyfill of TorchSharp is compiled on the spot against whatever libtorch there is; the real one goes with one version of it alone.
    (cd "$root" && LaMoDependencies=polyfills dotnet publish "tests/$project" -c Release -r linux-x64 --self-contained -p:DebugType=none -o "$stage/program" -v quiet -nologo)
  done
  mkdir "$stage/prebuilt"
  mv "$stage/program/libTorchShim.so" "$stage/prebuilt/"
  cp -r "$root/src/Polyfills/TorchSharp/native" "$stage/native"
  mkdir "$stage/reference"
  cp "$root"/tests/reference/{network,trajectories,worker,bench}.py "$stage/reference/"
  cp "${BASH_SOURCE[0]}" "$stage/gpu-check.sh"
  git -C "$root" describe --always --dirty >"$stage/COMMIT" 2>/dev/null || true
  # What the prebuilt library is for: the version that it names when it is asked.
  strings "$stage/prebuilt/libTorchShim.so" 2>/dev/null | grep -xE '[12]\.[0-9]+\.[0-9]+' | head -n 1 >"$stage/prebuilt/TORCH_VERSION" || true

  mkdir -p "$(dirname "$output")"
  XZ_OPT=-T0 tar -C "$scratch" -cJf "$output" lamo-gpu-check
  printf 'gpu-check: %s, %s\n' "$output" "$(du -h "$output" | cut -f 1)"
}

# A line of what Python knows about its PyTorch: version, new ABI or not, folder.
ask_torch() {
  "$python" - "$device" <<'END' || fail "$python has no PyTorch that works, or it sees no CUDA device; LAMO_PYTHON can name another Python"
import os, sys, torch
if sys.argv[1] != "cpu" and not torch.cuda.is_available():
    sys.exit("PyTorch sees no CUDA device")
print(torch.__version__, int(torch._C._GLIBCXX_USE_CXX11_ABI), os.path.dirname(torch.__file__))
END
}

compile_shim() {
  local include=() library=() standard flags
  if [[ -d $torch/include/ATen ]]; then
    include=("-isystem" "$torch/include" "-isystem" "$torch/include/torch/csrc/api/include")
    library=("-L$torch/lib" "-Wl,-rpath,$torch/lib")
  else
    include=("-isystem" /usr/include/torch/csrc/api/include)
  fi
  [[ $device == cpu ]] || library+=("-Wl,--no-as-needed" -ltorch_cuda)
  for standard in c++17 c++20; do
    flags=("-std=$standard" -O2 -DNDEBUG -fPIC -fvisibility=hidden "-D_GLIBCXX_USE_CXX11_ABI=$abi" "${include[@]}")
    rm -f "$native"/*.o
    if printf '%s\n' "$here"/native/*.cpp | xargs -P "$(env -u OMP_NUM_THREADS nproc)" -I{} sh -c 'g++ "$@" -c "$0" -o "'"$native"'/$(basename "$0").o"' {} "${flags[@]}" 2>"$native/compile.log" &&
      g++ -shared -o "$native/libTorchShim.so" "$native"/*.o "${library[@]}" -ltorch_cpu -lc10 2>>"$native/compile.log"; then
      printf 'gpu-check: compiled the native library as %s against PyTorch %s\n' "$standard" "$version"
      return
    fi
  done
  fail "the native library does not compile against PyTorch $version:
$(head -n 40 "$native/compile.log")"
}

run() {
  local device=cuda output=gpu-check-results check=true bench=true quick=() cases=() precisions=()
  while (($#)); do
    case $1 in
      --device) device=${2:?--device needs a name}; shift ;;
      --output) output=${2:?--output needs a folder}; shift ;;
      --no-check) check=false ;;
      --no-bench) bench=false ;;
      --case) cases+=("${2:?--case needs a name}"); shift ;;
      --precision) precisions+=("${2:?--precision needs a name}"); shift ;;
      --quick) quick=(--seconds 0.5 --repetitions 2) ;;
      -h | --help) usage; exit ;;
      *) usage >&2; exit 2 ;;
    esac
    shift
  done
  [[ -d $here/program ]] || fail 'the program is not here; run this where the archive was unpacked'
  mkdir -p "$output"
  output=$(cd "$output" && pwd)
  # Absolute, so that bench.py starts its workers with the same one.
  local python version abi torch native=$scratch/native about
  python=$(command -v "${LAMO_PYTHON:-python3}") || fail "there is no ${LAMO_PYTHON:-python3}; LAMO_PYTHON can name another Python"
  about=$(ask_torch)
  read -r version abi torch <<<"$about"
  mkdir "$native"
  if command -v g++ >/dev/null; then
    compile_shim
  elif [[ ${version%%+*} == "$(cat "$here/prebuilt/TORCH_VERSION")" && $abi == 1 ]]; then
    cp "$here/prebuilt/libTorchShim.so" "$native/"
  else
    fail "without g++ only PyTorch $(cat "$here/prebuilt/TORCH_VERSION") would do, which the library was compiled against; this is $version"
  fi

  local libraries=$native folder
  for folder in "$torch/lib" "${torch%/*}"/nvidia/*/lib; do
    [[ ! -d $folder ]] || libraries+=:$folder
  done
  export LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
  unset OPENBLAS_CORETYPE
  printf 'gpu-check: commit %s, PyTorch %s, device %s\n' "$(cat "$here/COMMIT" 2>/dev/null || echo unknown)" "$version" "$device"
  [[ $device == cpu ]] || nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader || true

  local status=0
  if [[ $check == true ]]; then
    "$here/program/LaMo.GpuCheck" "$device" "$output/check.json" || status=$?
  fi
  if [[ $bench == true ]]; then
    if ((${#cases[@]} == 0)); then
      cases=(dt lamo-mini)
      ((${#quick[@]})) || [[ $device == cpu ]] || cases+=(lamo-gpt2)
    fi
    ((${#precisions[@]})) || precisions=(Float32 TensorFloat32 BFloat16)
    local precision tasks=train,cotrain,score,act
    for precision in "${precisions[@]}"; do
      "$python" -B "$here/reference/bench.py" --ours "$here/program/LaMo.Bench" --json "$output" --device "$device" --precision "$precision" --tasks "$tasks" "${quick[@]}" "${cases[@]}" || status=$?
      tasks=train,score
    done
  fi
  printf 'gpu-check: results in %s\n' "$output"
  return "$status"
}

case ${1-} in
  pack | run) "$@" ;;
  -h | --help) usage ;;
  *)
    pack --output "$scratch/archive.tar.xz"
    tar -C "$scratch" -xJf "$scratch/archive.tar.xz"
    here=$scratch/lamo-gpu-check
    run "$@"
    ;;
esac
