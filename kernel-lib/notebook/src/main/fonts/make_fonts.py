"""Makes the two fonts of the charts from Inter's variable font (SIL Open Font License 1.1).

    python make_fonts.py Inter-roman.var.ttf ../resources/org/neuronbook/notebook/fonts

Needs fontTools. The result has another name, as a modified font should. What changes:
- two fixed weights (400 for text, 600 for titles) and only the characters a chart needs (60 KB each, not 600);
- digits are the tabular ones, so that the numbers of an axis stand under each other;
- the nabla (a gradient) is missing in Inter: it is the increment sign turned upside down;
- other signs of the field are missing too: signs.py draws them from plain shapes.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

import signs

CHARACTERS = (
    [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x391, 0x3CA)]
    + [*range(0x302, 0x306), 0x307]
    + [ord(c) for c in "–—‘’“”•…′″†‡−×·÷±√∞≤≥≈≠∂∆∏∑∫∅→←↑↓↔⇒⇐⇔⟶ℓ✓✗●■▲▼◆○□△◇★☆ŷḣẋẏẑẽỹϵϕ"]
    + [ord(c) for c in "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁽⁾ⁿᵃᵇᵈᵏᵐᵗˣʸ₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚₛₜₓ"]
)


def make(source, weight, style, target):
    font = TTFont(source)
    font = instancer.instantiateVariableFont(font, {"wght": weight})

    digits = {d: f"{n}.tf" for d, n in zip(range(0x30, 0x3A), "zero one two three four five six seven eight nine".split())}
    present = set(font.getGlyphOrder())
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({code: name for code, name in digits.items() if name in present})

    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp"], hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)

    signs.add(font, weight)
    font["maxp"].numGlyphs = len(font.getGlyphOrder())

    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 13, 14) and n.platformID == 3]
    family = "Neuronbook Sans"
    for number, text in {1: f"{family} {style}", 2: "Regular", 3: f"{family} {style}; made from Inter", 4: f"{family} {style}",
                         5: "Version 1.0", 6: f"NeuronbookSans-{style}", 16: family, 17: style}.items():
        names.setName(text, number, 3, 1, 0x409)
    for tag in ("STAT", "fvar", "avar", "gvar", "HVAR", "MVAR"):
        if tag in font:
            del font[tag]
    font["head"].modified = font["head"].created  # the same input gives the same bytes
    font.recalcTimestamp = False
    font.save(Path(target) / f"NeuronbookSans-{style}.ttf")


if __name__ == "__main__":
    for weight, style in ((400, "Regular"), (600, "SemiBold")):
        make(sys.argv[1], weight, style, sys.argv[2])
