"""One side of the benchmark: the plain PyTorch program. Usage: worker.py CASE TASK [DEVICE [PRECISION]]

Prints a line of JSON about itself when it is warm, then for each number of seconds read from standard input one about what it did in that time, and at the
end its peak memory. LaMo.Bench answers in the same way.
"""

import ctypes
import json
from pathlib import Path
import random
import sys
import time

import numpy as np
import torch

from network import Policy, Shape, action_loss, language_loss
from trajectories import Rollout, Windows

# Hopper's sizes; the vocabulary is held even where no text is read, as the published code does.
HOPPER = dict(state=11, action=3, context=20, episode=1000, vocabulary=50257, positions=1024, dropout=0.1)
CASES = {
    "dt": Shape(width=128, layers=3, heads=1, activation="relu", mlp=False, **HOPPER),
    "lamo-mini": Shape(width=128, layers=4, heads=4, rank=16, **HOPPER),
    "lamo-gpt2": Shape(width=768, layers=12, heads=12, rank=16, **HOPPER),
}
BATCH, SCALE, TARGET = 64, 1000.0, 3600.0


def episodes():
    """As many and as long as in hopper-medium, a tenth of them; only the sizes matter."""
    values = np.random.RandomState(0)
    lengths = values.randint(200, 715, 220)
    return [
        {"states": values.randn(n, HOPPER["state"]), "actions": values.uniform(-1, 1, (n, HOPPER["action"])), "rewards": values.uniform(0, 6, n)} for n in lengths]


class OnDevice:
    """A network that is called with the host's tensors and computes on its device; on the CPU in float32, since not every version's layer norm takes autocast's mixture there."""

    def __init__(self, network, device, precision):
        self.network, self.shape, self.device = network.to(device), network.shape, device
        self.precision = torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda" and precision == "BFloat16")

    def __call__(self, *batch):
        with self.precision:
            return self.network(*(part.to(self.device) for part in batch)).float()


def training(shape, with_text, device, precision):
    network = Policy(shape)
    if shape.rank:
        network.adapt()
    network.train()
    on_device = OnDevice(network, device, precision)
    windows = Windows(episodes(), shape.context, SCALE, shape.episode)
    optimizer = torch.optim.AdamW([parameter for parameter in network.parameters() if parameter.requires_grad], lr=1e-4, weight_decay=1e-4, eps=1e-6)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / 10000, 1))

    def step():
        batch = [part.to(device) for part in windows.batch(BATCH)]
        predicted = on_device(*batch)
        loss = action_loss(predicted, batch[1], batch[4])
        if with_text:
            tokens = torch.randint(shape.vocabulary, (2, shape.positions)).to(device)
            with on_device.precision:
                loss = loss + 0.1 * language_loss(network.transformer.read(tokens), tokens)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 0.25)
        optimizer.step()
        schedule.step()
        with torch.no_grad():
            action_loss(predicted, batch[1], batch[4]).item()
        loss.item()
        return 1

    return step


def acting(shape, device, precision):
    """An episode step by step; scoring recorded steps is the same, one step at a time."""
    network = OnDevice(Policy(shape).eval(), device, precision)
    states = torch.randn(shape.episode + 1, shape.state)
    under_way = []

    def step():
        if not under_way or under_way[0].states.shape[1] > shape.episode:
            under_way[:] = [Rollout(network, TARGET, SCALE, states[0])]
        with torch.no_grad():
            under_way[0].act()
            under_way[0].observe(3.0, states[under_way[0].states.shape[1]])
        return 1

    return step


def million(path):
    """A million steps as D4RL keeps them: float32, packed by gzip, with what else is in such files left out."""
    import h5py

    values = np.random.RandomState(0)
    steps, lengths = 1_000_000, values.randint(200, 715, 5000)
    ends = np.zeros(steps, bool)
    ends[np.cumsum(lengths)[np.cumsum(lengths) < steps] - 1] = True
    path.parent.mkdir(parents=True, exist_ok=True)
    with h5py.File(path.with_suffix(".tmp"), "w") as file:
        # Walks have digits in common from step to step, as recordings have.
        file.create_dataset("observations", data=np.cumsum(values.randn(steps, HOPPER["state"]) / 32, axis=0, dtype="f4"), compression="gzip")
        file.create_dataset("actions", data=values.uniform(-1, 1, (steps, HOPPER["action"])).astype("f4"), compression="gzip")
        file.create_dataset("rewards", data=values.uniform(0, 6, steps).astype("f4"), compression="gzip")
        file.create_dataset("terminals", data=ends & (values.rand(steps) < 0.5), compression="gzip")
        file.create_dataset("timeouts", data=ends, compression="gzip")
    path.with_suffix(".tmp").rename(path)


def loading(path=Path("artifacts/bench/hopper-million.hdf5")):
    """The arrays of a D4RL file as h5py and NumPy read them, and where episodes end; a unit is the file."""
    import h5py

    if not path.exists():
        million(path)

    def step():
        with h5py.File(path, "r") as file:
            arrays = {name: np.asarray(file[name][()], np.float32) for name in ("observations", "actions", "rewards")}
            ends = np.flatnonzero(file["terminals"][()] | file["timeouts"][()])
        assert len(arrays["rewards"]) == 1_000_000 and len(ends) > 1000
        return 1

    return step


def kernels():
    """The kind of processor that OpenBLAS has chosen its kernels for, where PyTorch uses it."""
    try:
        library = ctypes.CDLL("libopenblas.so.0")
    except OSError:
        return "of another library"
    library.openblas_get_corename.restype = ctypes.c_char_p
    return library.openblas_get_corename().decode()


def peak_mebibytes():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def main(case, task, device="cpu", precision="Float32"):
    torch.manual_seed(0)
    random.seed(0)
    np.random.seed(0)
    shape, device = CASES[case], torch.device(device)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = precision == "TensorFloat32"
    step = loading() if task == "load" else acting(shape, device, precision) if task in ("score", "act") else training(shape, task == "cotrain", device, precision)
    step()
    print(json.dumps({"torch": torch.__version__, "threads": torch.get_num_threads(), "kernels": kernels()}), flush=True)
    for line in sys.stdin:
        limit, began, worked, units = float(line), time.perf_counter(), time.process_time(), 0
        while units == 0 or time.perf_counter() - began < limit:
            units += step()
        if device.type == "cuda":
            torch.cuda.synchronize(device)
        print(json.dumps({"units": units, "seconds": time.perf_counter() - began, "processorSeconds": time.process_time() - worked}), flush=True)
    print(json.dumps({"peakMebibytes": peak_mebibytes()}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
