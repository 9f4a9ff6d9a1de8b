"""Prints the structure of HDF5 files as h5py sees it, a line for each group and array: name, type, shape, whether rows can be added, attributes, lone values.

Run with Debian's python3-h5py: /usr/bin/python3 tests/reference/layout.py FILE...
"""
import sys

import h5py


def describe(name, item):
    attributes = sorted(key for key in item.attrs if key in ("id", "total_steps"))
    values = " ".join(f"{key}={item.attrs[key]}" for key in attributes)
    if isinstance(item, h5py.Group):
        print(f"{name}/ {values}".rstrip())
        return
    kind = "text" if h5py.check_string_dtype(item.dtype) else item.dtype.str
    grows = " grows" if item.maxshape and item.maxshape[0] is None else ""
    print(f"{name} {kind} {item.shape}{grows}{'' if item.shape else f' {item[()]!r}'}")


for path in sys.argv[1:]:
    with h5py.File(path) as file:
        file.visititems(describe)
