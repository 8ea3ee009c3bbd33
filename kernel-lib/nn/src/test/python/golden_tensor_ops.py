#!/usr/bin/env python3
"""Computes with PyTorch, in float64, what ops that select, move and reduce along axes must give.

Needs and run: as golden.py beside it, whose helpers it uses.
Writes:        src/test/resources/golden/tensor_ops.json
"""

import json

import golden
import torch
from golden import normal, uniform, write_tensor

CASES = []


def prepared(argument):
    """A tensor or a list of tensors gets gradients; a mask is a tensor of bool."""
    if torch.is_tensor(argument) and argument.dtype != torch.bool:
        return argument.clone().requires_grad_()
    if isinstance(argument, list) and torch.is_tensor(argument[0]):
        return [prepared(each) for each in argument]
    return argument


def written(given):
    if torch.is_tensor(given):
        if given.dtype == torch.bool:
            return {"mask": write_tensor(given.double())}
        return {"tensor": write_tensor(given), "gradient": write_tensor(given.grad)}
    if isinstance(given, list):
        if torch.is_tensor(given[0]):
            return {
                "tensors": [write_tensor(each) for each in given],
                "gradients": [write_tensor(each.grad) for each in given],
            }
        return {"ints": given}
    kind = {bool: "boolean", int: "int", float: "double"}[type(given)]
    return {kind: given}


def op(signature, function, *arguments):
    given = [prepared(argument) for argument in arguments]
    result = function(*given)
    upstream = normal(*result.shape)
    result.backward(upstream)
    CASES.append(
        {
            "op": signature,
            "arguments": [written(each) for each in given],
            "upstream": write_tensor(upstream),
            "result": write_tensor(result),
        }
    )


def activations():
    functional = torch.nn.functional
    # Large, tiny, and exactly at the kinks, where PyTorch's choice of a derivative counts.
    hard = torch.tensor([-750.0, -40, -5, -3, -1, -1e-3, -1e-9, 0, 1e-9, 1e-3, 1, 3, 5, 40, 650])
    for x in [hard, uniform(-7, 7, 40)]:
        op("elu(double)", functional.elu, x, 1.0)
        op("elu(double)", functional.elu, x, 0.3)
        op("silu()", functional.silu, x)
        op("hardSwish()", functional.hardswish, x)
        op("geluTanh()", lambda v: functional.gelu(v, approximate="tanh"), x)


def reductions():
    for axes in [[0], [1], [0, 2], [-1, 0], [0, 1, 2]]:
        op("sum(int[])", torch.sum, normal(2, 3, 4), axes)
        op("mean(int[])", torch.mean, normal(2, 3, 4), axes)
        for unbiased in [True, False]:
            for keep in [True, False]:
                op("var(int[], boolean, boolean)", torch.var, normal(2, 3, 4), axes, unbiased, keep)
    # Far from zero, where a variance as the mean of squares less the square of the mean is wrong.
    op("var(int, boolean)", torch.var, normal(3, 4) + 1e6, 1, True)
    for axis in [0, 1, -1]:
        for flag in [True, False]:
            op("var(int, boolean)", torch.var, normal(2, 3, 4), axis, flag)
            op("sum(int, boolean)", torch.sum, normal(2, 3, 4), axis, flag)
            op("mean(int, boolean)", torch.mean, normal(2, 3, 4), axis, flag)
            op("max(int, boolean)", lambda *a: torch.max(*a)[0], normal(2, 3, 4), axis, flag)
            op("min(int, boolean)", lambda *a: torch.min(*a)[0], normal(2, 3, 4), axis, flag)
        # Ties: the gradient goes to the first.
        ties = torch.tensor([[3.0, 1, 3, 1], [1, 3, 3, 1], [3, 1, 1, 3]])
        for x in [normal(2, 3, 4), ties.reshape(3, 2, 2)]:
            op("max(int)", lambda *a: torch.max(*a)[0], x, axis)
            op("min(int)", lambda *a: torch.min(*a)[0], x, axis)
    for flag in [True, False]:
        op("var(boolean)", torch.var, normal(3, 4), flag)
    op("max()", torch.max, normal(3, 4))
    op("min()", torch.min, normal(3, 4))
    odd = torch.tensor([[1.0, float("inf"), 2], [1, float("nan"), 2], [-1, -float("inf"), 0]])
    op("max(int)", lambda *a: torch.max(*a)[0], odd, 1)
    op("min(int)", lambda *a: torch.min(*a)[0], odd, 1)


def moves():
    for order in [[2, 0, 1], [0, 2, 1], [-1, 1, 0]]:
        op("permute(int[])", torch.permute, normal(2, 3, 4), order)
    for one, other in [(0, 2), (-2, 0), (1, 1)]:
        op("transpose(int, int)", torch.transpose, normal(2, 3, 4), one, other)
    for before, after in [((3, 1), [2, 3, 4]), ((1, 3, 1), [2, 3, 1]), ((), [2, 2])]:
        op("expand(int[])", lambda x, sizes: x.expand(sizes), normal(*before), after)

    def pad(x, axis, before, behind, value):
        widths = [0, 0] * x.dim()
        at = 2 * (x.dim() - 1 - axis % x.dim())
        widths[at : at + 2] = [before, behind]
        return torch.nn.functional.pad(x, widths, value=value)

    def select(x, axis, indices):
        return torch.index_select(x, axis, torch.tensor(indices))

    def gather(x, axis, indices):
        sizes = list(x.shape)
        sizes[axis] = 1
        return torch.gather(x, axis, torch.tensor(indices).reshape(sizes)).squeeze(axis)

    for axis in [0, 1, 2, -1]:
        op("slice(int, int, int)", lambda x, a, f, t: x.narrow(a, f, t - f), normal(3, 4, 3), axis, 1, 3)
        op("pad(int, int, int, double)", pad, normal(2, 3, 2), axis, 1, 2, -0.5)
        parts = [normal(2, 3, 2), normal(2, 3, 2), normal(2, 3, 2)]
        op("Tensor.concat(int, Tensor[])", lambda a, p: torch.cat(p, a), axis, parts)
        op("Tensor.stack(int, Tensor[])", lambda a, p: torch.stack(p, a), axis, parts)
        op("indexSelect(int, int[])", select, normal(3, 4, 3), axis, [2, 0, 2, 2, 1])
    op("Tensor.stack(int, Tensor[])", lambda a, p: torch.stack(p, a), 3, [normal(2, 3, 2), normal(2, 3, 2)])
    op("Tensor.concat(int, Tensor[])", lambda a, p: torch.cat(p, a), 1, [normal(2, 1), normal(2, 3)])
    op("rows(int[])", lambda x, k: torch.nn.functional.embedding(torch.tensor(k), x), normal(5, 3),
       [3, 1, 3, 0, 3])
    op("gather(int, int[])", gather, normal(2, 3), 1, [2, 0])
    op("gather(int, int[])", gather, normal(2, 3, 2), 0, [0, 1, 1, 0, 0, 1])
    op("gather(int, int[])", gather, normal(2, 3, 2), 1, [2, 1, 0, 2])


def masks():
    columns = torch.tensor([True, False, False, True])
    rows = torch.tensor([[False], [True], [False]])
    for mask in [columns, rows, columns | rows, columns.reshape(1, 1, 4)]:
        op("maskedFill(Mask, double)", lambda x, m, v: x.masked_fill(m, v), normal(2, 3, 4), mask, -2.5)
        op("Tensor.where(Mask, Tensor, Tensor)", torch.where, mask, normal(2, 3, 4), normal(2, 3, 4))
        op("Tensor.where(Mask, Tensor, Tensor)", torch.where, mask, normal(4), normal(2, 1, 1))


def products():
    for a, b in [((2, 1, 3, 4), (3, 4, 2)), ((3, 4), (2, 4, 5)), ((1, 3, 4), (2, 4, 5)),
                 ((2, 3, 4), (1, 4, 5)), ((2, 3, 4), (3, 1, 4, 2))]:
        op("matmul(Tensor)", torch.matmul, normal(*a), normal(*b))


def affine():
    for x, n, m in [((3, 4), 4, 5), ((2, 3, 7), 7, 2), ((40, 33), 33, 21)]:
        op("linear(Tensor, Tensor)", lambda x, w, b: x @ w + b, normal(*x), normal(n, m), normal(m))


if __name__ == "__main__":
    activations()
    reductions()
    moves()
    masks()
    products()
    affine()
    about = {"made_by": "src/test/python/golden_tensor_ops.py", "torch": torch.__version__}
    lines = ",\n".join("  " + json.dumps(each) for each in CASES)
    text = '{"about": %s,\n"cases": [\n%s\n]}\n' % (json.dumps(about), lines)
    (golden.GOLDEN / "tensor_ops.json").write_text(text)
    print(f"tensor_ops.json: {len(CASES)} cases, {len(text)} bytes")
