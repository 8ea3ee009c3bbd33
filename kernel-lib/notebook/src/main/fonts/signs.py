"""Signs of mathematics that Inter lacks, drawn from plain shapes and from its own letters."""

import math

from fontTools.misc.transform import Transform
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen


def polygon(pen, points):
    """Clockwise: filled; the other way round: a hole."""
    pen.moveTo((round(points[0][0]), round(points[0][1])))
    for x, y in points[1:]:
        pen.lineTo((round(x), round(y)))
    pen.closePath()


def rectangle(pen, left, bottom, right, top):
    polygon(pen, [(left, bottom), (left, top), (right, top), (right, bottom)])


def bar(pen, x0, y0, x1, y1, stroke):
    """A thick line from one point to another."""
    length = math.hypot(x1 - x0, y1 - y0)
    dx, dy = (y1 - y0) / length * stroke / 2, -(x1 - x0) / length * stroke / 2
    polygon(pen, [(x0 - dx, y0 - dy), (x1 - dx, y1 - dy), (x1 + dx, y1 + dy), (x0 + dx, y0 + dy)])


def disc(pen, x, y, radius, hole=False, steps=48):
    turn = 1 if hole else -1
    angles = [turn * 2 * math.pi * i / steps for i in range(steps)]
    polygon(pen, [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles])


def ring(pen, x, y, radius, stroke):
    disc(pen, x, y, radius)
    disc(pen, x, y, radius - stroke, hole=True)


def arc(x, y, radius, start, end, steps=24):
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles]


class Signs:
    def __init__(self, font, weight):
        self.font = font
        self.glyphs = font.getGlyphSet()
        self.cmap = font.getBestCmap()
        self.unit = font["head"].unitsPerEm
        equal = self.box("=")
        self.stroke = (equal.yMax - equal.yMin) // (4 if weight < 500 else 3)
        self.axis = (equal.yMin + equal.yMax) / 2
        self.capital = self.box("H").yMax

    def box(self, letter):
        return self.font["glyf"][self.cmap[ord(letter)]]

    def width(self, letter):
        return self.font["hmtx"][self.cmap[ord(letter)]][0]

    def put(self, code, name, width, draw):
        pen = TTGlyphPen(self.font.getGlyphSet())
        draw(pen)
        self.font.setGlyphOrder(self.font.getGlyphOrder() + [name])
        glyph = self.font["glyf"][name] = pen.glyph()
        glyph.recalcBounds(self.font["glyf"])
        self.font["hmtx"][name] = (round(width), glyph.xMin)
        self.alias(code, name)

    def alias(self, code, name):
        for table in self.font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name

    def moved(self, letter, *transform):
        """Draws a letter of the font moved by an affine map (xx, xy, yx, yy, dx, dy)."""
        return lambda pen: self.glyphs[self.cmap[ord(letter)]].draw(TransformPen(pen, Transform(*transform)))


def add(font, weight):
    signs = Signs(font, weight)
    unit, stroke, axis, capital = signs.unit, signs.stroke, signs.axis, signs.capital

    signs.put(0x2207, "nabla", signs.width("∆"), signs.moved("∆", 1, 0, 0, -1, 0, signs.box("∆").yMax))
    signs.put(0x2200, "forall", signs.width("A"), signs.moved("A", 1, 0, 0, -1, 0, capital))
    signs.put(0x2203, "exists", signs.width("E"), signs.moved("E", -1, 0, 0, 1, signs.width("E"), 0))
    signs.put(0x1D40, "T.superior", 0.62 * signs.width("T"), signs.moved("T", 0.6, 0, 0, 0.6, 0, 0.45 * capital))
    signs.alias(0x223C, signs.cmap[ord("~")])

    def norm(pen):
        for left in (0.12 * unit, 0.28 * unit):
            rectangle(pen, left, -0.12 * unit, left + stroke, 0.8 * unit)

    signs.put(0x2225, "parallel", 0.4 * unit + stroke, norm)
    signs.alias(0x2016, "parallel")

    def element(pen):
        left, right, radius = 0.08 * unit, 0.62 * unit, 0.28 * unit
        centre = left + radius
        outer = [(right, axis + radius)] + arc(centre, axis, radius, 90, 270) + [(right, axis - radius)]
        inner = (
            [(right, axis - radius + stroke)]
            + arc(centre, axis, radius - stroke, 270, 188)
            + [(right, axis - stroke / 2), (right, axis + stroke / 2)]
            + arc(centre, axis, radius - stroke, 172, 90)
            + [(right, axis + radius - stroke)]
        )
        points = outer + inner
        polygon(pen, [points[-1]] + points[-2::-1])

    def no_element(pen):
        element(pen)
        bar(pen, 0.2 * unit, axis - 0.4 * unit, 0.5 * unit, axis + 0.4 * unit, stroke)

    signs.put(0x2208, "element", 0.7 * unit, element)
    signs.put(0x2209, "notelement", 0.7 * unit, no_element)

    middle, radius = 0.44 * unit, 0.36 * unit
    inside = radius - stroke / 2
    slanted = inside * math.sqrt(0.5)

    def circled(draw):
        def both(pen):
            ring(pen, middle, axis, radius, stroke)
            draw(pen)

        return both

    def plus(pen):
        bar(pen, middle - inside, axis, middle + inside, axis, stroke)
        bar(pen, middle, axis - inside, middle, axis + inside, stroke)

    def times(pen):
        bar(pen, middle - slanted, axis - slanted, middle + slanted, axis + slanted, stroke)
        bar(pen, middle - slanted, axis + slanted, middle + slanted, axis - slanted, stroke)

    signs.put(0x2295, "circleplus", 2 * middle, circled(plus))
    signs.put(0x2297, "circlemultiply", 2 * middle, circled(times))
    signs.put(0x2299, "circledot", 2 * middle, circled(lambda pen: disc(pen, middle, axis, 1.1 * stroke)))
    signs.put(0x2218, "ringoperator", 0.44 * unit, lambda pen: ring(pen, 0.22 * unit, axis, 0.1 * unit + stroke, stroke))

    def up_tack(pen):
        rectangle(pen, 0.08 * unit, 0, 0.66 * unit, stroke)
        rectangle(pen, 0.37 * unit - stroke / 2, 0, 0.37 * unit + stroke / 2, capital)

    def down_tack(pen):
        rectangle(pen, 0.08 * unit, capital - stroke, 0.66 * unit, capital)
        rectangle(pen, 0.37 * unit - stroke / 2, 0, 0.37 * unit + stroke / 2, capital)

    signs.put(0x22A5, "uptack", 0.74 * unit, up_tack)
    signs.put(0x22A4, "downtack", 0.74 * unit, down_tack)

    dot = 0.75 * stroke
    step = 0.27 * unit

    def dots(*places):
        return lambda pen: [disc(pen, x, y, dot) for x, y in places]

    signs.put(0x22C5, "dotoperator", 0.3 * unit, dots((0.15 * unit, axis)))
    signs.put(0x22EF, "midellipsis", 0.9 * unit, dots(*((0.18 * unit + i * step, axis) for i in range(3))))
    signs.put(0x22EE, "vertellipsis", 0.3 * unit, dots(*((0.15 * unit, axis + (i - 1) * step) for i in range(3))))

    low, high = -0.14 * unit, 0.82 * unit
    near, far = 0.1 * unit, 0.32 * unit

    def angle(tip, ends):
        def draw(pen):
            bar(pen, ends, high, tip, (low + high) / 2, stroke)
            bar(pen, tip, (low + high) / 2, ends, low, stroke)

        return draw

    def corner(x, foot, y):
        def draw(pen):
            rectangle(pen, x - stroke / 2, low, x + stroke / 2, high)
            left, right = sorted((x, foot))
            rectangle(pen, left, y - stroke / 2, right, y + stroke / 2)

        return draw

    width = near + far
    signs.put(0x27E8, "angleleft", width, angle(near, far))
    signs.put(0x27E9, "angleright", width, angle(far, near))
    signs.put(0x2308, "ceilleft", width, corner(near, far, high - stroke / 2))
    signs.put(0x2309, "ceilright", width, corner(far, near, high - stroke / 2))
    signs.put(0x230A, "floorleft", width, corner(near, far, low + stroke / 2))
    signs.put(0x230B, "floorright", width, corner(far, near, low + stroke / 2))

    shift = 0.3 * unit

    def twice(letter):
        def draw(pen):
            signs.moved(letter, 0.8, 0, 0, 1, 0, 0)(pen)
            signs.moved(letter, 0.8, 0, 0, 1, shift, 0)(pen)

        return draw

    signs.put(0x226A, "muchless", 0.8 * signs.width("<") + shift, twice("<"))
    signs.put(0x226B, "muchgreater", 0.8 * signs.width(">") + shift, twice(">"))

    def identical(pen):
        equal = signs.box("=")
        for y in (-1, 0, 1):
            bar(pen, equal.xMin, axis + y * 0.19 * unit, equal.xMax, axis + y * 0.19 * unit, stroke)

    signs.put(0x2261, "equivalence", signs.width("="), identical)
