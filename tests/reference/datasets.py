"""Writes the small dataset files of tests/LaMo.Core.Tests/Data/Files with h5py and NumPy, as the programs whose formats they are would.

Run with Debian's python3-h5py: /usr/bin/python3 tests/reference/datasets.py tests/LaMo.Core.Tests/Data/Files
"""
import json
import pathlib
import sys

import h5py
import numpy as np

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)


def table(rows, columns, dtype, start=0.0):
    """Row i, column j holds start + i + j / 8, exact in every float type."""
    return (start + np.arange(rows)[:, None] + np.arange(columns) / 8).astype(dtype)


def flags(rows, *on):
    values = np.zeros(rows, bool)
    values[list(on)] = True
    return values


# Episodes of 4 steps (terminal), 5 (timeout) and 3 (unfinished).
with h5py.File(folder / "d4rl.hdf5", "w") as file:
    file.create_dataset("observations", data=table(12, 3, "f4"), compression="gzip", chunks=(5, 2))
    file.create_dataset("actions", data=table(12, 2, "f8", 100))
    file.create_dataset("rewards", data=np.arange(12, dtype="f4")[:, None], compression="gzip", shuffle=True, fletcher32=True)
    file.create_dataset("terminals", data=flags(12, 3))
    file.create_dataset("timeouts", data=flags(12, 8).astype("u1")[:, None])
    file.create_dataset("next_observations", data=table(12, 3, "f4", 1))
    file.create_dataset("infos/qpos", data=table(12, 5, "f8"))
    file.create_dataset("metadata/algorithm", data="SAC")

# The newest structures of the format; the task's name cuts episodes at 100 steps.
with h5py.File(folder / "pen-human-v0.hdf5", "w", libver="latest") as file:
    file.create_dataset("observations", data=table(230, 2, "f8"), compression="gzip", chunks=(64, 2))
    file.create_dataset("actions", data=table(230, 1, "f4"))
    file.create_dataset("rewards", data=np.ones(230))
    file.create_dataset("terminals", data=flags(230, 119))

# A dictionary with a dictionary and a tuple in it; actions counted from 1.
root = folder / "minari" / "data"
root.mkdir(parents=True, exist_ok=True)
with h5py.File(root / "main_data.hdf5", "w", track_order=True) as file:
    for episode, steps in enumerate((3, 2)):
        group = file.create_group(f"episode_{episode}")
        group.attrs.update(id=episode, total_steps=steps, seed=7)
        observations = group.create_group("observations")
        observations.create_dataset("position", data=table(steps + 1, 2, "f8", 10 * episode), chunks=True, maxshape=(None, 2))
        observations.create_dataset("goal/x", data=np.full(steps + 1, 50.0))
        for part in range(11):
            observations.create_dataset(f"arm/_index_{part}", data=np.full((steps + 1, 1), part, "f4"))
        group.create_dataset("actions", data=1 + np.arange(steps) % 2)
        group.create_dataset("rewards", data=np.arange(steps, dtype="f8"))
        group.create_dataset("terminations", data=flags(steps, *([steps - 1] if episode == 0 else [])))
        group.create_dataset("truncations", data=flags(steps, *([steps - 1] if episode == 1 else [])))
        group.create_dataset("infos/success", data=flags(steps + 1))
metadata = {
    "total_episodes": 2, "total_steps": 5, "data_format": "hdf5", "ref_min_score": -1.5, "ref_max_score": 20.0,
    "action_space": json.dumps({"type": "Discrete", "dtype": "int64", "n": 3, "start": 1}),
}
(root / "metadata.json").write_text(json.dumps(metadata))

# The last two rows of a terminated episode have terminals; the second episode was cut.
with h5py.File(folder / "d3rlpy-1.h5", "w") as file:
    file.create_dataset("observations", data=table(9, 2, "f4"))
    file.create_dataset("actions", data=np.arange(9, dtype="i4") % 3)
    file.create_dataset("rewards", data=np.ones(9, "f4"))
    file.create_dataset("terminals", data=flags(9, 3, 4).astype("f4"))
    file.create_dataset("episode_terminals", data=flags(9, 4, 8).astype("f4"))
    file.create_dataset("discrete_action", data=True)
    file.create_dataset("version", data="1.0")

with h5py.File(folder / "d3rlpy-2.h5", "w") as file:
    file.create_dataset("columns", data=["observations", "actions", "rewards", "terminated"])
    file.create_dataset("num_episodes", data=2)
    for episode, steps in enumerate((3, 4)):
        file.create_dataset(f"observations_{episode}_0", data=table(steps, 2, "f4", 10 * episode))
        file.create_dataset(f"observations_{episode}_1", data=np.full((steps, 1), -1, "f4"))
        file.create_dataset(f"actions_{episode}", data=table(steps, 2, "f4"))
        file.create_dataset(f"rewards_{episode}", data=np.ones((steps, 1), "f4"))
        file.create_dataset(f"terminated_{episode}", data=episode == 0)
    file.create_dataset("version", data="2.1")

# Pixels.
with h5py.File(folder / "pixels.h5", "w") as file:
    file.create_dataset("observations", data=(np.arange(6 * 2 * 3 * 4) % 256).astype("u1").reshape(6, 2, 3, 4), compression="gzip")
    file.create_dataset("actions", data=np.array([0, 3, 1, 1, 0, 2]))
    file.create_dataset("rewards", data=np.ones(6))
    file.create_dataset("terminals", data=flags(6, 5))
    file.create_dataset("timeouts", data=flags(6, 2))

# Two episodes; the second was not finished. The object array is a pickle.
np.savez_compressed(
    folder / "imitation.npz", obs=table(7, 2, "f4"), acts=table(5, 1, "f4"), rews=np.arange(5.0), terminal=np.array([True, False]), indices=np.array([3]),
    infos=np.array([{"a": 1}] * 5, dtype=object))
np.savez(
    folder / "baselines.npz", obs=table(6, 2, "f8"), actions=np.array([[0], [1], [2], [0], [1], [0]]), rewards=np.ones(6), episode_returns=np.array([4.0, 2.0]),
    episode_starts=flags(6, 0, 4))
np.savez(folder / "objects.npz", obs=np.array([{"a": 1}] * 2, dtype=object), actions=np.zeros((2, 1)), rewards=np.ones(2), episode_starts=flags(2, 0))
