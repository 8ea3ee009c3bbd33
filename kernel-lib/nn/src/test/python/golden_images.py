#!/usr/bin/env python3
"""Computes with PyTorch, in float64, what layers for pictures and normalising layers must give.

Needs:   as golden.py, whose helpers it uses.
Run:     python3 src/test/python/golden_images.py            from the folder kernel-lib/nn
Writes:  src/test/resources/golden/{image_ops,image_layers}.json
"""

import json
import math
import random
import sys

import torch

sys.dont_write_bytecode = True
import golden  # noqa: E402
from golden import GOLDEN, normal, write_tensor  # noqa: E402

golden.RANDOM = random.Random(19980512)
functional = torch.nn.functional

OPS = []
LAYERS = []


def write(name, content):
    header = {"made_by": "src/test/python/golden_images.py", "torch": torch.__version__}
    lines = ",\n".join("  " + json.dumps(each) for each in content)
    text = '{"about": %s,\n"cases": [\n%s\n]}\n' % (json.dumps(header), lines)
    (GOLDEN / name).write_text(text)
    print(f"{name}: {len(content)} cases, {len(text)} bytes")


class Window:
    """As the Java record of that name; pairs are (down, right)."""

    def __init__(self, size, stride=(1, 1), padding=(0, 0), dilation=(1, 1)):
        self.size, self.stride, self.padding, self.dilation = size, stride, padding, dilation

    def numbers(self):
        return [*self.size, *self.stride, *self.padding, *self.dilation]


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
        elif isinstance(argument, Window):
            written.append({"window": argument.numbers()})
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


# Odd on purpose: height != width, stride != size, pixels that no kernel reaches.
WINDOWS = [
    Window((1, 1)),
    Window((3, 3)),
    Window((2, 3), stride=(2, 1)),
    Window((3, 2), stride=(2, 3), padding=(1, 0)),
    Window((3, 3), padding=(1, 1)),
    Window((2, 3), dilation=(3, 2)),
    Window((3, 2), stride=(2, 1), padding=(2, 1), dilation=(2, 3)),
    Window((1, 4), stride=(1, 3), padding=(0, 3)),
    Window((2, 2), stride=(3, 3)),
    Window((6, 7)),
    Window((3, 3), stride=(2, 2), padding=(4, 5)),
]


def ops():
    def conv2d(x, w, b, window, groups):
        return functional.conv2d(x, w, b, window.stride, window.padding, window.dilation, groups)

    signature = "conv2d(Tensor, Tensor, Window, int)"
    for window in WINDOWS:
        op(signature, conv2d, normal(2, 3, 6, 7), normal(4, 3, *window.size), normal(4), window, 1)
    for batch, channels, outputs, groups, size, window in [
        (2, 4, 6, 2, (5, 6), WINDOWS[3]),
        (3, 4, 4, 4, (7, 5), WINDOWS[4]),
        (2, 3, 6, 3, (6, 7), WINDOWS[6]),
        (1, 1, 1, 1, (1, 1), WINDOWS[0]),
        (18, 2, 3, 1, (6, 7), WINDOWS[1]),  # more samples than blocks; BLAS
    ]:
        op(signature, conv2d, normal(batch, channels, *size),
           normal(outputs, channels // groups, *window.size), normal(outputs), window, groups)

    def conv1d(x, w, b, window, groups):
        return functional.conv1d(x, w, b, window.stride[1], window.padding[1], window.dilation[1], groups)

    for batch, channels, outputs, groups, length, window in [
        (2, 3, 4, 1, 9, Window((1, 3))),
        (2, 4, 6, 2, 11, Window((1, 4), stride=(1, 3), padding=(0, 2))),
        (1, 3, 3, 3, 10, Window((1, 3), padding=(0, 2), dilation=(1, 2))),
    ]:
        op("conv1d(Tensor, Tensor, Window, int)", conv1d,
           normal(batch, channels, length), normal(outputs, channels // groups, window.size[1]),
           normal(outputs), window, groups)

    def transposed(x, w, b, window, output_padding, groups):
        return functional.conv_transpose2d(
            x, w, b, window.stride, window.padding, output_padding, groups, window.dilation)

    for batch, channels, outputs, groups, size, more, window in [
        (2, 3, 4, 1, (3, 4), 0, Window((3, 3))),
        (2, 3, 4, 1, (3, 4), 0, Window((2, 3), stride=(2, 1))),
        (2, 3, 2, 1, (4, 3), 1, Window((3, 3), stride=(2, 2), padding=(1, 1))),
        (2, 4, 6, 2, (3, 5), 1, Window((3, 2), stride=(2, 3), padding=(1, 0))),
        (1, 3, 3, 3, (4, 4), 0, Window((2, 3), padding=(1, 2), dilation=(2, 2))),
        (1, 2, 2, 1, (3, 3), 2, Window((2, 2), dilation=(3, 3))),
        (20, 2, 3, 1, (4, 3), 0, Window((2, 2), stride=(2, 2))),
    ]:
        op("convTranspose2d(Tensor, Tensor, Window, int, int)", transposed,
           normal(batch, channels, *size), normal(channels, outputs // groups, *window.size),
           normal(outputs), window, more, groups)

    def maximum(x, window):
        return functional.max_pool2d(x, window.size, window.stride, window.padding, window.dilation)

    def average(x, window):
        return functional.avg_pool2d(x, window.size, window.stride, window.padding)

    ties = torch.tensor([0.0, 1, 1, 0, 1, 1, -2, -2, 0, 0, 0, 0, -1, -1, 3, 3, -1, -1, 3, 3]).reshape(1, 1, 4, 5)
    nan = torch.tensor([0.0, 1, math.nan, 0, 5, 1, -math.inf, -math.inf, 0, math.inf, -1, 2]).reshape(1, 1, 3, 4)
    for window in [
        Window((2, 2), stride=(2, 2)),
        Window((3, 2), stride=(1, 2)),
        Window((3, 3), stride=(2, 2), padding=(1, 1)),
        Window((2, 3), stride=(3, 1), padding=(1, 0)),
        Window((5, 4), stride=(4, 3), padding=(2, 2)),
    ]:
        for x in [normal(2, 3, 6, 7), normal(1, 1, 5, 5)]:
            op("maxPool2d(Window)", maximum, x, window)
            op("avgPool2d(Window)", average, x, window)
        op("maxPool2d(Window)", maximum, -1 - normal(1, 2, 6, 7).abs(), window)
    for window in [
        Window((2, 3), stride=(2, 1), dilation=(3, 2)),
        Window((3, 3), stride=(1, 2), padding=(1, 1), dilation=(2, 3)),
    ]:
        op("maxPool2d(Window)", maximum, normal(2, 3, 8, 9), window)
    for window in [Window((2, 2)), Window((2, 2), stride=(2, 2)), Window((3, 3), padding=(1, 1))]:
        op("maxPool2d(Window)", maximum, ties, window)
    op("maxPool2d(Window)", maximum, nan, Window((2, 2)))

    def adaptive(x, height, width):
        return functional.adaptive_avg_pool2d(x, (height, width))

    for size, parts in [((6, 7), (1, 1)), ((6, 7), (3, 2)), ((5, 7), (3, 4)), ((4, 4), (4, 4)),
                        ((2, 3), (5, 4))]:
        op("adaptiveAvgPool2d(int, int)", adaptive, normal(2, 3, *size), *parts)

    def normalise(x, eps):
        return functional.batch_norm(x, None, None, training=True, eps=eps)

    for shape, eps in [((3, 2, 4), 1e-5), ((1, 3, 5), 1e-5), ((4, 2, 1), 0.1), ((2, 1, 3), 1e-12)]:
        op("normalise(double)", normalise, 3 + 2 * normal(*shape), eps)
    write("image_ops.json", OPS)


def layer(name, module, *shapes, evaluation=0):
    """Some steps of a layer, the last ones in evaluation, with everything that they change."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(normal(*parameter.shape))
    kept = {k: v for k, v in module.state_dict().items() if k != "num_batches_tracked"}
    start = {k: write_tensor(v) for k, v in kept.items()}
    steps = []
    for i, shape in enumerate(shapes):
        training = i < len(shapes) - evaluation
        module.train(training)
        module.zero_grad()
        x = (normal(*shape) * 2 + 1).requires_grad_()
        result = module(x)
        upstream = normal(*result.shape)
        result.backward(upstream)
        steps.append(
            {
                "training": training,
                "x": write_tensor(x),
                "upstream": write_tensor(upstream),
                "result": write_tensor(result),
                "xGradient": write_tensor(x.grad),
                "gradients": {k: write_tensor(p.grad) for k, p in module.named_parameters()},
                "buffers": {k: write_tensor(kept[k]) for k, _ in module.named_buffers() if k in kept},
            }
        )
    LAYERS.append({"layer": name, "start": start, "steps": steps})


def layers():
    nn = torch.nn
    layer("Conv2d(3, 4, 3)", nn.Conv2d(3, 4, 3), (2, 3, 5, 6))
    layer("Conv2d(4, 6, (2, 3) stride (2, 1) padding (1, 0), 2 groups)",
          nn.Conv2d(4, 6, (2, 3), (2, 1), (1, 0), groups=2), (2, 4, 5, 6), (1, 4, 3, 3))
    layer("Conv2d(4, 6, 3 dilation 2) without bias",
          nn.Conv2d(4, 6, 3, dilation=2, bias=False), (2, 4, 6, 7))
    layer("Conv1d(3, 4, 3)", nn.Conv1d(3, 4, 3), (2, 3, 7))
    layer("Conv1d(4, 6, 3 stride 2 padding 1, 2 groups)",
          nn.Conv1d(4, 6, 3, stride=2, padding=1, groups=2), (2, 4, 7))
    layer("ConvTranspose2d(3, 4, 2 stride 2)", nn.ConvTranspose2d(3, 4, 2, 2), (2, 3, 3, 4))
    layer("ConvTranspose2d(4, 6, 3 stride 2 padding 1, 1, 2)",
          nn.ConvTranspose2d(4, 6, 3, 2, 1, 1, 2), (2, 4, 3, 4))
    layer("MaxPool2d(2)", nn.MaxPool2d(2), (2, 3, 5, 6))
    layer("MaxPool2d(3 stride 2 padding 1)", nn.MaxPool2d(3, 2, 1), (2, 3, 5, 6))
    layer("AvgPool2d(2)", nn.AvgPool2d(2), (2, 3, 5, 6))
    layer("AvgPool2d(3 stride 2 padding 1)", nn.AvgPool2d(3, 2, 1), (2, 3, 5, 6))
    layer("AdaptiveAvgPool2d(2, 3)", nn.AdaptiveAvgPool2d((2, 3)), (2, 3, 5, 7))
    layer("Flatten()", nn.Flatten(), (2, 3, 2, 2), (3, 4))
    for eps, momentum in [(1e-5, 0.1), (0.01, 0.4)]:
        layer(f"BatchNorm1d({eps}, {momentum})", nn.BatchNorm1d(3, eps, momentum),
              (4, 3), (2, 3), (5, 3, 2), (1, 3, 4), (3, 3), (1, 3), evaluation=2)
        layer(f"BatchNorm2d({eps}, {momentum})", nn.BatchNorm2d(3, eps, momentum),
              (4, 3, 2, 3), (2, 3, 1, 1), (1, 3, 3, 2), (1, 3, 1, 1), (2, 3, 2, 2), evaluation=2)
    layer("LayerNorm(5, 1.0E-5)", nn.LayerNorm(5), (4, 5), (2, 3, 5), (1, 5))
    layer("LayerNorm(5, 0.1)", nn.LayerNorm(5, 0.1), (2, 3, 5))
    layer("GroupNorm(2, 6)", nn.GroupNorm(2, 6), (2, 6, 2, 3), (1, 6, 1, 2))
    layer("GroupNorm(6, 6)", nn.GroupNorm(6, 6), (2, 6, 2, 3))
    write("image_layers.json", LAYERS)


if __name__ == "__main__":
    ops()
    layers()
