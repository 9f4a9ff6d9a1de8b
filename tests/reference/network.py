"""GPT-2, LoRA, the Decision Transformer and LaMo, written from their papers' equations with plain PyTorch modules.

Parameters carry Hugging Face's GPT-2 names and loralib's names for the merged low-rank factors. Operations are those that the published
implementations run one by one (mask by `where` and by addition, gelu from its formula, dropout as modules, low-rank update as a grouped
convolution), because the benchmark times them.
"""

from dataclasses import dataclass
import math

import torch
from torch import nn
import torch.nn.functional as F

MASKED = -10000.0


@dataclass(frozen=True)
class Shape:
    """A network's shape; `rank` 0 is no LoRA, `state` 0 is a language model without the Decision Transformer around it.

    With an `image` (frames, rows, columns) states are its pixels; with `choices` an action is the number of one of them. `atari` is LaMo's Atari code: time is added before the
    layer norm, and the action head is linear even where the embedders are not.
    """

    width: int
    layers: int
    heads: int
    state: int = 0
    action: int = 0
    context: int = 20
    episode: int = 1000
    activation: str = "gelu_new"
    mlp: bool = True
    image: tuple = ()
    choices: int = 0
    atari: bool = False
    rank: int = 0
    alpha: float = 32.0
    vocabulary: int = 0
    positions: int = 0
    dropout: float = 0.0


def gelu_new(x):
    """0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))"""
    return 0.5 * x * (1.0 + torch.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * torch.pow(x, 3.0))))


class Conv1D(nn.Module):
    """y = x W + b with W stored [in, out]."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, outputs) * 0.02)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        return torch.addmm(self.bias, x.reshape(-1, x.shape[-1]), self.weight).view(*x.shape[:-1], -1)


class LoraQkv(nn.Module):
    """The fused query, key and value projection, each third with its own update (alpha / r) B A x."""

    def __init__(self, shape):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(shape.width, 3 * shape.width) * 0.02)
        self.bias = nn.Parameter(torch.zeros(3 * shape.width))
        self.lora_A = nn.Parameter(torch.empty(3 * shape.rank, shape.width))
        self.lora_B = nn.Parameter(torch.zeros(3 * shape.width, shape.rank))
        nn.init.kaiming_uniform_(self.lora_A, a=math.sqrt(5))
        self.lora_dropout = nn.Dropout(shape.dropout)
        self.scaling = shape.alpha / shape.rank

    def forward(self, x):
        frozen = F.linear(x, self.weight.t(), self.bias)
        reduced = F.linear(self.lora_dropout(x), self.lora_A)
        update = F.conv1d(reduced.transpose(-2, -1), self.lora_B.unsqueeze(-1), groups=3).transpose(-2, -1)
        # loralib scatters the update into a full-width tensor even where all three thirds are adapted.
        scattered = update.new_zeros(update.shape).view(-1, update.shape[-1])
        scattered[:, torch.ones(update.shape[-1], dtype=torch.bool)] = update.reshape(-1, update.shape[-1])
        return frozen + scattered.view(frozen.shape) * self.scaling


class Attention(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.heads = shape.heads
        self.c_attn = LoraQkv(shape) if shape.rank else Conv1D(shape.width, 3 * shape.width)
        self.c_proj = Conv1D(shape.width, shape.width)
        self.attn_dropout = nn.Dropout(shape.dropout)
        self.resid_dropout = nn.Dropout(shape.dropout)
        longest = max(shape.positions, 3 * shape.context)
        self.register_buffer("causal", torch.tril(torch.ones(longest, longest, dtype=torch.uint8)).view(1, 1, longest, longest), persistent=False)
        self.register_buffer("masked", torch.tensor(MASKED), persistent=False)

    def forward(self, x, mask):
        batch, tokens, width = x.shape
        query, key, value = (part.view(batch, tokens, self.heads, -1).permute(0, 2, 1, 3) for part in self.c_attn(x).split(width, dim=2))
        scores = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(width // self.heads)
        scores = torch.where(self.causal[:, :, :tokens, :tokens].bool(), scores, self.masked.to(scores.dtype))
        if mask is not None:
            scores = scores + mask
        weights = self.attn_dropout(torch.softmax(scores, dim=-1))
        merged = torch.matmul(weights, value).permute(0, 2, 1, 3).contiguous().view(batch, tokens, width)
        return self.resid_dropout(self.c_proj(merged))


class FeedForward(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.c_fc = Conv1D(shape.width, 4 * shape.width)
        self.c_proj = Conv1D(4 * shape.width, shape.width)
        self.activation = gelu_new if shape.activation == "gelu_new" else F.relu
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x):
        return self.dropout(self.c_proj(self.activation(self.c_fc(x))))


class Block(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.ln_1 = nn.LayerNorm(shape.width)
        self.attn = Attention(shape)
        self.ln_2 = nn.LayerNorm(shape.width)
        self.mlp = FeedForward(shape)

    def forward(self, x, mask):
        x = x + self.attn(self.ln_1(x), mask)
        return x + self.mlp(self.ln_2(x))


class Gpt2(nn.Module):
    def __init__(self, shape):
        super().__init__()
        if shape.vocabulary:
            self.wte = nn.Embedding(shape.vocabulary, shape.width)
            self.wpe = nn.Embedding(shape.positions, shape.width)
            nn.init.normal_(self.wte.weight, std=0.02)
            nn.init.normal_(self.wpe.weight, std=0.02)
        self.drop = nn.Dropout(shape.dropout)
        self.h = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.ln_f = nn.LayerNorm(shape.width)

    def forward(self, embeddings, keep=None):
        """`keep` is 1 for tokens that may be attended to and 0 for padding, [batch, token]."""
        mask = None if keep is None else (1.0 - keep[:, None, None, :].to(embeddings.dtype)) * MASKED
        x = self.drop(embeddings)
        for block in self.h:
            x = block(x, mask)
        return self.ln_f(x)

    def read(self, tokens):
        """The scores of each next token; the output layer is the token embedding."""
        positions = torch.arange(tokens.shape[1], device=tokens.device)
        return F.linear(self(self.wte(tokens) + self.wpe(positions)), self.wte.weight)


class Embedder(nn.Module):
    """LaMo's: h = fc1(x), then fc2(gelu(h)) + h."""

    def __init__(self, fc1, width):
        super().__init__()
        self.fc1 = fc1
        self.fc2 = nn.Linear(width, width)
        self.activation = nn.GELU()

    def forward(self, x):
        hidden = self.fc1(x)
        return self.fc2(self.activation(hidden)) + hidden


def convolutions(image, width):
    """The encoder of LaMo's and Decision Transformer's Atari code."""
    (channels, *sizes), layers = image, []
    for outputs, kernel, stride in (32, 8, 4), (64, 4, 2), (64, 3, 1):
        layers += [nn.Conv2d(channels, outputs, kernel, stride), nn.ReLU()]
        channels, sizes = outputs, [(size - kernel) // stride + 1 for size in sizes]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(channels * sizes[0] * sizes[1], width))


class Head(nn.Module):
    """LaMo's: fc2(gelu(fc1(x)))."""

    def __init__(self, width, outputs):
        super().__init__()
        self.fc1 = nn.Linear(width, width)
        self.fc2 = nn.Linear(width, outputs)
        self.activation = nn.GELU()

    def forward(self, x):
        return self.fc2(self.activation(self.fc1(x)))


class Policy(nn.Module):
    """The Decision Transformer: three tokens R, s, a a step; the action is read from the output at s."""

    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        embedder = (lambda layer: Embedder(layer, shape.width)) if shape.mlp else (lambda layer: layer)
        self.transformer = Gpt2(shape)
        if not shape.state:
            return
        self.embed_timestep = nn.Embedding(shape.episode, shape.width)
        self.embed_return = embedder(nn.Linear(1, shape.width))
        if shape.image:
            self.embed_state = convolutions(shape.image, shape.width)
            if shape.mlp:
                self.embed_state = nn.Sequential(self.embed_state, embedder(nn.Linear(shape.width, shape.width)))
        else:
            self.embed_state = embedder(nn.Linear(shape.state, shape.width))
        self.embed_action = embedder(nn.Embedding(shape.choices, shape.width) if shape.choices else nn.Linear(shape.action, shape.width))
        self.embed_ln = nn.LayerNorm(shape.width)
        outputs = shape.choices or shape.action
        self.predict_action = Head(shape.width, outputs) if shape.mlp and not shape.atari else nn.Sequential(nn.Linear(shape.width, outputs), nn.Tanh())

    def forward(self, states, actions, returns_to_go, timesteps, mask):
        batch, steps = mask.shape
        if self.shape.image:
            states = self.embed_state(states.reshape(-1, *self.shape.image) / 255).reshape(batch, steps, -1)
        else:
            states = self.embed_state(states)
        parts = (self.embed_return(returns_to_go), states, self.embed_action(numbers(actions) if self.shape.choices else actions))
        tokens = torch.stack(parts, dim=1).permute(0, 2, 1, 3).reshape(batch, 3 * steps, -1)
        time = self.embed_timestep(timesteps).repeat_interleave(3, dim=1)
        tokens = self.embed_ln(tokens + time) if self.shape.atari else self.embed_ln(tokens) + time
        keep = torch.stack((mask, mask, mask), dim=1).permute(0, 2, 1).reshape(batch, 3 * steps)
        hidden = self.transformer(tokens, keep).reshape(batch, steps, 3, -1).permute(0, 2, 1, 3)
        return self.predict_action(hidden[:, 1])

    def adapt(self):
        """Freezes what LaMo freezes: all of the transformer but the low-rank factors and the bias beside them."""
        for name, parameter in self.transformer.named_parameters():
            parameter.requires_grad = name.endswith(("lora_A", "lora_B", "c_attn.bias"))
        return self


def numbers(actions):
    """Discrete actions [batch, step, 1] as indices; padding becomes one of them."""
    return actions.squeeze(-1).clamp(min=0).long()


def action_loss(predicted, actions, mask, choices=0):
    """The mean squared error, or the cross entropy, over the steps that are not padding."""
    kept = mask.reshape(-1) > 0
    if choices:
        return F.cross_entropy(predicted.reshape(-1, choices)[kept], numbers(actions).reshape(-1)[kept])
    return torch.mean((predicted.reshape(-1, predicted.shape[-1])[kept] - actions.reshape(-1, actions.shape[-1])[kept]) ** 2)


def language_loss(scores, tokens):
    return F.cross_entropy(scores[:, :-1].reshape(-1, scores.shape[-1]), tokens[:, 1:].reshape(-1))
