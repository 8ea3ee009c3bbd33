#!/usr/bin/env python3
"""Computes with PyTorch, in float64, the numbers that the Java tests compare with.

Needs:   PyTorch; the committed numbers come from torch 1.13.0 (the package python3-torch of Debian 12).
Run:     python3 src/test/python/golden.py            from the folder kernel-lib/nn
Writes:  src/test/resources/golden/{ops,layers,optimizers,training}.json

Numbers are written with the fewest digits that read back as the same float64 (17 at most). The
inputs are written beside the results, so that the Java side draws nothing. Running it again with
the same torch gives the same files.
"""

import json
import math
import pathlib
import random

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"
RANDOM = random.Random(20170612)  # Python's generator, so that inputs do not depend on torch.


def normal(*shape):
    values = [RANDOM.gauss(0, 1) for _ in range(math.prod(shape))]
    return torch.tensor(values).reshape(shape)


def uniform(low, high, *shape):
    values = [RANDOM.uniform(low, high) for _ in range(math.prod(shape))]
    return torch.tensor(values).reshape(shape)


def positive(*shape):
    return uniform(0.2, 3, *shape)


def number(value):
    """JSON knows no infinities."""
    return value if math.isfinite(value) else str(value)


def write_tensor(tensor):
    return {
        "shape": list(tensor.shape),
        "values": [number(v) for v in tensor.detach().reshape(-1).tolist()],
    }


def write(name, content):
    header = {"made_by": "src/test/python/golden.py", "torch": torch.__version__}
    lines = ",\n".join("  " + json.dumps(each) for each in content)
    text = '{"about": %s,\n"cases": [\n%s\n]}\n' % (json.dumps(header), lines)
    (GOLDEN / name).write_text(text)
    print(f"{name}: {len(content)} cases, {len(text)} bytes")


# ---- ops: result and gradient of every input, for a random dL/dResult

OPS = []


def op(signature, function, *arguments):
    """A case of the op with this Java signature; tensors among the arguments get gradients."""
    given = [a.clone().requires_grad_() if torch.is_tensor(a) else a for a in arguments]
    result = function(*given)
    upstream = normal(*result.shape)
    result.backward(upstream)
    written = []
    for argument, original in zip(given, arguments):
        if torch.is_tensor(argument):
            gradient = argument.grad
            written.append({"tensor": write_tensor(original), "gradient": write_tensor(gradient)})
        elif isinstance(argument, list):
            written.append({"ints": argument})
        elif isinstance(argument, int):
            written.append({"int": argument})
        else:
            written.append({"double": argument})
    OPS.append(
        {
            "op": signature,
            "arguments": written,
            "upstream": write_tensor(upstream),
            "result": write_tensor(result),
        }
    )


def ops():
    pairs = [((3, 4), (3, 4)), ((3, 4), (4,)), ((3, 1), (1, 4)), ((3, 4), ()), ((), ()),
             ((2, 3, 4), (3, 1)), ((4,), (2, 3, 4))]
    for a, b in pairs:
        op("add(Tensor)", torch.add, normal(*a), normal(*b))
        op("sub(Tensor)", torch.sub, normal(*a), normal(*b))
        op("mul(Tensor)", torch.mul, normal(*a), normal(*b))
        op("div(Tensor)", torch.div, normal(*a), positive(*b))
    op("add(double)", torch.add, normal(2, 3), 1.25)
    op("sub(double)", torch.sub, normal(2, 3), 1.25)
    op("mul(double)", torch.mul, normal(2, 3), -0.3)
    op("div(double)", torch.div, normal(2, 3), -0.3)
    op("neg()", torch.neg, normal(2, 3))

    for a, b in [((3, 4), (4, 5)), ((1, 1), (1, 1)), ((2, 3, 4), (4, 5)), ((2, 3, 4), (2, 4, 5)),
                 ((2, 2, 3, 2), (2, 2, 2, 3)), ((40, 9), (9, 7)), ((33, 12), (12, 11))]:
        op("matmul(Tensor)", torch.matmul, normal(*a), normal(*b))

    # Values that are hard: large, tiny, and exactly at the kinks (PyTorch's choice counts).
    hard = torch.tensor([-750.0, -40, -5, -3.6, -1, -1e-3, -1e-9, 0, 1e-9, 1e-3, 1, 3.6, 5, 40, 650])
    kinks = torch.tensor([-2.0, -1, -0.5, 0, 0.5, 0.8, 1, 2])
    op("exp()", torch.exp, torch.cat([normal(3), torch.tensor([-800.0, 0, 700])]))
    op("log()", torch.log, torch.cat([positive(3), torch.tensor([1e-300, 1, 1e300])]))
    op("sqrt()", torch.sqrt, torch.cat([positive(3), torch.tensor([1e-300, 1, 1e300])]))
    for exponent in [2.0, 3.0, 1.0, 0.0]:
        op("pow(double)", torch.pow, torch.tensor([-2.0, -1, 0, 1, 2.5]), exponent)
    for exponent in [0.5, -1.0, -2.5]:
        op("pow(double)", torch.pow, positive(5), exponent)
    op("abs()", torch.abs, kinks)
    op("clip(double, double)", torch.clip, kinks, -0.5, 0.8)
    op("sigmoid()", torch.sigmoid, hard)
    op("tanh()", torch.tanh, hard)
    op("relu()", torch.relu, kinks)
    op("leakyRelu(double)", torch.nn.functional.leaky_relu, kinks, 0.01)
    op("gelu()", torch.nn.functional.gelu, hard)
    op("gelu()", torch.nn.functional.gelu, uniform(-7, 7, 60))
    # A threshold beyond every value: PyTorch's own replaces softplus(x) by x from 20 on.
    op("softplus()", lambda x: torch.nn.functional.softplus(x, threshold=1000), hard)

    op("sum()", torch.sum, normal(3, 4))
    op("mean()", torch.mean, normal(3, 4))
    for shape, axis in [((4,), 0), ((3, 4), 0), ((3, 4), -1), ((2, 3, 4), 1), ((2, 3, 4), -1)]:
        op("sum(int)", torch.sum, normal(*shape), axis)
        op("mean(int)", torch.mean, normal(*shape), axis)
        op("softmax(int)", torch.softmax, normal(*shape), axis)
        op("logSoftmax(int)", torch.log_softmax, normal(*shape), axis)
    extreme = torch.tensor([[1000.0, 0, -1000], [-800, -801, -802]])
    op("softmax(int)", torch.softmax, extreme, 1)
    op("logSoftmax(int)", torch.log_softmax, extreme, 1)

    op("reshape(int[])", torch.reshape, normal(3, 4), [2, -1])
    op("transpose()", lambda x: x.transpose(-1, -2), normal(3, 4))
    op("transpose()", lambda x: x.transpose(-1, -2), normal(2, 3, 4))
    op("pick(int[])", lambda x, k: x[torch.arange(len(k)), k], normal(4, 3), [2, 0, 1, 2])

    functional = torch.nn.functional
    op("Losses.mse(Tensor, Tensor)", functional.mse_loss, normal(3, 4), normal(3, 4))
    op("Losses.mae(Tensor, Tensor)", functional.l1_loss, normal(3, 4), normal(3, 4))

    def labelled(loss):
        return lambda x, labels: loss(x, torch.tensor(labels))

    op("Losses.crossEntropy(Tensor, int[])", labelled(functional.cross_entropy), normal(5, 3),
       [2, 0, 1, 2, 2])
    op("Losses.crossEntropy(Tensor, int[])", labelled(functional.cross_entropy), extreme, [2, 0])
    op("Losses.nll(Tensor, int[])", labelled(functional.nll_loss), normal(5, 3), [2, 0, 1, 2, 2])
    op("Losses.bceWithLogits(Tensor, Tensor)", functional.binary_cross_entropy_with_logits,
       normal(3, 4), uniform(0, 1, 3, 4))
    op("Losses.bceWithLogits(Tensor, Tensor)", functional.binary_cross_entropy_with_logits,
       torch.tensor([-700.0, -30, 0, 30, 700]), torch.tensor([0.0, 1, 0.5, 1, 0.25]))
    write("ops.json", OPS)


# ---- layers. Weights of Linear are written as Java stores them: (inputs, outputs).


def mlp(*sizes):
    """Linear layers with tanh between them, their values drawn here, as a list of (W, b)."""
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers.append((normal(inputs, outputs).requires_grad_(), normal(outputs).requires_grad_()))
    return layers


def forward(layers, x):
    for i, (weight, bias) in enumerate(layers):
        x = torch.nn.functional.linear(x, weight.T, bias)
        if i < len(layers) - 1:
            x = torch.tanh(x)
    return x


def flat(layers):
    return [parameter for layer in layers for parameter in layer]


def layers():
    cases = []
    for sizes, shape in [((4, 3), (5, 4)), ((4, 3), (2, 3, 4)), ((1, 1), (1, 1)), ((4, 8, 6, 3), (5, 4))]:
        model = mlp(*sizes)
        x = normal(*shape).requires_grad_()
        result = forward(model, x)
        upstream = normal(*result.shape)
        result.backward(upstream)
        cases.append(
            {
                "sizes": list(sizes),
                "parameters": [write_tensor(p) for p in flat(model)],
                "gradients": [write_tensor(p.grad) for p in flat(model)],
                "x": write_tensor(x),
                "xGradient": write_tensor(x.grad),
                "upstream": write_tensor(upstream),
                "result": write_tensor(result),
            }
        )
    write("layers.json", cases)


# ---- ten steps of every optimiser, with gradients that change and are sometimes missing


def optimizers():
    makers = {
        "Sgd(0.1)": lambda p: torch.optim.SGD(p, lr=0.1),
        "Sgd(0.05, 0.9)": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        "Adam(0.001)": lambda p: torch.optim.Adam(p, lr=0.001),
        "Adam(0.05, 0.8, 0.95)": lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.8, 0.95)),
    }
    cases = []
    for name, make in makers.items():
        parameters = [normal(3, 4).requires_grad_(), normal(4).requires_grad_(),
                      normal(2, 3, 2).requires_grad_(), normal().requires_grad_()]
        start = [write_tensor(p) for p in parameters]
        optimizer = make(parameters)
        steps = []
        for step in range(10):
            if step == 6:
                for group in optimizer.param_groups:
                    group["lr"] *= 0.5
            gradients = []
            for i, parameter in enumerate(parameters):
                # The second parameter gets no gradient at two steps; scales go from 1e-6 to 1e3.
                if i == 1 and step in (0, 4):
                    parameter.grad = None
                    gradients.append(None)
                    continue
                scale = [1, 1e3, 1e-6, 1, 0][step % 5] if i == 2 else 1
                parameter.grad = normal(*parameter.shape) * scale
                gradients.append(write_tensor(parameter.grad))
            optimizer.step()
            steps.append(
                {
                    "learningRate": optimizer.param_groups[0]["lr"],
                    "gradients": gradients,
                    "values": [write_tensor(p) for p in parameters],
                }
            )
        cases.append({"optimizer": name, "start": start, "steps": steps})
    write("optimizers.json", cases)


# ---- a small training from end to end


def training():
    cases = []
    for name, make in {
        "Sgd(0.1)": lambda p: torch.optim.SGD(p, lr=0.1),
        "Sgd(0.05, 0.9)": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        "Adam(0.01)": lambda p: torch.optim.Adam(p, lr=0.01),
    }.items():
        model = mlp(4, 8, 3)
        start = [write_tensor(p) for p in flat(model)]
        optimizer = make(flat(model))
        steps = []
        for _ in range(10):
            x = normal(6, 4)
            labels = [RANDOM.randrange(3) for _ in range(6)]
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(forward(model, x), torch.tensor(labels))
            loss.backward()
            optimizer.step()
            steps.append({"x": write_tensor(x), "labels": labels, "loss": loss.item()})
        cases.append(
            {
                "optimizer": name,
                "sizes": [4, 8, 3],
                "start": start,
                "steps": steps,
                "end": [write_tensor(p) for p in flat(model)],
            }
        )
    write("training.json", cases)


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    ops()
    layers()
    optimizers()
    training()
