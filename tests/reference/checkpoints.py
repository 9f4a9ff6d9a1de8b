"""Writes the PyTorch checkpoints that the tests of LaMo.Core read, with PyTorch's own torch.save.

Usage: checkpoints.py FOLDER
"""

from collections import OrderedDict
from pathlib import Path
import sys

import torch

from fixtures import write
from network import Policy, Shape

RELEASED = Shape(width=8, layers=1, heads=2, state=2, action=1, context=3, episode=6, rank=2, alpha=4, vocabulary=5, positions=9)
LANGUAGE = Shape(width=8, layers=1, heads=2, vocabulary=5, positions=4)


def views():
    """Every way in which a state dict's tensors lie in their storages; the values of `whole` are 0 to 23, those of the others follow from their names."""
    whole = torch.arange(24, dtype=torch.float32).view(4, 6)
    state = OrderedDict(
        whole=whole,
        transposed=whole.t(),
        part=whole[1:3, 2:5],
        every_other=whole[:, ::2],
        expanded=whole[:1].expand(3, 6),
        half=whole.half(),
        half_transposed=whole.half().t(),
        bfloat16=whole.bfloat16(),
        parameter=torch.nn.Parameter(whole.clone()),
        scalar=torch.tensor(2.5),
        empty=torch.empty(0, 3),
        integers=torch.arange(3),
        mask=torch.ones(2, 2, dtype=torch.bool),
        steps=7,
        note="not a tensor",
        nested={"list": [1.5, None, True, (1, 2, 3, 4)]},
    )
    state._metadata = OrderedDict([("", {"version": 1})])
    return state


def create(shape, seed):
    torch.manual_seed(seed)
    network = Policy(shape)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.3)
    return network


def masks(positions, layers, prefix):
    causal = torch.tril(torch.ones(positions, positions, dtype=torch.uint8)).view(1, 1, positions, positions)
    return {f"{prefix}h.{layer}.attn.{name}": value for layer in range(layers) for name, value in (("bias", causal), ("masked_bias", torch.tensor(-1e4)))}


def released():
    """A state dict as LaMo's published code saves it, and the actions of one window."""
    network = create(RELEASED, 1)
    state = OrderedDict()
    for name, parameter in network.state_dict().items():
        if name.endswith("c_attn.weight"):
            parameter = parameter.t().contiguous().t()  # loralib transposes a linear layer's weight in place
        state["transformer_model." + name if name.startswith("transformer.") else name] = parameter
    state.update(masks(RELEASED.positions, RELEASED.layers, "transformer_model.transformer."))
    state["transformer_model.lm_head.weight"] = state["transformer_model.transformer.wte.weight"]
    for name, outputs in (("predict_state", RELEASED.state), ("predict_return", 1)):
        state[name + ".weight"], state[name + ".bias"] = torch.randn(outputs, RELEASED.width), torch.randn(outputs)
    batch = {
        "states": torch.randn(1, 3, RELEASED.state), "actions": torch.randn(1, 3, RELEASED.action), "returnsToGo": torch.rand(1, 3, 1),
        "timesteps": torch.tensor([[1, 2, 3]]), "mask": torch.ones(1, 3),
    }
    with torch.no_grad():
        return state, {**batch, "predicted": network(*batch.values())}


def language():
    """A GPT-2 in half precision as old versions of Hugging Face's library saved it, and its scores for a text."""
    network = create(LANGUAGE, 2)
    state = OrderedDict((name, parameter.half()) for name, parameter in network.transformer.state_dict().items())
    network.transformer.load_state_dict(state)
    state = OrderedDict(("transformer." + name, parameter) for name, parameter in state.items())
    state.update(masks(LANGUAGE.positions, LANGUAGE.layers, "transformer."))
    state["lm_head.weight"] = state["transformer.wte.weight"]
    tokens = torch.tensor([[3, 0, 4, 1]])
    with torch.no_grad():
        return state, {"tokens": tokens, "scores": network.transformer.read(tokens)}


def main(folder):
    torch.save(views(), folder / "views.pt")
    torch.save(views(), folder / "views-legacy.pt", _use_new_zipfile_serialization=False)
    for name, make in (("released", released), ("language", language)):
        state, expected = make()
        torch.save(state, folder / f"{name}.pt")
        write(folder / f"{name}.safetensors", expected)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
