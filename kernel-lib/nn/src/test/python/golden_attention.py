#!/usr/bin/env python3
"""Computes with PyTorch, in float64, what attention and the layers of transformers must give.

Needs:   as golden.py and golden_tensor_ops.py, whose helpers it uses.
Run:     python3 src/test/python/golden_attention.py            from the folder kernel-lib/nn
Writes:  src/test/resources/golden/{attention_ops,attention_layers}.json

PyTorch's names become ours like this (see `ours`):
    in_proj_weight (3 width, width)   query.weight, key.weight, value.weight: a third each, transposed
    in_proj_bias (3 width)            query.bias, key.bias, value.bias: a third each
    ....weight of a linear layer      the same name, transposed: (inputs, outputs)
    all others                        the same name
A mask of PyTorch is one tensor for padding and one for pairs of positions; both together are ours.
"""

import json
import math
import random
import sys

import torch

sys.dont_write_bytecode = True
import golden  # noqa: E402
import golden_tensor_ops  # noqa: E402
from golden import GOLDEN, normal, write_tensor  # noqa: E402
from golden_tensor_ops import op  # noqa: E402

golden.RANDOM = random.Random(20170612)
nn = torch.nn
LAYERS = []


def write(name, content):
    header = {"made_by": "src/test/python/golden_attention.py", "torch": torch.__version__}
    lines = ",\n".join("  " + json.dumps(each) for each in content)
    text = '{"about": %s,\n"cases": [\n%s\n]}\n' % (json.dumps(header), lines)
    (GOLDEN / name).write_text(text)
    print(f"{name}: {len(content)} cases, {len(text)} bytes")


# ---- masks: true hides


def padding(keys, *lengths):
    return torch.arange(keys) >= torch.tensor(lengths).reshape(-1, 1)


def future(time, keys):
    return torch.ones(time, keys).triu(1 + keys - time).bool()


def pairs(*shape):
    """Hides a third of the pairs, but never the first key."""
    values = [golden.RANDOM.random() < 0.33 for _ in range(math.prod(shape))]
    mask = torch.tensor(values).reshape(shape)
    mask[..., 0] = False
    return mask


NONE = torch.zeros(1, 1, 1, 1).bool()


def four(mask):
    return mask.reshape(mask.shape[0], 1, 1, mask.shape[1]) if mask.dim() == 2 else mask


def hide(mask, causal, time, keys):
    """What is hidden altogether; broadcasts to (batch, heads, time, keys)."""
    return four(mask) | future(time, keys) if causal else four(mask)


# ---- ops


def split(x, heads):
    return x.reshape(x.shape[0], x.shape[1], heads, -1).transpose(1, 2)


def weights(q, k, heads, mask, causal):
    scores = split(q, heads) @ split(k, heads).transpose(2, 3) / math.sqrt(q.shape[2] / heads)
    hidden = hide(mask, causal, q.shape[1], k.shape[1])
    return scores.masked_fill(hidden, -math.inf).softmax(-1)


def attend(w, v):
    return (w @ split(v, w.shape[1])).transpose(1, 2).reshape(v.shape[0], w.shape[2], -1)


def attention(q, k, v, heads, mask, causal):
    return attend(weights(q, k, heads, mask, causal), v)


def ops():
    for batch, time, keys, width, heads, mask, causal in [
        (2, 3, 3, 4, 2, NONE, False),
        (2, 4, 4, 6, 3, NONE, True),
        (1, 2, 5, 3, 1, NONE, True),
        (3, 2, 4, 4, 4, padding(4, 4, 1, 3), False),
        (2, 4, 4, 4, 2, padding(4, 2, 4), True),
        (2, 3, 4, 4, 2, pairs(1, 1, 3, 4), False),
        (2, 3, 4, 4, 2, pairs(2, 2, 3, 4), False),
        (2, 3, 3, 4, 2, pairs(2, 1, 1, 3), True),
        (2, 12, 15, 32, 2, pairs(1, 2, 12, 15), True),  # BLAS, threads
    ]:
        q, k, v = normal(batch, time, width), normal(batch, keys, width), normal(batch, keys, 2 * width)
        op("attentionWeights(Tensor, int, Mask, boolean)", weights, 2 * q, 2 * k, heads, mask, causal)
        op("attend(Tensor)", attend, weights(q, k, heads, mask, causal).detach(), v)
        op("attention(Tensor, Tensor, int, Mask, boolean)", attention, q, k, v, heads, mask, causal)
    for shape, eps in [((4, 3), 1e-5), ((2, 3, 5), 0.1), ((7,), 1e-5), ((2, 2, 1), 1e-5)]:
        scale, shift = normal(shape[-1]), normal(shape[-1])
        op("layerNorm(Tensor, Tensor, double)",
           lambda x, w, b, eps: torch.nn.functional.layer_norm(x, w.shape, w, b, eps),
           3 * normal(*shape) + 1, scale, shift, eps)
    write("attention_ops.json", golden_tensor_ops.CASES)


# ---- layers


def ours(tensors):
    """Names and layout of a state, or of gradients, as above."""
    named = {}
    for name, tensor in tensors.items():
        linear = name.endswith("weight") and tensor.dim() == 2
        turned = tensor.t() if linear else tensor
        if "in_proj_" in name:
            for part, third in zip(["query.", "key.", "value."], turned.chunk(3, -1)):
                named[name.replace("in_proj_", part)] = write_tensor(third)
        else:
            named[name] = write_tensor(turned)
    return named


def layer(name, module, call, inputs, **masks):
    """A layer on some inputs: the result and all gradients."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(normal(*parameter.shape) / math.sqrt(parameter.shape[-1]))
    module.zero_grad()
    for each in inputs:
        each.requires_grad_()
    result = call(module, *inputs, **masks)
    upstream = normal(*result.shape)
    result.backward(upstream)
    LAYERS.append(
        {
            "layer": name,
            "start": ours(dict(module.named_parameters())),
            "inputs": [write_tensor(each) for each in inputs],
            **{k: m if isinstance(m, bool) else write_tensor(m.double()) for k, m in masks.items()},
            "upstream": write_tensor(upstream),
            "result": write_tensor(result),
            "inputGradients": [write_tensor(each.grad) for each in inputs],
            "gradients": ours({k: p.grad for k, p in module.named_parameters()}),
        }
    )


def per_head(mask, causal, batch, heads, time, keys):
    """PyTorch wants all heads of all samples behind each other."""
    hidden = hide(mask, causal, time, keys).expand(batch, heads, time, keys)
    return hidden.reshape(batch * heads, time, keys)


def multi_head(module, x, memory=None, mask=NONE, causal=False):
    memory = x if memory is None else memory
    if mask.dim() == 2:  # padding goes its own way
        pairs = future(x.shape[1], memory.shape[1]) if causal else None
        result, found = module(x, memory, memory, key_padding_mask=mask, attn_mask=pairs)
    else:
        pairs = per_head(mask, causal, x.shape[0], module.num_heads, x.shape[1], memory.shape[1])
        result, found = module(x, memory, memory, attn_mask=pairs)
    return result


def encoder(module, x, mask=NONE, causal=False):
    if mask.dim() == 2:
        pairs = future(x.shape[1], x.shape[1]) if causal else None
        return module(x, src_mask=pairs, src_key_padding_mask=mask)
    heads = module.self_attn.num_heads
    return module(x, src_mask=per_head(mask, causal, x.shape[0], heads, x.shape[1], x.shape[1]))


def decoder(module, x, memory, mask=None, memoryMask=None):
    time = x.shape[1]
    return module(
        x,
        memory,
        tgt_mask=future(time, time),
        tgt_key_padding_mask=mask,
        memory_key_padding_mask=memoryMask,
    )


def layers():
    def attention(width, heads):
        return f"MultiHeadAttention {width}, {heads} heads", nn.MultiheadAttention(width, heads, batch_first=True)

    layer(*attention(6, 2), multi_head, [normal(2, 3, 6)])
    layer(*attention(4, 4), multi_head, [normal(2, 5, 4)], causal=True)
    layer(*attention(4, 1), multi_head, [normal(3, 4, 4)], mask=padding(4, 2, 4, 1))
    layer(*attention(6, 2), multi_head, [normal(2, 4, 6)], mask=padding(4, 2, 4), causal=True)
    layer(*attention(6, 3), multi_head, [normal(2, 4, 6)], mask=pairs(2, 3, 4, 4))
    layer(*attention(6, 2), multi_head, [normal(2, 3, 6), normal(2, 5, 6)], mask=padding(5, 5, 2))
    layer(*attention(32, 4), multi_head, [normal(2, 12, 32)], causal=True)

    for first in [False, True]:
        order = "norm first" if first else "norm last"
        for activation in ["relu", "gelu"]:
            name = f"TransformerEncoderLayer 8, 2 heads, feed-forward 12, {order} {activation}"
            options = dict(dropout=0, activation=activation, batch_first=True, norm_first=first)
            module = nn.TransformerEncoderLayer(8, 2, 12, **options)
            layer(name, module, encoder, [normal(2, 3, 8)])
            layer(name, module, encoder, [normal(2, 4, 8)], mask=padding(4, 3, 4), causal=True)
            layer(name, module, encoder, [normal(2, 4, 8)], mask=pairs(1, 2, 4, 4))
            name = f"TransformerDecoderLayer 8, 2 heads, feed-forward 12, {order} {activation}"
            module = nn.TransformerDecoderLayer(8, 2, 12, **options)
            layer(name, module, decoder, [normal(2, 3, 8), normal(2, 4, 8)])
            layer(name, module, decoder, [normal(2, 3, 8), normal(2, 5, 8)],
                  mask=padding(3, 3, 2), memoryMask=padding(5, 2, 4))
    write("attention_layers.json", LAYERS)


if __name__ == "__main__":
    ops()
    layers()
