#!/usr/bin/env python3
"""Writes, with the reference implementation of safetensors, the files that the Java tests read.

Needs:   PyTorch and the Python package safetensors; the committed files come from torch 1.13.0 and safetensors 0.8.0.
Run:     python3 src/test/python/golden_safetensors.py            from the folder kernel-lib/pretrained
Writes:  src/test/resources/golden/safetensors/{float64,float32,float16,bfloat16,mixed}.safetensors
         src/test/resources/golden/safetensors.json               the same numbers as float64
         src/test/resources/golden/safetensors_halves.json        a fingerprint of every number of 16 bits

Running it again with the same packages gives the same files, but for the order of the notes.
"""

import hashlib
import json
import math
import pathlib
import random
import struct

import safetensors
import safetensors.torch
import torch

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"
FOLDER = GOLDEN / "safetensors"
RANDOM = random.Random(754)
ABOUT = {
    "made_by": "src/test/python/golden_safetensors.py",
    "torch": torch.__version__,
    "safetensors": safetensors.__version__,
}

# Zeros, infinities, the smallest and largest of float16 and bfloat16, halves that round, and pi.
SPECIAL = [0.0, -0.0, 1.0, -2.0, math.inf, -math.inf, math.nan, 2.0**-24, -(2.0**-14), 65504.0,
           1 + 2.0**-10, 2.0**-126, 2.0**-133, 3.3895313892515355e38, math.pi, 1 / 3]


def number(value):
    return value if math.isfinite(value) else str(value)


def normal(*shape):
    values = [RANDOM.gauss(0, 1) for _ in range(math.prod(shape))]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def case(name, tensors, metadata=None):
    file = FOLDER / (name + ".safetensors")
    safetensors.torch.save_file(tensors, str(file), metadata=metadata)
    return {
        "file": file.name,
        "metadata": metadata or {},
        "tensors": {
            key: {
                "shape": list(tensor.shape),
                "values": [number(v) for v in tensor.to(torch.float64).reshape(-1).tolist()],
            }
            for key, tensor in tensors.items()
        },
    }


def files():
    special = torch.tensor(SPECIAL, dtype=torch.float64)
    cases = []
    for name, dtype in {"float64": torch.float64, "float32": torch.float32,
                        "float16": torch.float16, "bfloat16": torch.bfloat16}.items():
        cases.append(
            case(
                name,
                {
                    "special": special.to(dtype),
                    "fc1.weight": normal(3, 4).to(dtype),
                    "conv.weight": normal(2, 3, 2, 2).to(dtype),
                    "scale": normal().to(dtype),
                },
            )
        )
    cases.append(
        case(
            "mixed",
            {
                "a.bias": normal(3).to(torch.float16),
                "b.weight": normal(2, 3),
                "c.größe 层 \"quoted\"\\": normal(5).to(torch.bfloat16),
                "d": normal(1, 1).to(torch.float32),
            },
            {"format": "pt", "note": "line 1\nline 2 \"quoted\" é 层", "": "no name"},
        )
    )
    write("safetensors.json", cases)


def halves():
    """SHA-256 over all 65,536 patterns as little-endian float64, every NaN written as one."""
    cases = []
    for name, dtype in {"F16": torch.float16, "BF16": torch.bfloat16}.items():
        # Through the bytes of a file, as PyTorch reads it.
        data = struct.pack("<65536H", *range(65536))
        header = json.dumps({"x": {"dtype": name, "shape": [65536],
                                   "data_offsets": [0, len(data)]}}).encode()
        file = struct.pack("<Q", len(header)) + header + data
        values = safetensors.torch.load(file)["x"].to(torch.float64).tolist()
        clean = [math.nan if math.isnan(v) else v for v in values]
        digest = hashlib.sha256(struct.pack("<65536d", *clean)).hexdigest()
        cases.append({"dtype": name, "sha256": digest})
    write("safetensors_halves.json", cases)


def write(name, cases):
    lines = ",\n".join("  " + json.dumps(each) for each in cases)
    (GOLDEN / name).write_text('{"about": %s,\n"cases": [\n%s\n]}\n' % (json.dumps(ABOUT), lines))


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    files()
    halves()
