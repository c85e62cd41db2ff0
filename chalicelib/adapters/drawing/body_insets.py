"""What the body map shows enlarged beside the figure: the face, a hand, a foot, whole limbs.

What has sides is drawn once, for x > 0; what lies in the middle is drawn whole. Both are in the units of the figure.
"""

from typing import Final

from chalicelib.adapters.drawing.body_figure import Shapes
from chalicelib.adapters.drawing.curves import Outline, blob, tube

FACE_OVAL: Final = blob(
    (0, 0), (30, 7), (49, 32), (54, 72), (50.5, 112), (39, 145), (20, 173), (0, 181),
    (-20, 173), (-39, 145), (-50.5, 112), (-54, 72), (-49, 32), (-30, 7),
)  # fmt: skip
EAR: Final = blob((52, 78), (58, 72), (61.5, 80), (58.5, 96), (51, 103), (50, 92))
LINES: Final = (
    Outline((-7, 114), (((-4, 118.5), (4, 118.5), (7, 114)),)),
    Outline((-44, 87.5), (((-36, 94), (-24, 94), (-14, 88)),)),
    Outline((44, 87.5), (((36, 94), (24, 94), (14, 88)),)),
    Outline((-17, 141), (((-6, 144), (6, 144), (17, 141)),)),
)
"""Hints of a nose, closed eyes and a mouth, so that the oval reads as a face. They are no areas."""
_WHOLE_HEAD: Final = blob((0, 3), (13, 8), (17, 22), (12, 36), (0, 41), (-12, 36), (-17, 22), (-13, 8))
_WHOLE_TRUNK: Final = blob(
    (-19, 47), (0, 45), (19, 47), (24, 60), (21, 84), (24, 108), (14, 114), (0, 115), (-14, 114), (-24, 108), (-21, 84),
    (-24, 60),
)  # fmt: skip


def face_middle() -> Shapes:
    """The face itself, and what lies in its middle."""
    lips = blob((-20, 140.5), (-9, 132), (0, 134.5), (9, 132), (20, 140.5), (11, 150.5), (0, 154), (-11, 150.5))
    chin = blob((-15, 161), (0, 156.5), (15, 161), (14, 171), (0, 178), (-14, 171))
    throat = blob((-15, 185), (0, 188), (15, 185), (16, 198), (15, 210), (0, 213), (-15, 210), (-16, 198))
    return [("face", FACE_OVAL), ("lips", lips), ("chin", chin), ("throat", throat)]


def face_side() -> Shapes:
    """One side of the face and the neck."""
    brow = blob((9, 68), (13, 56), (25, 48.5), (38, 50), (47, 61), (46, 69), (37, 64), (26, 64.5), (15, 71))
    lid = blob((10.5, 86), (19, 77), (30, 74.5), (41, 79), (47, 87), (39, 95), (29, 97), (18, 94))
    cheek = blob((17, 113), (25, 105), (37, 104), (43, 112), (38, 126), (28, 132), (19, 125))
    jaw = blob(
        (47, 104), (50, 114), (44, 134), (34, 151), (22, 167), (18, 160), (25, 149), (34, 138), (40, 126), (44, 112)
    )
    neck = ((38, 148), (37, 172), (41, 195), (54, 210)), ((17, 168), (17.5, 184), (18.5, 200), (18, 213))
    return [
        *tube(*neck, [("neck", 0, 3)]),
        ("eyebrow", brow),
        ("eyelid", lid),
        ("cheek", cheek),
        ("jaw", jaw),
    ]


def tongue() -> Outline:
    """The tongue, round its middle."""
    return blob((-14, 0), (-6, -4), (0, -2), (6, -4), (14, 0), (15, 16), (9, 29), (0, 32), (-9, 29), (-15, 16))


def hand() -> Shapes:
    """One hand, held up, its thumb towards the middle."""
    fingers = blob(
        (-22.5, 47), (-22.5, 28), (-20.5, 12), (-17, 9), (-13.3, 12), (-12.2, 30), (-11.4, 41), (-10.5, 28), (-9, 7),
        (-5.5, 3.5), (-2, 7), (-0.7, 28), (0.1, 41), (1, 28), (2.5, 9.5), (6, 6), (9.4, 9.5), (10.8, 30), (11.7, 42),
        (12.7, 32), (14, 20), (17, 16.5), (20.3, 19.5), (22.6, 33), (24, 46), (12, 47.5), (0, 47), (-12, 47.5),
    )  # fmt: skip
    thumb = blob(
        (-22.5, 66), (-29, 58), (-35, 46), (-40, 41), (-46.5, 43), (-45.5, 53), (-38, 65), (-29, 78), (-20.5, 84)
    )
    outer = ((24, 48), (25, 62), (21, 78), (14.5, 89.5), (13.5, 103), (15, 116))
    inner = ((-22.5, 49), (-22, 64), (-19, 79), (-13.5, 89.5), (-12.5, 103), (-14, 116))
    return [("thumb", thumb), *tube(outer, inner, [("hand", 0, 3), ("wrist", 3, 5)], sag=1.5), ("fingers", fingers)]


def foot() -> Shapes:
    """One foot from above, its big toe towards the middle."""
    toes = blob(
        (-21, 33), (-23, 20), (-20, 7), (-13.5, 4), (-8, 8), (-6.5, 21), (-5.2, 25), (-4, 16), (-1, 11), (2.3, 15),
        (3.7, 25), (4.7, 27), (6, 20), (8.8, 16), (11.5, 20), (12.3, 29), (13.2, 31), (14.5, 26), (17.2, 22), (20, 26),
        (21, 35), (22.5, 37), (24.2, 33), (27, 33), (28, 39), (26, 46), (14, 42), (0, 37), (-11, 34),
    )  # fmt: skip
    outer = ((26, 46), (26.5, 60), (20, 77), (14, 89.5), (13.5, 103), (15, 116))
    inner = ((-21, 34), (-19, 54), (-16, 74), (-13.5, 89.5), (-13.5, 103), (-15, 116))
    return [*tube(outer, inner, [("foot", 0, 3), ("ankle", 3, 5)], sag=1.5), ("toes", toes)]


def whole_middle() -> Shapes:
    """Head and trunk of the small figure: what stands for all over."""
    return [("widespread", _WHOLE_HEAD), ("widespread", _WHOLE_TRUNK)]


def whole_side() -> Shapes:
    """A whole arm and a whole leg."""
    arm = blob((27, 49), (37, 52), (45, 64), (50, 88), (54, 114), (49, 123), (41, 119), (37, 98), (32, 78), (26.5, 63))
    leg = blob(
        (2.5, 122),
        (5, 119),
        (22, 117.5),
        (27.5, 121),
        (28.5, 140),
        (26.5, 165),
        (23, 188),
        (15, 193),
        (7.5, 188),
        (4, 160),
    )
    return [("arm", arm), ("leg", leg)]
