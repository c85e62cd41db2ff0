"""Areas, sides, limbs and regions of the body.

Two layers: the lay *area* that a person names, with a side, and the *region* behind it.
Regions as in El Escorial, Awaji and Gold Coast [V2]; which area lies where is anatomy [M].
"""

from collections.abc import Mapping
from typing import Final, Literal, get_args

from msgspec.structs import replace

from chalicelib.domain.phrase import Phrase

Side = Literal["left", "right", "both"]
Region = Literal["bulbar", "cervical", "thoracic", "lumbosacral"]
Limb = Literal["arm", "leg"]
Bulbar = Literal["eyelid", "eyebrow", "cheek", "lips", "chin", "jaw", "tongue", "throat", "face"]
Cervical = Literal["neck", "shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand", "thumb", "fingers", "arm"]
Thoracic = Literal["chest", "upper_back", "abdomen"]
Lumbosacral = Literal["lower_back", "buttock", "hip", "thigh", "knee", "shin", "calf", "ankle", "foot", "toes", "leg"]
Area = Bulbar | Cervical | Thoracic | Lumbosacral | Literal["widespread"]

_REGIONS: Final[dict[Region, tuple[str, ...]]] = {
    "bulbar": get_args(Bulbar),
    "cervical": get_args(Cervical),
    "thoracic": get_args(Thoracic),
    "lumbosacral": get_args(Lumbosacral),
}
REGION_OF: Final[dict[str, Region]] = {area: region for region, areas in _REGIONS.items() for area in areas}
AREAS: Final[tuple[str, ...]] = (*REGION_OF, "widespread")
REGION_WORDS: Final[Mapping[Region, str]] = {
    "bulbar": "face and throat",
    "cervical": "arm and neck",
    "thoracic": "trunk",
    "lumbosacral": "leg and lower back",
}
"""The regions as a person reads them; the regions themselves are for doctors."""
FACE_BEYOND_EYELID: Final = frozenset({"eyebrow", "cheek", "lips", "chin", "jaw", "face"})
IN: Final = "in"
"""The context of an area that stands after "in the"."""
_WHERE: Final[Mapping[str, Phrase]] = {
    "": Phrase("in your {area}"),
    "left": Phrase("in your left {area}"),
    "right": Phrase("in your right {area}"),
    "both": Phrase("in your left and right {area}"),
}
_NOT_LIMB: Final = frozenset({"neck", "lower_back"})
LIMB_OF: Final[dict[str, Limb]] = {
    area: "arm" if region == "cervical" else "leg"
    for area, region in REGION_OF.items()
    if region in ("cervical", "lumbosacral") and area not in _NOT_LIMB
}


def area_words(area: str) -> str:
    """The area as a person reads it: `upper_arm` is "upper arm", `widespread` is "all over"."""
    return "whole body" if area == "widespread" else area.replace("_", " ")


def place_phrase(area: str) -> Phrase:
    """The area after "in the"; a language that bends its words says the whole of it, "in der Hand"."""
    return Phrase(area_words(area), context=IN)


def where_words(area: str | None, side: str | None) -> Phrase:
    """Where, after "weakness": "in your right hand", or "with no place named"."""
    if area is None:
        return Phrase("with no place named")
    return replace(_WHERE[side or ""], words={"area": place_phrase(area)})


def list_words(words: list[str]) -> str:
    """`["thumb", "forearm", "calf"]` is "thumb, forearm and calf"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def is_same_side(one: str | None, other: str | None) -> bool:
    """A missing side and `both` fit any side; left never fits right."""
    return one == other or one in (None, "both") or other in (None, "both")


def is_same_limb(area: str | None, side: str | None, other_area: str | None, other_side: str | None) -> bool:
    """Whether two places lie in one limb, or are one area where they are no limb."""
    if area is None or other_area is None:
        return area is other_area and is_same_side(side, other_side)
    place, other = LIMB_OF.get(area, area), LIMB_OF.get(other_area, other_area)
    return place == other and is_same_side(side, other_side)
