"""Behaviour cloning, TD3+BC, IQL and CQL, a few steps each, from the papers' equations."""

import copy
import math

import torch
from torch import nn

STATE, ACTION, CHOICES, HIDDEN = 3, 2, 4, (8, 6)
STEPS, BATCH = 10, 16
RATE, DISCOUNT, POLYAK, LARGEST = 1e-2, 0.9, 0.1, 1.5


class SplitMix64:
    """The library's random generator (Steele, Lea and Flood, 2014), so that both draw the same numbers."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)

    def double(self):
        return (self.next() >> 11) / (1 << 53)

    def uniform(self, *shape):
        return torch.tensor([2 * self.double() - 1 for _ in range(math.prod(shape))]).float().double().view(shape)

    def normal(self, *shape):
        """By Box and Muller, in pairs; all the shapes here have an even number of values."""
        numbers = []
        while len(numbers) < math.prod(shape):
            radius, angle = math.sqrt(-2 * math.log(1 - self.double())), 2 * math.pi * self.double()
            numbers += [radius * math.cos(angle), radius * math.sin(angle)]
        return torch.tensor(numbers).float().double().view(shape)


def perceptron(inputs, outputs):
    sizes = (inputs, *HIDDEN, outputs)
    layers = []
    for here, there in zip(sizes, sizes[1:]):
        layers += [nn.Linear(here, there), nn.ReLU()]
    network = nn.Sequential(*layers[:-1])
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(parameter.float())
    return network


def stacked(name, *members):
    """The weights of networks side by side, inputs before outputs."""
    tensors = {}
    for number, layers in enumerate(zip(*([layer for layer in member if isinstance(layer, nn.Linear)] for member in members))):
        tensors[f"{name}.layers.{number}.weight"] = torch.stack([layer.weight.T for layer in layers]).clone()
        tensors[f"{name}.layers.{number}.bias"] = torch.stack([layer.bias.unsqueeze(0) for layer in layers]).clone()
    return tensors


def batches(discrete):
    exact = lambda values: values.float().double()
    return [{
        "states": exact(torch.randn(BATCH, STATE)),
        "actions": torch.randint(CHOICES, (BATCH, 1)).double() if discrete else exact(LARGEST * torch.tanh(torch.randn(BATCH, ACTION))),
        "rewards": exact(torch.randn(BATCH)),
        "nextStates": exact(torch.randn(BATCH, STATE)),
        "continues": (torch.rand(BATCH) < 0.8).double(),
    } for _ in range(STEPS)]


def follow(target, network):
    with torch.no_grad():
        for slow, fast in zip(target.parameters(), network.parameters()):
            slow.copy_((1 - POLYAK) * slow + POLYAK * fast)


def descend(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.detach()


def adam(*networks):
    return torch.optim.Adam([parameter for network in networks for parameter in network.parameters()], lr=RATE)


def q(network, states, actions):
    return network(torch.cat([states, actions], -1)).squeeze(-1)


def fixture(data, before, after, losses):
    tensors = {"batches." + name: torch.stack([batch[name] for batch in data]) for name in data[0]}
    tensors.update({"before." + name: tensor for name, tensor in before.items()})
    tensors.update({"after." + name: tensor for name, tensor in after.items()})
    return {**tensors, "losses": torch.stack(losses)}


def behavior_cloning(seed, discrete):
    torch.manual_seed(seed)
    actor = perceptron(STATE, CHOICES if discrete else ACTION)
    weights = lambda: stacked("policy.actor", actor)
    before, data, losses, optimizer = weights(), batches(discrete), [], adam(actor)
    for batch in data:
        output = actor(batch["states"])
        loss = nn.functional.cross_entropy(output, batch["actions"].long().squeeze(-1)) if discrete else ((LARGEST * output.tanh() - batch["actions"]) ** 2).mean()
        losses.append(descend(optimizer, loss))
    return fixture(data, before, weights(), losses)


def td3_bc(seed, alpha=2.5, interval=2):
    """Without noise on the target policy's actions."""
    torch.manual_seed(seed)
    actor, first, second = perceptron(STATE, ACTION), perceptron(STATE + ACTION, 1), perceptron(STATE + ACTION, 1)
    slow_actor, slow_first, slow_second = (copy.deepcopy(network) for network in (actor, first, second))
    act = lambda network, states: LARGEST * network(states).tanh()
    weights = lambda: {
        **stacked("policy.actor", actor), **stacked("policy.critic", first, second), **stacked("target_actor", slow_actor), **stacked("target_critic", slow_first, slow_second)}
    before, data, losses = weights(), batches(False), []
    actor_optimizer, critic_optimizer = adam(actor), adam(first, second)
    for number, batch in enumerate(data):
        with torch.no_grad():
            chosen = act(slow_actor, batch["nextStates"])
            following = torch.min(q(slow_first, batch["nextStates"], chosen), q(slow_second, batch["nextStates"], chosen))
            target = batch["rewards"] + DISCOUNT * batch["continues"] * following
        values = [q(network, batch["states"], batch["actions"]) for network in (first, second)]
        losses.append(descend(critic_optimizer, sum(((value - target) ** 2).mean() for value in values)))
        if number % interval == interval - 1:
            chosen = act(actor, batch["states"])
            value = q(first, batch["states"], chosen)
            weight = alpha / value.abs().mean().detach()
            descend(actor_optimizer, -weight * value.mean() + ((chosen - batch["actions"]) ** 2).mean())
            for target_network, network in ((slow_actor, actor), (slow_first, first), (slow_second, second)):
                follow(target_network, network)
    return fixture(data, before, weights(), losses)


def iql(seed, expectile=0.7, inverse_temperature=3.0, largest_weight=2.0):
    torch.manual_seed(seed)
    actor, value, first, second = perceptron(STATE, ACTION), perceptron(STATE, 1), perceptron(STATE + ACTION, 1), perceptron(STATE + ACTION, 1)
    slow_first, slow_second = copy.deepcopy(first), copy.deepcopy(second)
    deviations = nn.Parameter(torch.zeros(ACTION))
    weights = lambda: {
        **stacked("policy.actor", actor), **stacked("policy.critic", value), **stacked("critic", first, second), **stacked("target_critic", slow_first, slow_second),
        "log_deviations": deviations.clone()}
    before, data, losses = weights(), batches(False), []
    value_optimizer, critic_optimizer = adam(value), adam(first, second)
    actor_optimizer = torch.optim.Adam([*actor.parameters(), deviations], lr=RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(actor_optimizer, STEPS)
    for batch in data:
        with torch.no_grad():
            known = torch.min(q(slow_first, batch["states"], batch["actions"]), q(slow_second, batch["states"], batch["actions"]))
            target = batch["rewards"] + DISCOUNT * batch["continues"] * value(batch["nextStates"]).squeeze(-1)
        advantage = known - value(batch["states"]).squeeze(-1)
        descend(value_optimizer, (torch.where(advantage < 0, 1 - expectile, expectile) * advantage ** 2).mean())
        advantage = advantage.detach()
        errors = [((q(network, batch["states"], batch["actions"]) - target) ** 2).mean() for network in (first, second)]
        losses.append(descend(critic_optimizer, sum(errors) / 2))
        follow(slow_first, first)
        follow(slow_second, second)
        distribution = torch.distributions.Normal(LARGEST * actor(batch["states"]).tanh(), deviations.exp())
        weight = (inverse_temperature * advantage).exp().clamp(max=largest_weight)
        descend(actor_optimizer, -(weight * distribution.log_prob(batch["actions"]).sum(-1)).mean())
        schedule.step()
    return fixture(data, before, weights(), losses)


def discrete_cql(seed, alpha=2.0, temperature=1.5):
    torch.manual_seed(seed)
    network = perceptron(STATE, CHOICES)
    slow = copy.deepcopy(network)
    weights = lambda: {**stacked("policy.actor", network), **stacked("target", slow)}
    before, data, losses, optimizer = weights(), batches(True), [], adam(network)
    for batch in data:
        with torch.no_grad():
            best = network(batch["nextStates"]).argmax(-1)
            following = slow(batch["nextStates"])[torch.arange(BATCH), best]
            target = batch["rewards"] + DISCOUNT * batch["continues"] * following
        values = network(batch["states"])
        known = values[torch.arange(BATCH), batch["actions"].long().squeeze(-1)]
        error = ((known - target) ** 2).mean()
        penalty = (temperature * torch.log((values / temperature).exp().sum(-1)) - known).mean()
        descend(optimizer, error + alpha * penalty)
        losses.append(error.detach())
        follow(slow, network)
    return fixture(data, before, weights(), losses)


def cql(seed, alpha=2.0, temperature=1.5, samples=3, threshold=1.0):
    torch.manual_seed(seed)
    draws = SplitMix64(seed)
    actor, first, second = perceptron(STATE, 2 * ACTION), perceptron(STATE + ACTION, 1), perceptron(STATE + ACTION, 1)
    slow_first, slow_second = copy.deepcopy(first), copy.deepcopy(second)
    log_entropy_weight, log_penalty_weight = nn.Parameter(torch.zeros(1)), nn.Parameter(torch.ones(1))
    weights = lambda: {
        **stacked("policy.actor", actor), **stacked("policy.critic", first, second), **stacked("target_critic", slow_first, slow_second),
        "log_entropy_weight": log_entropy_weight.clone(), "log_penalty_weight": log_penalty_weight.clone()}
    before, data, losses = weights(), batches(False), []
    actor_optimizer, critic_optimizer = adam(actor), adam(first, second)
    entropy_optimizer, penalty_optimizer = (torch.optim.Adam([weight], lr=RATE) for weight in (log_entropy_weight, log_penalty_weight))

    def sample(states, *shape):
        """Actions in (-1, 1), as many for each state as the shape says, and the logarithms of their densities."""
        mean, log_deviation = actor(states).chunk(2, -1)
        log_deviation = (log_deviation - 1).clamp(-20, 2)
        distribution = torch.distributions.Normal(*(part.view(BATCH, *(1 for _ in shape), ACTION) for part in (mean, log_deviation.exp())))
        point = distribution.mean + distribution.stddev * draws.normal(BATCH, *shape, ACTION)
        return point.tanh(), (distribution.log_prob(point) - torch.log(1 - point.tanh() ** 2)).sum(-1)

    for batch in data:
        states, following = batch["states"], batch["nextStates"]
        action, log_density = sample(states)
        actor_loss = (log_entropy_weight.exp().detach() * log_density - torch.min(*(q(network, states, LARGEST * action) for network in (first, second)))).mean()
        with torch.no_grad():
            later, _ = sample(following)
            target = batch["rewards"] + DISCOUNT * batch["continues"] * torch.min(*(q(network, following, LARGEST * later) for network in (slow_first, slow_second)))
            uniform = draws.uniform(BATCH, samples, ACTION)
            here, log_here = sample(states, samples)
            there, log_there = sample(following, samples)
        actions = LARGEST * torch.cat([uniform, here, there], 1)
        log_densities = torch.cat([torch.full((BATCH, samples), ACTION * math.log(0.5)), log_here, log_there], 1)
        errors, penalties = [], []
        for network in (first, second):
            known = q(network, states, batch["actions"])
            tried = q(network, states.unsqueeze(1).expand(-1, 3 * samples, -1), actions)
            errors.append(((known - target) ** 2).mean())
            penalties.append((temperature * torch.logsumexp((tried - log_densities) / temperature, -1) - known).mean())
        penalty_weight = log_penalty_weight.exp().clamp(0, 1e6)
        excess = [alpha * (penalty - threshold) for penalty in penalties]
        critic_loss = sum(errors) + sum(penalty_weight.detach() * part for part in excess)
        gradients = torch.autograd.grad(critic_loss, [*first.parameters(), *second.parameters()], retain_graph=True)

        descend(penalty_optimizer, -(penalty_weight * (excess[0] + excess[1]).detach() / 2).mean())
        descend(actor_optimizer, actor_loss)
        descend(entropy_optimizer, -(log_entropy_weight * (log_density.detach() - ACTION)).mean())
        # The actor's loss has left gradients in the critics.
        for parameter, gradient in zip([*first.parameters(), *second.parameters()], gradients):
            parameter.grad = gradient
        critic_optimizer.step()
        follow(slow_first, first)
        follow(slow_second, second)
        losses.append(sum(errors).detach())
    return fixture(data, before, weights(), losses)
