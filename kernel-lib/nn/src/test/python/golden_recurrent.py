#!/usr/bin/env python3
"""Computes with PyTorch, in float64, what recurrent layers, embeddings and CTC must give.

Needs:   as golden.py, whose helpers it uses.
Run:     python3 src/test/python/golden_recurrent.py            from the folder kernel-lib/nn
Writes:  src/test/resources/golden/{recurrent_layers,recurrent_ops}.json
"""

import json
import math
import random
import sys

import torch

sys.dont_write_bytecode = True
import golden  # noqa: E402
from golden import GOLDEN, normal, number, write_tensor  # noqa: E402

golden.RANDOM = random.Random(19971115)
functional = torch.nn.functional


def write(name, content):
    header = {"made_by": "src/test/python/golden_recurrent.py", "torch": torch.__version__}
    lines = ",\n".join("  " + json.dumps(each) for each in content)
    text = '{"about": %s,\n"cases": [\n%s\n]}\n' % (json.dumps(header), lines)
    (GOLDEN / name).write_text(text)
    print(f"{name}: {len(content)} cases, {len(text)} bytes")


# ---- layers: outputs, last states, and the gradients of inputs, first states and parameters

LAYERS = []


def layer(name, module, batch, steps, lengths=None, states=False):
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(normal(*parameter.shape) * 0.7)
    directions = 2 if module.bidirectional else 1
    lstm = isinstance(module, torch.nn.LSTM)
    x = normal(batch, steps, module.input_size).requires_grad_()
    first = []
    if states:
        shape = (module.num_layers * directions, batch, module.hidden_size)
        first = [normal(*shape).requires_grad_() for _ in range(2 if lstm else 1)]
    given = x
    if lengths:
        given = torch.nn.utils.rnn.pack_padded_sequence(
            x, torch.tensor(lengths), batch_first=True, enforce_sorted=False)
    outputs, last = module(given, *([tuple(first) if lstm else first[0]] if states else []))
    if lengths:
        outputs, _ = torch.nn.utils.rnn.pad_packed_sequence(
            outputs, batch_first=True, total_length=steps)
    results = [outputs, *(last if lstm else [last])]
    upstreams = [normal(*result.shape) for result in results]
    torch.autograd.backward(results, upstreams)
    LAYERS.append(
        {
            "layer": name,
            "lengths": lengths,
            "start": {k: write_tensor(v) for k, v in module.state_dict().items()},
            "inputs": [write_tensor(v) for v in [x, *first]],
            "inputGradients": [write_tensor(v.grad) for v in [x, *first]],
            "results": [write_tensor(v) for v in results],
            "upstreams": [write_tensor(v) for v in upstreams],
            "gradients": {k: write_tensor(p.grad) for k, p in module.named_parameters()},
        }
    )


def layers():
    nn = torch.nn
    kinds = {"Rnn": nn.RNN, "Rnn.relu": lambda *a, **k: nn.RNN(*a, nonlinearity="relu", **k),
             "Gru": nn.GRU, "Lstm": nn.LSTM}
    for name, kind in kinds.items():
        layer(f"{name}(3, 4)", kind(3, 4, batch_first=True), 2, 5)
        layer(f"{name}(3, 4)", kind(3, 4, batch_first=True), 3, 5, [2, 5, 1], True)
        layer(f"{name}(2, 3, both directions)", kind(2, 3, batch_first=True, bidirectional=True),
              4, 6, [6, 1, 3, 5], True)
        layer(f"{name}(2, 3, 2 layers)", kind(2, 3, 2, batch_first=True), 2, 4, None, True)
        layer(f"{name}(3, 2, 2 layers, both directions)",
              kind(3, 2, 2, batch_first=True, bidirectional=True), 3, 4, [3, 1, 4], True)
    # More sequences than one block, and products large enough for BLAS.
    layer("Lstm(5, 6, both directions)", nn.LSTM(5, 6, batch_first=True, bidirectional=True),
          35, 3, [1 + i % 3 for i in range(35)], True)
    layer("Gru(5, 6, both directions)", nn.GRU(5, 6, batch_first=True, bidirectional=True),
          35, 3, [1 + i % 3 for i in range(35)], True)
    write("recurrent_layers.json", LAYERS)


# ---- ops

OPS = []


def op(signature, function, x, *arguments):
    """A case of the op with this Java signature; the first argument gets a gradient."""
    given = x.clone().requires_grad_()
    result = function(given, *[getattr(a, "value", a) for a in arguments])
    upstream = normal(*result.shape)
    result.backward(upstream)
    written = [{"tensor": write_tensor(x), "gradient": write_tensor(given.grad)}]
    for a in arguments:
        if isinstance(a, str):
            written.append({"bagMode": a.upper()})
        elif isinstance(a, bool):
            written.append({"boolean": a})
        elif isinstance(a, int):
            written.append({"int": a})
        elif a and isinstance(a[0], list):
            written.append({"rows": a})
        else:
            written.append({"ints": a})
    OPS.append({"op": signature, "arguments": written, "upstream": write_tensor(upstream),
                "result": write_tensor(result)})


def ops():
    def embedding(table, padding, ids):
        return functional.embedding(torch.tensor(ids), table, None if padding < 0 else padding)

    def bag(table, mode, padding, ids, offsets):
        return functional.embedding_bag(torch.tensor(ids), table, torch.tensor(offsets), mode=mode,
                                        padding_idx=None if padding < 0 else padding)

    for padding in [-1, 2]:
        op("embedding(int, int[])", embedding, normal(5, 3), padding, [2, 0, 4, 2, 2, 1])
        for mode in ["sum", "mean", "max"]:
            op("embeddingBag(BagMode, int, int[], int[])", bag, normal(5, 3), mode, padding,
               [2, 0, 4, 2, 2, 1, 3], [0, 2, 2, 3, 5])

    def ctc(logits, targets, lengths, zero_infinity):
        flat = torch.tensor([label for target in targets for label in target], dtype=torch.long)
        return functional.ctc_loss(
            logits.log_softmax(-1).transpose(0, 1), flat, torch.tensor(lengths),
            torch.tensor([len(target) for target in targets]), zero_infinity=zero_infinity)

    signature = "Losses.ctc(Tensor, int[][], int[], boolean)"
    op(signature, ctc, normal(1, 4, 3), [[1, 2]], [4], False)
    op(signature, ctc, normal(3, 7, 5), [[1, 2, 2], [4], [3, 3, 1]], [7, 5, 6], False)
    op(signature, ctc, normal(2, 3, 4), [[1, 1, 1], [2, 1]], [3, 3], True)  # the first is too long
    op(signature, ctc, 200 * normal(2, 6, 4), [[1, 2, 1], [3]], [6, 4], False)
    op(signature, ctc, normal(2, 60, 6), [[1 + i * i % 5 for i in range(20)], [5, 5]], [60, 41], True)
    write("recurrent_ops.json", OPS)


if __name__ == "__main__":
    layers()
    ops()
