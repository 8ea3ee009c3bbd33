#!/usr/bin/env python3
"""Reads with the reference implementation of safetensors the files that the Java side wrote.

Needs:   NumPy and the Python package safetensors; done with safetensors 0.8.0.
Run:     python3 src/test/python/check_safetensors.py             from the folder kernel-lib/pretrained
Reads:   src/test/resources/golden/safetensors/ours_{float64,float32}.safetensors

SafeTensorsTest demands that the Java side writes these very bytes; this program demands that they
mean what was saved. When what is written changes on purpose, the test leaves the new files in
target: put them in the place of the old ones and run this program again.
"""

import math
import pathlib

import numpy
import safetensors
import safetensors.numpy

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "safetensors"


def sevenths(*shape):
    return ((numpy.arange(math.prod(shape), dtype=numpy.float64) - 2) / 7).reshape(shape)


EXPECTED = {
    "fc1.weight": sevenths(2, 3),
    "scalar": sevenths(),
    "größe 层 \"quoted\"\\\n": sevenths(2, 1, 4),
    "special": numpy.array([0.0, -0.0, math.inf, -math.inf, math.pi, 1e-40]),
}
METADATA = {"format": "pt", "note": "line 1\nline 2 \"quoted\" é 层 \u2028"}


def check(name, dtype):
    file = FOLDER / f"ours_{name}.safetensors"
    loaded = safetensors.numpy.load_file(file)
    assert loaded.keys() == EXPECTED.keys(), loaded.keys()
    for key, expected in EXPECTED.items():
        expected = expected.astype(dtype)
        assert loaded[key].dtype == dtype, (key, loaded[key].dtype)
        assert loaded[key].shape == expected.shape, (key, loaded[key].shape)
        # Bytes, so that -0.0 is not 0.0.
        assert loaded[key].tobytes() == expected.tobytes(), key
    with safetensors.safe_open(file, framework="np") as opened:
        assert opened.metadata() == METADATA, opened.metadata()
    print(f"{file.name}: {len(loaded)} tensors are as saved")


if __name__ == "__main__":
    check("float64", numpy.float64)
    check("float32", numpy.float32)
