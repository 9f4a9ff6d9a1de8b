"""Training windows as Decision Transformer's published procedure draws and pads them, and its autoregressive rollout."""

import random

import numpy as np
import torch


def returns_to_go(rewards):
    sums = np.zeros_like(rewards)
    sums[-1] = rewards[-1]
    for t in reversed(range(len(rewards) - 1)):
        sums[t] = rewards[t] + sums[t + 1]
    return sums


class Windows:
    """Draws an episode with probability proportional to its length, then a start step uniformly within it."""

    def __init__(self, episodes, context, scale, longest):
        self.episodes, self.context, self.scale, self.longest = episodes, context, scale, longest
        lengths = np.array([len(episode["rewards"]) for episode in episodes])
        states = np.concatenate([episode["states"] for episode in episodes])
        self.chances = lengths / lengths.sum()
        self.mean, self.deviation = states.mean(axis=0), states.std(axis=0) + 1e-6

    def draw(self):
        episode = int(np.random.choice(np.arange(len(self.episodes)), p=self.chances))
        return episode, random.randint(0, len(self.episodes[episode]["rewards"]) - 1)

    def window(self, number, start):
        """One window, left-padded: states, actions, returns-to-go, timesteps, mask, each with a leading dimension of 1."""
        episode, context = self.episodes[number], self.context
        states = episode["states"][start : start + context][None]
        actions = episode["actions"][start : start + context][None]
        length = states.shape[1]
        padding = context - length
        timesteps = np.arange(start, start + length)[None]
        timesteps[timesteps >= self.longest] = self.longest - 1
        sums = returns_to_go(episode["rewards"][start:])[:length].reshape(1, -1, 1)
        return (
            (np.concatenate([np.zeros((1, padding, states.shape[2])), states], axis=1) - self.mean) / self.deviation,
            np.concatenate([np.ones((1, padding, actions.shape[2])) * -10.0, actions], axis=1),
            np.concatenate([np.zeros((1, padding, 1)), sums], axis=1) / self.scale,
            np.concatenate([np.zeros((1, padding)), timesteps], axis=1),
            np.concatenate([np.zeros((1, padding)), np.ones((1, length))], axis=1),
        )

    def batch(self, size):
        """All episodes are chosen in one draw, starts one by one."""
        chosen = np.random.choice(np.arange(len(self.episodes)), size=size, replace=True, p=self.chances)
        windows = [self.window(int(episode), random.randint(0, len(self.episodes[episode]["rewards"]) - 1)) for episode in chosen]
        states, actions, sums, timesteps, mask = (np.concatenate(part) for part in zip(*windows))
        kind = torch.get_default_dtype()
        return (*(torch.from_numpy(part).to(kind) for part in (states, actions, sums)), torch.from_numpy(timesteps).long(), torch.from_numpy(mask))


def left_padded(history, context):
    """The last steps of a history [1, step, feature], filled up with zeros on the left."""
    history = history[:, -context:]
    missing = history.new_zeros(1, context - history.shape[1], history.shape[2])
    return torch.cat([missing, history], dim=1)


class Rollout:
    """An episode under way: what has happened so far grows step by step, and the network sees the last K steps of it."""

    def __init__(self, network, target, scale, state):
        self.network, self.scale = network, scale
        kind = torch.get_default_dtype()
        self.states = torch.as_tensor(state, dtype=kind).reshape(1, 1, -1)
        self.actions = torch.zeros(1, 0, network.shape.action)
        self.returns = torch.tensor(target / scale, dtype=kind).reshape(1, 1, 1)
        self.timesteps = torch.zeros(1, 1, dtype=torch.long)

    def inputs(self):
        context = self.network.shape.context
        steps = min(self.states.shape[1], context)
        mask = torch.cat([torch.zeros(context - steps), torch.ones(steps)]).long().reshape(1, -1)
        timesteps = left_padded(self.timesteps.unsqueeze(-1), context).squeeze(-1)
        return left_padded(self.states, context), left_padded(self.actions, context), left_padded(self.returns, context), timesteps, mask

    def act(self):
        """Chooses an action; the current step's own action is zeros while it is chosen."""
        self.actions = torch.cat([self.actions, torch.zeros(1, 1, self.network.shape.action)], dim=1)
        self.seen = self.inputs()
        action = self.network(*self.seen)[0, -1]
        self.actions[0, -1] = action
        return action

    def observe(self, reward, state):
        self.states = torch.cat([self.states, torch.as_tensor(state, dtype=self.states.dtype).reshape(1, 1, -1)], dim=1)
        self.returns = torch.cat([self.returns, (self.returns[0, -1] - reward / self.scale).reshape(1, 1, 1)], dim=1)
        self.timesteps = torch.cat([self.timesteps, torch.ones(1, 1, dtype=torch.long) * self.timesteps.shape[1]], dim=1)
