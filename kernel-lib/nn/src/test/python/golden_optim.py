#!/usr/bin/env python3
"""Computes with PyTorch, in float64, the numbers for optimisers with options, schedules and losses.

Needs:   PyTorch; the committed numbers come from torch 1.13.0 (the package python3-torch of Debian 12).
Run:     python3 src/test/python/golden_optim.py            from the folder kernel-lib/nn
Writes:  src/test/resources/golden/{optim,schedules,losses}.json

Formats and helpers are those of golden.py beside this file.
"""

import json
import warnings

import torch

import golden
from golden import normal, write_tensor

functional = torch.nn.functional
schedulers = torch.optim.lr_scheduler


def write(name, content):
    header = {"made_by": "src/test/python/golden_optim.py", "torch": torch.__version__}
    lines = ",\n".join("  " + json.dumps(each) for each in content)
    text = '{"about": %s,\n"cases": [\n%s\n]}\n' % (json.dumps(header), lines)
    (golden.GOLDEN / name).write_text(text)
    print(f"{name}: {len(content)} cases, {len(text)} bytes")


# ---- ten steps of every optimiser with its options, with gradients that change and are sometimes missing

SGD, ADAM, ADAMW = torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW
ADAGRAD, RMSPROP = torch.optim.Adagrad, torch.optim.RMSprop


def ten_steps(name, make, rate, options, groups=()):
    """Groups are (indices of parameters, factor of the learning rate, weight decay)."""
    parameters = [normal(3, 4).requires_grad_(), normal(4).requires_grad_()]
    start = [write_tensor(p) for p in parameters]
    torch_names = {
        "learningRateDecay": "lr_decay",
        "weightDecay": "weight_decay",
        "initialSum": "initial_accumulator_value",
    }
    arguments = {torch_names.get(k, k): v for k, v in options.items()}
    if "beta1" in arguments:
        arguments["betas"] = (arguments.pop("beta1"), arguments.pop("beta2"))
    grouped = [i for indices, _, _ in groups for i in indices]
    given = [
        {"params": [parameters[i] for i in indices], "lr": rate * factor, "weight_decay": decay}
        for indices, factor, decay in groups
    ]
    rest = [p for i, p in enumerate(parameters) if i not in grouped]
    optimizer = make(given + ([{"params": rest}] if rest else []), lr=rate, **arguments)
    steps = []
    for step in range(10):
        current = rate if step < 6 else rate / 2
        if step == 6:
            for group in optimizer.param_groups:
                group["lr"] *= 0.5
        gradients = []
        for i, parameter in enumerate(parameters):
            if i == 1 and step in (0, 4):
                parameter.grad = None
                gradients.append(None)
                continue
            parameter.grad = normal(*parameter.shape) * [1, 30, 1e-3, 1, 0.1][step % 5]
            gradients.append(write_tensor(parameter.grad))
        optimizer.step()
        steps.append(
            {
                "learningRate": current,
                "gradients": gradients,
                "values": [write_tensor(p) for p in parameters],
            }
        )
    return {
        "optimizer": name,
        "learningRate": rate,
        "options": options,
        "groups": [
            {"parameters": indices, "factor": factor, "weightDecay": decay}
            for indices, factor, decay in groups
        ],
        "start": start,
        "steps": steps,
    }


def optimizers():
    def sgd(momentum, dampening, decay, nesterov):
        return {"momentum": momentum, "dampening": dampening, "weightDecay": decay, "nesterov": nesterov}

    def adam(beta1, beta2, eps, decay):
        return {"beta1": beta1, "beta2": beta2, "eps": eps, "weightDecay": decay}

    def adagrad(lr_decay, decay, initial, eps):
        return {"learningRateDecay": lr_decay, "weightDecay": decay, "initialSum": initial, "eps": eps}

    def rmsprop(alpha, eps, decay, momentum, centered):
        return {"alpha": alpha, "eps": eps, "weightDecay": decay, "momentum": momentum, "centered": centered}

    cases = [
        ("Sgd", SGD, 0.1, sgd(0, 0, 0.1, False)),
        ("Sgd", SGD, 0.05, sgd(0.9, 0, 0, True)),
        ("Sgd", SGD, 0.05, sgd(0.9, 0, 0.2, True)),
        ("Sgd", SGD, 0.05, sgd(0.8, 0.3, 0, False)),
        ("Sgd", SGD, 0.05, sgd(0.8, 0.3, 0.05, False)),
        ("Sgd", SGD, 0.05, sgd(0.9, 0, 0.1, True), [([1], 0.1, 0)]),
        ("Adam", ADAM, 0.01, adam(0.9, 0.999, 1e-8, 0.1)),
        ("Adam", ADAM, 0.05, adam(0.7, 0.9, 1e-2, 0)),
        ("Adam", ADAM, 0.05, adam(0.9, 0.99, 1e-6, 0.3), [([0], 3, 0.01), ([1], 0.5, 0)]),
        ("AdamW", ADAMW, 0.01, adam(0.9, 0.999, 1e-8, 0.01)),
        ("AdamW", ADAMW, 0.05, adam(0.8, 0.95, 1e-6, 0.5)),
        ("AdamW", ADAMW, 0.05, adam(0.9, 0.999, 1e-8, 0.5), [([1], 1, 0)]),
        ("AdamW", ADAMW, 0.05, adam(0.9, 0.999, 1e-8, 0.5), [([0], 0.2, 0.1)]),
        ("Adagrad", ADAGRAD, 0.01, adagrad(0, 0, 0, 1e-10)),
        ("Adagrad", ADAGRAD, 0.3, adagrad(0.1, 0.2, 0.5, 1e-3)),
        ("Adagrad", ADAGRAD, 0.3, adagrad(0, 0.2, 0, 1e-10), [([1], 2, 0)]),
        ("RmsProp", RMSPROP, 0.01, rmsprop(0.99, 1e-8, 0, 0, False)),
        ("RmsProp", RMSPROP, 0.02, rmsprop(0.9, 1e-3, 0.1, 0, False)),
        ("RmsProp", RMSPROP, 0.02, rmsprop(0.9, 1e-8, 0, 0.8, False)),
        ("RmsProp", RMSPROP, 0.02, rmsprop(0.9, 1e-3, 0, 0, True)),
        ("RmsProp", RMSPROP, 0.02, rmsprop(0.9, 1e-3, 0.1, 0.8, True), [([1], 0.1, 0)]),
    ]
    write("optim.json", [ten_steps(*each) for each in cases])


# ---- schedules: the learning rate of each step


def schedules():
    cases = []

    def add(name, rate, arguments, make, steps=12, losses=None):
        parameter = torch.zeros(1, requires_grad=True)
        optimizer = torch.optim.SGD([parameter], lr=rate)
        schedule = make(optimizer)
        rates = []
        for step in range(steps):
            rates.append(optimizer.param_groups[0]["lr"])
            parameter.grad = torch.zeros(1)
            optimizer.step()
            if losses:
                schedule.step(losses[step])
            else:
                schedule.step()
        cases.append(
            {"schedule": name, "rate": rate, "arguments": arguments, "rates": rates, "losses": losses}
        )

    for every, gamma in [(3, 0.1), (1, 0.9), (5, 0.5)]:
        add("step", 0.4, [every, gamma], lambda o: schedulers.StepLR(o, every, gamma), 16)
    for total, minimum in [(10, 0.0), (7, 0.01), (1, 0.0)]:
        add("cosine", 0.3, [total, minimum],
            lambda o: schedulers.CosineAnnealingLR(o, total, minimum), total + 1)
    for total, start in [(5, 1 / 3), (1, 0.5), (8, 1e-3)]:
        add("linearWarmup", 0.2, [total, start],
            lambda o: schedulers.LinearLR(o, start_factor=start, total_iters=total))
    for warm, total, minimum in [(4, 12, 0.0), (1, 9, 0.02), (11, 13, 0.0)]:
        def both(o):
            first = schedulers.LinearLR(o, start_factor=1 / (warm + 1), total_iters=warm)
            second = schedulers.CosineAnnealingLR(o, total - warm, minimum)
            # Making the second resets the rate that the first has set: PyTorch 1.13's own slip.
            o.param_groups[0]["lr"] = 0.3 / (warm + 1)
            return schedulers.SequentialLR(o, [first, second], [warm])
        add("warmupCosine", 0.3, [warm, total, minimum], both, total + 1)
    for maximum, total in [(1.0, 10), (0.1, 20), (3.0, 37)]:
        add("oneCycle", 0.7, [maximum, total],
            lambda o: schedulers.OneCycleLR(o, maximum, total, cycle_momentum=False), total)
    losses = [5, 4, 4, 4, 3.9999, 4.1, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2.5, 2.5, 2.5, 2.5, float("nan"), 2.5, 2.5]
    for factor, patience, threshold, cooldown, minimum in [
        (0.1, 10, 1e-4, 0, 0.0), (0.5, 1, 1e-4, 0, 0.0), (0.5, 0, 0.01, 2, 0.03), (0.2, 2, 0.1, 1, 0.001),
    ]:
        add("plateau", 0.4, [factor, patience, threshold, cooldown, minimum],
            lambda o: schedulers.ReduceLROnPlateau(o, factor=factor, patience=patience,
                                                   threshold=threshold, cooldown=cooldown, min_lr=minimum),
            len(losses), losses)
    for case in cases:
        if case["losses"]:
            case["losses"] = [golden.number(v) for v in case["losses"]]
    write("schedules.json", cases)


# ---- losses: value and gradients


def losses():
    golden.OPS.clear()
    op = golden.op
    huber = "Losses.huber(Tensor, Tensor, double)"
    for shape, delta in [((3, 4), 1.0), ((5,), 0.3), ((2, 3, 2), 2.5)]:
        op(huber, lambda p, t, d: functional.huber_loss(p, t, delta=d), normal(*shape) * 2,
           normal(*shape), delta)
    op(huber, lambda p, t, d: functional.huber_loss(p, t, delta=d),
       torch.tensor([-2.0, -1, 0, 1, 2, 1e6]), torch.zeros(6), 1.0)

    batchmean = lambda x, t: functional.kl_div(x, t, reduction="batchmean")
    for shape in [(4, 3), (1, 5), (2, 3, 4)]:
        op("Losses.kl(Tensor, Tensor)", batchmean, torch.log_softmax(normal(*shape), -1),
           torch.softmax(normal(*shape), -1))

    def distillation(student, teacher, t):
        return batchmean(torch.log_softmax(student / t, -1), torch.softmax(teacher / t, -1)) * t * t

    for shape, temperature in [((4, 3), 1.0), ((2, 6), 4.0), ((1, 2), 0.5)]:
        op("Losses.distillation(Tensor, Tensor, double)", distillation, normal(*shape) * 3,
           normal(*shape) * 3, temperature)

    def info_nce(a, b, t):
        logits = functional.normalize(a, dim=-1) @ functional.normalize(b, dim=-1).T / t
        return functional.cross_entropy(logits, torch.arange(len(a)))

    for shape, temperature in [((4, 3), 0.07), ((2, 5), 0.5), ((7, 2), 1.0)]:
        op("Losses.infoNce(Tensor, Tensor, double)", info_nce, normal(*shape), normal(*shape), temperature)

    def skip_gram(centre, context, negatives):
        right = functional.logsigmoid((centre * context).sum(-1))
        wrong = functional.logsigmoid(-torch.einsum("nd,nkd->nk", centre, negatives)).sum(-1)
        return -(right + wrong).mean()

    for n, k, d in [(4, 5, 3), (1, 1, 2), (3, 2, 6)]:
        op("Losses.skipGram(Tensor, Tensor, Tensor)", skip_gram, normal(n, d) * 2, normal(n, d) * 2,
           normal(n, k, d) * 2)

    def with_options(name, function, x, labels, weights, smoothing, ignored):
        signature = f"Losses.{name}(Tensor, int[], LabelOptions)"
        weight = None if weights is None else torch.tensor(weights)
        op(signature, lambda z, y: function(z, torch.tensor(y), weight, smoothing, ignored), x, labels)
        golden.OPS[-1]["arguments"].append(
            {"labelOptions": {"classWeights": weights, "labelSmoothing": smoothing, "ignoredIndex": ignored}}
        )

    def cross_entropy(z, y, weight, smoothing, ignored):
        return functional.cross_entropy(z, y, weight=weight, label_smoothing=smoothing, ignore_index=ignored)

    def nll(z, y, weight, smoothing, ignored):
        assert smoothing == 0  # PyTorch has no smoothing here.
        return functional.nll_loss(z, y, weight=weight, ignore_index=ignored)

    weights = [0.5, 2.0, 1.25]
    for given in [(None, 0.0, -100), (weights, 0.0, -100), (None, 0.1, -100), (None, 0.0, 2), (None, 0.3, 2),
                  (weights, 0.2, -100), (weights, 0.2, 0), ([0.0, 1.0, 3.0], 0.0, 1), (weights, 1.0, -1)]:
        labels = [2, 0, 1, 2, 2, 1, 0]
        if given[2] < 0:
            labels[3] = given[2]
        with_options("crossEntropy", cross_entropy, normal(7, 3) * 2, labels, *given)
        if given[1] == 0:
            with_options("nll", nll, normal(7, 3) * 2, labels, *given)
    with_options("crossEntropy", cross_entropy, torch.tensor([[1000.0, 0, -1000], [-800, -801, -802]]),
                 [2, 0], weights, 0.1, -100)
    write("losses.json", golden.OPS)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    optimizers()
    schedules()
    losses()
