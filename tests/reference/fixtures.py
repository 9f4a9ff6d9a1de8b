"""Writes the fixtures that the tests of LaMo.Core are compared with. Everything is computed in double precision and stored in single.

Usage: fixtures.py FOLDER
"""

import json
import math
from pathlib import Path
import struct
import sys

import numpy as np
import torch

from network import Policy, Shape, action_loss, language_loss
from trajectories import Rollout, Windows
import values

GPT2 = Shape(width=12, layers=2, heads=2, vocabulary=24, positions=10)
LORA_GPT2 = Shape(width=12, layers=2, heads=2, vocabulary=24, positions=10, rank=3, alpha=6)
# Heads of 16 and LoRA of rank 16, so that the vector code of LaMo.Core computes them, too.
DT = Shape(width=16, layers=3, heads=1, state=3, action=2, context=5, episode=12, activation="relu", mlp=False)
LAMO = Shape(width=32, layers=2, heads=2, state=3, action=2, context=5, episode=12, rank=16, alpha=32)
DISCRETE = Shape(width=32, layers=2, heads=2, state=3, action=1, context=5, episode=12, choices=4, atari=True, activation="relu", mlp=False)
ATARI = Shape(width=32, layers=2, heads=2, state=2 * 36 * 40, image=(2, 36, 40), action=1, context=3, episode=12, choices=4, atari=True, rank=16, alpha=16)

STEPS, BATCH = 20, 8
WARMUP, CLIP = 8, 0.25
WARMUP_TOKENS, FINAL_TOKENS, DISCRETE_CLIP = 50, 200, 1.2
# Larger tensors are not stored: weights come from a formula, and of gradients every so many values are kept.
LARGE, KEPT = 2000, 16
# Learning rate and weight decay of what is around the transformer, and inside it.
AROUND, INSIDE = (4e-3, 0.05), (1e-3, 0.0)


def write(path, tensors):
    """safetensors, float32."""
    header, values = {}, b""
    for name in sorted(tensors):
        array = np.ascontiguousarray(tensors[name].detach().numpy().astype("<f4"))
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [len(values), len(values) + array.nbytes]}
        values += array.tobytes()
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + values)


def create(shape, seed):
    """A network whose parameters are all away from their usual first values, and exact in single precision."""
    torch.manual_seed(seed)
    network = Policy(shape)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
            parameter.copy_(parameter.float())
    return network.adapt() if shape.rank else network


def weights(network, prefix="weights."):
    return {prefix + name: parameter.clone() for name, parameter in network.named_parameters()}


def trained(network):
    return {name: parameter for name, parameter in network.named_parameters() if parameter.requires_grad}


def gradients(network):
    return {"gradients." + name: parameter.grad.clone() for name, parameter in trained(network).items()}


def random_batch(shape, windows):
    """Windows of every length from 1 to K, one after the other."""
    lengths = [1 + (number + int(torch.randint(shape.context, ()))) % shape.context for number in range(windows)]
    mask = torch.stack([(torch.arange(shape.context) >= shape.context - length).double() for length in lengths])
    starts = torch.randint(shape.episode - shape.context, (windows, 1))
    timesteps = (starts + torch.arange(shape.context)) * mask.long()
    kept = mask.unsqueeze(-1)
    if shape.choices:
        actions = torch.randint(shape.choices, (windows, shape.context, 1)).double()
    else:
        actions = torch.randn(windows, shape.context, shape.action).tanh().float().double()
    actions = actions * kept - 10 * (1 - kept)
    if shape.image:
        pixels = pattern(windows * shape.context * shape.state).view(windows, shape.context, -1)
        states = torch.floor(256 * (pixels + 0.5)) * kept
    else:
        states = torch.randn(windows, shape.context, shape.state).float().double() * kept
    return states, actions, (torch.rand(windows, shape.context, 1).float().double() * kept), timesteps, mask


def almost_solve(network, batch):
    """Makes the actions of a batch those that the network predicts, so that its gradient is too small to be clipped."""
    with torch.no_grad():
        for _ in range(network.shape.context):
            batch[1].copy_(torch.where(batch[4].unsqueeze(-1) > 0, network(*batch).float().double(), batch[1]))


def named(batch):
    return dict(zip(("states", "actions", "returnsToGo", "timesteps", "mask"), (batch[0], batch[1], batch[2].squeeze(-1), batch[3], batch[4])))


def language(shape, seed):
    network = create(shape, seed)
    tokens = torch.randint(shape.vocabulary, (2, shape.positions))
    fixture = weights(network)
    scores = network.transformer.read(tokens)
    language_loss(scores, tokens).backward()
    return {**fixture, "tokens": tokens, "scores": scores, "loss": language_loss(scores, tokens).reshape(1), **gradients(network)}


def warm_up(step, tokens):
    return min((step + 1) / WARMUP, 1)


def warm_up_and_decay(step, tokens):
    """Decision Transformer's for Atari: the tokens are the actions learnt from."""
    if tokens < WARMUP_TOKENS:
        return tokens / WARMUP_TOKENS
    progress = min((tokens - WARMUP_TOKENS) / (FINAL_TOKENS - WARMUP_TOKENS), 1)
    return max(0.1, 0.5 * (1 + math.cos(math.pi * progress)))


def pattern(count):
    """Numbers from -1/2 to 1/2 that other programs can repeat to the last bit."""
    return (torch.arange(count) * 40503 % 65521).double() / 65521 - 0.5


def screen(shape, seed):
    """A forward pass on images and its gradients."""
    network = create(shape, seed)
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.numel() > LARGE:
                parameter.copy_((pattern(parameter.numel()) * (2 / math.sqrt(parameter[0].numel()))).float().view(parameter.shape))
    states, actions, returns_to_go, timesteps, mask = batch = random_batch(shape, BATCH)
    predicted = network(*batch)
    loss = action_loss(predicted, actions, mask, shape.choices)
    loss.backward()
    fixture = {name: weight for name, weight in weights(network).items() if weight.numel() <= LARGE}
    fixture.update({"batch." + name: values for name, values in named(batch).items() if name != "states"})
    fixture.update({"predicted": predicted * mask.unsqueeze(-1), "loss": loss.reshape(1)})
    fixture.update({name: gradient if gradient.numel() <= LARGE else gradient.flatten()[::KEPT] for name, gradient in gradients(network).items()})
    return fixture


def control(shape, seed, clip=CLIP, schedule=warm_up):
    """A forward pass, its gradients, and 20 optimiser steps on given batches."""
    network = create(shape, seed)
    fixture = weights(network)
    batches = [random_batch(shape, BATCH) for _ in range(STEPS)]
    if not shape.choices:
        almost_solve(network, batches[1])
    for name in named(batches[0]):
        fixture["batches." + name] = torch.stack([named(batch)[name] for batch in batches])

    predicted = network(*batches[0])
    action_loss(predicted, batches[0][1], batches[0][4], shape.choices).backward()
    fixture["predicted"] = predicted * batches[0][4].unsqueeze(-1)
    fixture.update(gradients(network))

    inside = [parameter for name, parameter in trained(network).items() if name.startswith("transformer.")]
    around = [parameter for name, parameter in trained(network).items() if not name.startswith("transformer.")]
    optimizer = torch.optim.AdamW(
        [{"params": inside, "lr": INSIDE[0], "weight_decay": INSIDE[1]}, {"params": around, "lr": AROUND[0], "weight_decay": AROUND[1]}], eps=1e-6)
    losses, norms, tokens = [], [], 0
    for step, batch in enumerate(batches):
        tokens += int(batch[4].sum())
        for group in optimizer.param_groups:
            group["lr"] = group.setdefault("base", group["lr"]) * schedule(step, tokens)
        loss = action_loss(network(*batch), batch[1], batch[4], shape.choices)
        optimizer.zero_grad()
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(network.parameters(), clip))
        optimizer.step()
        losses.append(loss)
    assert min(norms) < clip < max(norms), f"gradient norms {[round(float(norm), 2) for norm in norms]}: all or none are clipped"
    fixture["losses"] = torch.stack(losses)
    for name, parameter in trained(network).items():
        fixture["trained." + name] = parameter
    return fixture


def rollout(shape, seed):
    """An episode longer than the context in an environment that plays back given states and rewards, by the network that `control` begins with."""
    network = create(shape, seed)
    steps, target, scale = shape.context + 4, 30.0, 10.0
    states = torch.randn(steps + 1, shape.state).float().double()
    rewards = torch.rand(steps).float().double() * 5
    episode = Rollout(network, target, scale, states[0])
    fixture = {"states": states[:steps], "rewards": rewards, "target": torch.tensor([target, scale])}
    seen, actions = [], []
    with torch.no_grad():
        for step in range(steps):
            actions.append(episode.act())
            seen.append(named(episode.seen))
            episode.observe(rewards[step], states[step + 1])
    for name in seen[0]:
        fixture["seen." + name] = torch.cat([inputs[name] for inputs in seen])
    fixture["actions"] = torch.stack(actions)
    return fixture


def sampler(seed):
    """Every window of a small dataset, and how often each is drawn."""
    random_state = np.random.RandomState(seed)
    lengths, context, scale, draws = [1, 3, 7, 12, 20], 5, 10.0, 200_000
    episodes = [
        {"states": random_state.randn(n, 3), "actions": random_state.uniform(-1, 1, (n, 2)), "rewards": random_state.uniform(0, 2, n).astype("f4").astype("f8")} for n in lengths]
    windows = Windows(episodes, context, scale, longest=15)
    numbers = [(episode, start) for episode, length in enumerate(lengths) for start in range(length)]
    parts = [np.concatenate(part) for part in zip(*(windows.window(*number) for number in numbers))]
    fixture = {"windows." + name: part for name, part in named([torch.from_numpy(part) for part in parts]).items()}

    import random
    np.random.seed(seed)
    random.seed(seed)
    counts = dict.fromkeys(numbers, 0)
    # One draw at a time costs as much as a thousand: episodes are drawn together, as in a batch.
    for episode in np.random.choice(len(lengths), size=draws, p=windows.chances):
        counts[int(episode), random.randint(0, lengths[episode] - 1)] += 1
    everything = {name: np.concatenate([episode[name] for episode in episodes]) for name in ("states", "actions", "rewards")}
    everything["states"] = (everything["states"] - windows.mean) / windows.deviation
    fixture.update({"episodes." + name: torch.from_numpy(values) for name, values in everything.items()})
    fixture["episodes.lengths"] = torch.tensor(lengths)
    fixture["counts"] = torch.tensor([counts[number] for number in numbers])
    return fixture


def main(folder):
    torch.set_default_dtype(torch.float64)
    fixtures = {
        "gpt2": language(GPT2, 1),
        "gpt2-lora": language(LORA_GPT2, 2),
        "dt": control(DT, 3),
        "lamo": control(LAMO, 4),
        "discrete": control(DISCRETE, 6, DISCRETE_CLIP, warm_up_and_decay),
        "atari": screen(ATARI, 7),
        "rollout": rollout(LAMO, 4),
        "sampler": sampler(5),
        "behavior-cloning": values.behavior_cloning(8, discrete=False),
        "behavior-cloning-discrete": values.behavior_cloning(9, discrete=True),
        "td3bc": values.td3_bc(10),
        "iql": values.iql(11),
        "cql": values.cql(13),
        "cql-discrete": values.discrete_cql(12),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, tensors in fixtures.items():
        write(folder / f"{name}.safetensors", tensors)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
