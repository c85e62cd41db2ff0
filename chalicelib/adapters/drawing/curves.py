"""Smooth closed outlines from a few points, as SVG path data: what the body map is drawn with."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

Point = tuple[float, float]
Cubic = tuple[Point, Point, Point]
"""Two control points and the end, going on from wherever the outline is."""
ROUNDNESS: Final = 1 / 6
"""A third of half the way between the neighbours: the handles of a Catmull-Rom spline."""


class Outline(Struct, frozen=True):
    """A closed outline: where it begins, and its curves; the last ends where it began."""

    start: Point
    curves: tuple[Cubic, ...]

    def moved(self, dx: float, dy: float, scale: float = 1) -> "Outline":
        """The same, its size times `scale`, then `dx` to the right and `dy` down."""
        return self._mapped(scale, scale, dx, dy)

    def mirrored(self) -> "Outline":
        """The same on the other side of x = 0."""
        return self._mapped(-1, 1, 0, 0)

    def _mapped(self, sx: float, sy: float, dx: float, dy: float) -> "Outline":
        def at(point: Point) -> Point:
            return point[0] * sx + dx, point[1] * sy + dy

        return Outline(at(self.start), tuple((at(a), at(b), at(end)) for a, b, end in self.curves))

    @property
    def path(self) -> str:
        """The path data, to a tenth of a unit."""
        return f"{self.line}Z"

    @property
    def line(self) -> str:
        """The path data of a line that is left open."""
        curves = "".join("C" + " ".join(map(_written, curve)) for curve in self.curves)
        return f"M{_written(self.start)}{curves}"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, of the points that the outline goes through."""
        points = [self.start, *(end for _, _, end in self.curves)]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)


def edge(points: Sequence[Point]) -> list[Cubic]:
    """A smooth line through all the points, one curve between each two."""
    ends = [points[0], *points, points[-1]]
    return [_curve(*ends[place : place + 4]) for place in range(len(points) - 1)]


def blob(*points: Point) -> Outline:
    """A closed outline that is smooth at every point."""
    ring = [points[-1], *points, points[0], points[1]]
    return Outline(points[0], tuple(_curve(*ring[place : place + 4]) for place in range(len(points))))


def tube(
    outer: Sequence[Point], inner: Sequence[Point], parts: Iterable[tuple[str, int, int]], sag: float = 2.5
) -> list[tuple[str, Outline]]:
    """The named parts of a limb between its two edges, each from one rung to another.

    Neighbours share the line between them, which sags a little, as a crease does.
    """
    out, back = edge(outer), edge(inner)
    made = []
    for name, first, last in parts:
        side = [_reversed(back[place], inner[place]) for place in reversed(range(first, last))]
        across = _line(outer[last], inner[last], sag)
        home = _line(inner[first], outer[first], sag)
        made.append((name, Outline(outer[first], (*out[first:last], across, *side, home))))
    return made


def _curve(before: Point, start: Point, end: Point, after: Point) -> Cubic:
    first = start[0] + (end[0] - before[0]) * ROUNDNESS, start[1] + (end[1] - before[1]) * ROUNDNESS
    second = end[0] - (after[0] - start[0]) * ROUNDNESS, end[1] - (after[1] - start[1]) * ROUNDNESS
    return first, second, end


def _reversed(curve: Cubic, start: Point) -> Cubic:
    return curve[1], curve[0], start


def _line(start: Point, end: Point, sag: float) -> Cubic:
    def between(share: float) -> Point:
        return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share + sag

    return between(0.3), between(0.7), end


def _written(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
