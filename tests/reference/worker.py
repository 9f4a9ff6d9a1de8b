"""One side of the benchmark: the plain PyTorch program. Usage: worker.py CASE TASK

Prints a line of JSON about itself when it is warm, then for each number of seconds read from standard input one about what it did in that time, and at the
end its peak memory. LaMo.Bench answers in the same way.
"""

import ctypes
import json
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


def training(shape, with_text):
    network = Policy(shape)
    if shape.rank:
        network.adapt()
    network.train()
    windows = Windows(episodes(), shape.context, SCALE, shape.episode)
    optimizer = torch.optim.AdamW([parameter for parameter in network.parameters() if parameter.requires_grad], lr=1e-4, weight_decay=1e-4, eps=1e-6)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / 10000, 1))

    def step():
        batch = windows.batch(BATCH)
        predicted = network(*batch)
        loss = action_loss(predicted, batch[1], batch[4])
        if with_text:
            tokens = torch.randint(shape.vocabulary, (2, shape.positions))
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


def acting(shape):
    """An episode step by step; scoring recorded steps is the same, one step at a time."""
    network = Policy(shape).eval()
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


def kernels():
    """The kind of processor that OpenBLAS has chosen its kernels for."""
    library = ctypes.CDLL("libopenblas.so.0")
    library.openblas_get_corename.restype = ctypes.c_char_p
    return library.openblas_get_corename().decode()


def peak_mebibytes():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def main(case, task):
    torch.manual_seed(0)
    random.seed(0)
    np.random.seed(0)
    shape = CASES[case]
    step = acting(shape) if task in ("score", "act") else training(shape, with_text=task == "cotrain")
    step()
    print(json.dumps({"torch": torch.__version__, "threads": torch.get_num_threads(), "kernels": kernels()}), flush=True)
    for line in sys.stdin:
        limit, began, worked, units = float(line), time.perf_counter(), time.process_time(), 0
        while units == 0 or time.perf_counter() - began < limit:
            units += step()
        print(json.dumps({"units": units, "seconds": time.perf_counter() - began, "processorSeconds": time.process_time() - worked}), flush=True)
    print(json.dumps({"peakMebibytes": peak_mebibytes()}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
