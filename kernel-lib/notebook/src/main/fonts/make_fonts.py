"""Makes the two fonts of the charts from Inter's variable font (SIL Open Font License 1.1).

    python make_fonts.py Inter-roman.var.ttf ../resources/org/neuronbook/notebook/fonts

Needs fontTools. The result has another name, as a modified font should. What changes:
- two fixed weights (400 for text, 600 for titles) and only the characters a chart needs (60 KB each, not 600);
- digits are the tabular ones, so that the numbers of an axis stand under each other;
- the nabla (a gradient) is missing in Inter: it is the increment sign turned upside down;
- the element sign and the norm bars are missing too: drawn here from plain shapes.
"""

import math
import sys
from pathlib import Path

from fontTools import subset
from fontTools.misc.transform import Transform
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

CHARACTERS = (
    [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x391, 0x3CA)]
    + [ord(c) for c in "–—‘’“”•…′″−×·÷±√∞≤≥≈≠∂∆∏∑∫→←↑↓↔ℓ²³¹⁰⁴⁵⁶⁷⁸⁹⁻⁺ⁿ₀₁₂₃₄₅₆₇₈₉ᵢⱼ✓✗●■▲◆ŷ"]
)


def rectangle(pen, left, bottom, right, top):
    pen.moveTo((left, bottom))
    pen.lineTo((left, top))
    pen.lineTo((right, top))
    pen.lineTo((right, bottom))
    pen.closePath()


def add_glyph(font, code, name, width, draw):
    pen = TTGlyphPen(font.getGlyphSet())
    draw(pen)
    font.setGlyphOrder(font.getGlyphOrder() + [name])
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (width, font["glyf"][name].xMin if hasattr(font["glyf"][name], "xMin") else 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


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

    glyphs = font.getGlyphSet()
    cmap = font.getBestCmap()
    increment = cmap[0x2206]
    top = font["glyf"][increment].yMax
    width = font["hmtx"][increment][0]
    add_glyph(font, 0x2207, "nabla", width,
              lambda pen: glyphs[increment].draw(TransformPen(pen, Transform(1, 0, 0, -1, 0, top))))

    equal = font["glyf"][cmap[ord("=")]]
    stroke = (equal.yMax - equal.yMin) // 4 if weight < 500 else (equal.yMax - equal.yMin) // 3
    unit = font["head"].unitsPerEm
    def bars(pen):
        for left in (0.12 * unit, 0.28 * unit):
            rectangle(pen, round(left), round(-0.12 * unit), round(left) + stroke, round(0.8 * unit))
    add_glyph(font, 0x2225, "parallel", round(0.4 * unit) + stroke, bars)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x2016] = "parallel"

    def element(pen):
        left, right, radius = 0.08 * unit, 0.62 * unit, 0.28 * unit
        middle, centre = 0.36 * unit, 0.08 * unit + radius
        def arc(r, start, end, steps=24):
            return [(centre + r * math.cos(math.radians(start + (end - start) * i / steps)),
                     middle + r * math.sin(math.radians(start + (end - start) * i / steps))) for i in range(steps + 1)]
        outer = [(right, middle + radius)] + arc(radius, 90, 270) + [(right, middle - radius)]
        inner = ([(right, middle - radius + stroke)] + arc(radius - stroke, 270, 180 + 8)
                 + [(right, middle - stroke / 2), (right, middle + stroke / 2)]
                 + arc(radius - stroke, 180 - 8, 90) + [(right, middle + radius - stroke)])
        points = [(round(x), round(y)) for x, y in outer + inner]
        pen.moveTo(points[-1])
        for point in reversed(points[:-1]):
            pen.lineTo(point)
        pen.closePath()
    add_glyph(font, 0x2208, "element", round(0.7 * unit), element)
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
