#!/usr/bin/env bash
# Prepares this machine for building: Debian packages, and where the dependencies come from (see eng/Dependencies.targets).
set -euo pipefail

usage() {
  cat <<'END'
Usage: eng/setup.sh [--dependencies packages|polyfills|assemblies] [--assembly-dir FOLDER] [--probe] [--tests] [--text]

  --dependencies MODE    use MODE from now on instead of what the package feed suggests
  --assembly-dir FOLDER  with `--dependencies assemblies`: where the DLLs are
  --probe                ask the package feed again and forget an earlier choice
  --tests                also install what only the tests need
  --text                 also fetch an English dictionary into artifacts/text, for the language loss of the demo

Without options an earlier choice is kept. The environment variable LaMoDependencies wins over all of it, for as long as it is set.
END
}

fail() {
  printf 'setup: %s\n' "$*" >&2
  exit 1
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
props=$root/eng/Dependencies.user.props
probe_seconds=300

mode='' why='' assembly_dir='' probe=false tests=false text=false
while (($#)); do
  case $1 in
    --dependencies) mode=${2-}; why='asked for with --dependencies'; shift ;;
    --assembly-dir) assembly_dir=${2-}; shift ;;
    --probe) probe=true ;;
    --tests) tests=true ;;
    --text) text=true ;;
    -h | --help) usage; exit ;;
    *) usage >&2; exit 2 ;;
  esac
  shift || { usage >&2; exit 2; }
done

require_known_mode() {
  case $1 in
    packages | polyfills | assemblies) ;;
    *) fail "LaMoDependencies is packages, polyfills or assemblies, not '$1'" ;;
  esac
}

require_sdk() {
  local sdk='https://dot.net/v1/dotnet-install.sh'
  command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing. On Debian:
  sudo apt-get install -y curl ca-certificates libicu-dev
  curl -fsSL $sdk | bash -s -- --channel 10.0
  export PATH=\"\$HOME/.dotnet:\$PATH\"
then run this again."
  local said
  said=$(cd "$root" && dotnet --version 2>&1) || fail "the .NET SDK that global.json asks for does not run here:
$said
A current one is installed by: curl -fsSL $sdk | bash -s -- --channel 10.0"
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    command -v sudo >/dev/null || fail "root is needed, and there is no sudo; as root run: $*"
    sudo "$@"
  fi
}

# Installs those of the named Debian packages that are missing.
install_packages() {
  if ! command -v dpkg-query >/dev/null; then
    printf 'setup: not a Debian system; what these packages hold must be installed by hand: %s\n' "$*" >&2
    return
  fi
  local package missing=()
  for package; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0

  printf 'setup: installing %s\n' "${missing[*]}" >&2
  local log=$scratch/apt.log
  as_root env DEBIAN_FRONTEND=noninteractive bash -c 'apt-get -q update && apt-get -q install -y --no-install-recommends "$@"' - \
    "${missing[@]}" >"$log" 2>&1 || fail "apt-get could not install ${missing[*]}:
$(tail -n 20 "$log")"
}

# Fetches the dictionary that the small language model was pretrained on. Its package would bring a server along, so it is only unpacked.
fetch_dictionary() {
  local file=$root/artifacts/text/gcide.dict.dz log=$scratch/text.log
  [[ ! -f $file ]] || return 0
  (
    cd "$scratch" &&
      { apt-get -q download dict-gcide || { as_root apt-get -q update && apt-get -q download dict-gcide; }; } &&
      dpkg-deb --extract dict-gcide_*.deb text &&
      mkdir -p "${file%/*}" &&
      mv text/usr/share/dictd/gcide.dict.dz "$file"
  ) >"$log" 2>&1 || printf 'setup: there will be no language loss, the Debian package dict-gcide cannot be had: %s\n' "$(tail -n 1 "$log")" >&2
}

# libtorch runs its loops on OpenMP; a BLAS with threads of its own would compete with them for the same cores.
prefer_openmp_blas() {
  command -v update-alternatives >/dev/null || return 0
  local name state value wanted
  while read -r name state value; do
    case $name in libblas.so.3-* | liblapack.so.3-* | libopenblas.so.0-*) ;; *) continue ;; esac
    wanted=$(update-alternatives --list "$name" | grep openblas-openmp || true)
    if [[ -n $wanted && $value != "$wanted" ]]; then
      printf 'setup: %s (%s) becomes %s\n' "$name" "$state" "$wanted" >&2
      as_root update-alternatives --set "$name" "$wanted" >/dev/null
    fi
  done < <(update-alternatives --get-selections)
}

# Restores the solution from the package feed, in a scratch folder, and sets mode and why by the outcome.
probe_feed() {
  local log=$scratch/restore.log status=0 lacking
  timeout "$probe_seconds" dotnet restore "$root/LaMo.MLNet.sln" -p:LaMoDependencies=packages -p:ArtifactsPath="$scratch/artifacts" \
    >"$log" 2>&1 || status=$?
  mode=polyfills
  if ((status == 0)); then
    mode=packages why='the package feed has them all'
  elif ((status == 124)); then
    why="restoring the packages took more than $probe_seconds s"
  else
    lacking=$(grep -oE 'NU110[123]: Unable to find .*package [^ ]+' "$log" | sed -E 's/.* //; s/[.]$//' | sort -u | paste -sd ' ' || true)
    why="the package feed lacks ${lacking// /, }"
    [[ -n $lacking ]] || why="the package feed does not answer: $(grep -m 1 -oE 'NU[0-9]+: .*' "$log" || tail -n 1 "$log")"
  fi
}

# The text of an element of the props file; nothing where the file or the element is missing.
remembered() {
  [[ ! -f $props ]] || sed -nE "s|.*<$1[^>]*>(.*)</$1>.*|\1|p" "$props"
}

escape_xml() {
  local text=${1//&/&amp;}
  text=${text//</&lt;}
  printf '%s' "${text//>/&gt;}"
}

# A property of the props file; an environment variable of that name, a property to MSBuild, wins over it.
property() {
  printf "    <%s Condition=\"'\$(%s)' == ''\">%s</%s>\n" "$1" "$1" "$(escape_xml "$2")" "$1"
}

write_choice() {
  {
    printf '<Project>\n  <PropertyGroup>\n'
    property LaMoDependencies "$mode"
    property LaMoDependenciesReason "$why"
    [[ -z $assembly_dir ]] || property LaMoAssemblyDir "$assembly_dir"
    printf '  </PropertyGroup>\n</Project>\n'
  } >"$scratch/choice"
  cmp -s "$scratch/choice" "$props" || cp "$scratch/choice" "$props"
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

require_sdk
forced=${LaMoDependencies-}
if [[ -n $forced ]]; then
  require_known_mode "$forced"
  mode=$forced why='forced by the environment variable LaMoDependencies'
elif [[ -n $mode ]]; then
  require_known_mode "$mode"
  if [[ $mode == assemblies ]]; then
    [[ -d $assembly_dir ]] || fail "--dependencies assemblies needs --assembly-dir with the folder of the DLLs"
    assembly_dir=$(cd "$assembly_dir" && pwd)
  fi
  write_choice
elif [[ $probe == false && -n $(remembered LaMoDependencies) ]]; then
  mode=$(remembered LaMoDependencies) why="$(remembered LaMoDependenciesReason), as found earlier"
else
  probe_feed
  write_choice
fi

# Debian names the package after the library's version: 103 in Debian 12, 310 in 13, where OSMesa was not tried.
hdf5=libhdf5-103-1
# What some tests compare with, and are skipped without.
compared=(python3-h5py libosmesa6)
if grep -qs '^VERSION_ID="13' /etc/os-release; then
  hdf5=libhdf5-310 compared=(python3-h5py)
fi

packages=(cmake g++ libmujoco-dev "$hdf5")
[[ $mode != polyfills ]] || packages+=(libtorch-dev libopenblas0-openmp)
# Node.js often comes from elsewhere, and a package of Debian's would conflict with it.
command -v npm >/dev/null || packages+=(nodejs npm)
[[ $tests == false ]] || packages+=(chromium-headless-shell "${compared[@]}")
install_packages "${packages[@]}"
[[ $mode != polyfills ]] || prefer_openmp_blas
[[ $text == false ]] || fetch_dictionary

printf 'Dependencies: %s (%s)\n' "$mode" "$why"
