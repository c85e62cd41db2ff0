"""The figure of the body map from the front and from behind: the outline of each area, one side of it.

A unit is a pixel of a picture 320 wide. x is 0 in the middle of the body and grows outwards; y grows downwards.
"""

from typing import Final

from chalicelib.adapters.drawing.curves import Outline, blob, tube

Shapes = list[tuple[str, Outline]]
HALF_WIDTH: Final = 84.0
HEIGHT: Final = 374.0
_TRUNK_OUTER: Final = (
    (10.5, 50), (11, 63), (15, 73), (20, 86), (24.5, 98), (27.5, 112), (29, 126), (27.5, 142), (27.5, 154), (31, 167),
    (34.5, 180), (37, 195),
)  # fmt: skip
_TRUNK_INNER: Final = (
    (0, 51), (0, 63), (0, 76), (0, 88), (0, 100), (0, 113), (0, 127), (0, 142), (0, 156), (0, 172), (0, 187), (0, 203),
)  # fmt: skip
_ARM_OUTER: Final = (
    (15, 73), (31, 77), (43, 86), (49, 102), (53.5, 120), (58, 139), (63.5, 160), (69, 177), (72.5, 196), (74, 209),
    (78, 221), (80.5, 233), (80, 245), (76.5, 252),
)  # fmt: skip
_ARM_INNER: Final = (
    (15, 73), (20, 86), (24.5, 98), (28, 113), (33, 129), (38.5, 147), (44, 166), (49.5, 184), (57.5, 202), (60.5, 213),
    (61.5, 226), (64, 239), (66.5, 248), (69.5, 254),
)  # fmt: skip
_LEG_OUTER: Final = (
    (37, 195), (38, 213), (36, 236), (33, 257), (31.5, 270), (32, 283), (34, 299), (31, 320), (27, 336),
    (26.5, 346), (31, 356), (35, 362), (34.5, 368), (31, 372),
)  # fmt: skip
_LEG_INNER: Final = (
    (0, 203), (1.5, 215), (4, 238), (7.5, 259), (8.5, 272), (8.5, 285), (8.5, 301), (11, 321), (13.5, 337), (13.5, 347),
    (12, 357), (12, 363), (13.5, 369), (17, 373),
)  # fmt: skip
HEAD: Final = blob(
    (0, 5), (14.5, 10.5), (20, 27), (16.5, 45), (7.5, 55), (-7.5, 55), (-16.5, 45), (-20, 27), (-14.5, 10.5)
)


def _arm() -> Shapes:
    parts = (
        ("shoulder", 0, 3), ("upper_arm", 3, 5), ("elbow", 5, 6), ("forearm", 6, 8), ("wrist", 8, 9), ("hand", 9, 11),
        ("fingers", 11, 13),
    )  # fmt: skip
    thumb = blob((61, 212), (61.3, 224), (57.5, 235), (52.5, 237), (51.5, 230), (55, 218))
    return [*tube(_ARM_OUTER, _ARM_INNER, parts), ("thumb", thumb)]


def front() -> Shapes:
    """One side, seen from the front."""
    trunk = ("neck", 0, 2), ("chest", 2, 6), ("abdomen", 6, 9), ("hip", 9, 11)
    leg = ("thigh", 0, 3), ("knee", 3, 5), ("shin", 5, 8), ("ankle", 8, 9), ("foot", 9, 10), ("toes", 10, 13)
    return [*_arm(), *tube(_TRUNK_OUTER, _TRUNK_INNER, trunk), *tube(_LEG_OUTER, _LEG_INNER, leg)]


def back() -> Shapes:
    """One side, seen from behind."""
    trunk = ("neck", 0, 2), ("upper_back", 2, 7), ("lower_back", 7, 9), ("buttock", 9, 11)
    leg = ("thigh", 0, 3), ("knee", 3, 4), ("calf", 4, 8), ("ankle", 8, 9)
    foot = blob((13.5, 349), (20, 350.5), (26.5, 348.5), (30, 358), (28, 367), (19, 369), (11, 366), (11, 357))
    return [*_arm(), *tube(_TRUNK_OUTER, _TRUNK_INNER, trunk), *tube(_LEG_OUTER, _LEG_INNER, leg), ("foot", foot)]
