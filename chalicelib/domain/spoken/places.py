"""The words for places: what names an area, what could be either of two, and what Steady has no area for.

A phrase is written in lower case, its words one space apart; phrases are listed with a comma between them. Which lay
word stands for which area is anatomy [M]. Slips of the keyboard and of dictation stand beside the word that was meant.
"""

from typing import Final

ONE: Final[dict[str, str]] = {
    "eyelid": "eyelid, eye, eye lid, lid, eyelash, eylid, eyelit, eyelet, eyelied, ilid, i lid, eyelide, eye led",
    "eyebrow": "eyebrow, eye brow, brow, eybrow, i brow, eyebrown, eyebrowe",
    "cheek": "cheek, cheekbone, cheek bone, cheak, chek, cheeck",
    "lips": "lips, lip, upper lip, lower lip, top lip, bottom lip",
    "chin": "chin",
    "jaw": "jaw, jawline, jaw line, jawbone, masseter",
    "tongue": "tongue, tounge, tung, toung, tonge",
    "throat": "throat, throte, adam's apple",
    "face": "face, forehead, fore head, nose, nostril, side of face, facial",
    "neck": "neck, nape",
    "shoulder": "shoulder, deltoid, delt, sholder, shouder, shoulde, shoulder muscle",
    "upper_arm": "upper arm, bicep, biceps, bi cep, tricep, triceps, trisep, upperarm, brachialis",
    "elbow": "elbow, elbo, elow, ebow, elbw, ellbow, funny bone",
    "forearm": "forearm, fore arm, four arm, lower arm, foearm, forarm, foream, forearm muscle",
    "wrist": "wrist, rist, wirst, wrsit, wrst",
    "hand": "hand, palm, back of hand, heel of hand",
    "thumb": "thumb, thum, tumb, thmub, thumbe, thmb, ball of thumb, thumb muscle",
    "fingers": """
        finger, fingers, pinky, pinkie, pinky finger, little finger, ring finger, middle finger, index
        finger, pointer finger, forefinger, fore finger, fingertip, fingertips, finger tip, finger tips,
        fingr, fingrs, finger's
    """,
    "arm": "arm",
    "chest": "chest, pec, pecs, pectoral, pectorals, breast, rib, ribs, ribcage, rib cage, sternum, breastbone, chst",
    "upper_back": """
        upper back, shoulder blade, shoulderblade, scapula, shoulder blades, shoulderblades, rhomboid,
        rhomboids, between shoulder blades, uper back, upperback, thoracic spine, top of back
    """,
    "abdomen": """
        abdomen, stomach, belly, tummy, abs, ab, abdominal, abdominals, abdominal muscles, stomache,
        stomack, belly button, navel, oblique, obliques, abdominal wall
    """,
    "lower_back": "lower back, low back, lowerback, lumbar, lumbar spine, small of back, bottom of back",
    "buttock": """
        buttock, glute, glutes, gluteus, butt, bum, butt cheek, bum cheek, buttox, ass, arse, ass cheek,
        arse cheek, backside, bottom cheek, glut, gluts
    """,
    "hip": "hip, hip flexor, hip bone, hipbone",
    "thigh": """
        thigh, quad, quads, quadricep, quadriceps, hamstring, hamstrings, ham string, hammy, upper leg,
        inner leg, tigh, thgih, thigt, thight, thigh muscle, thy, thie, adductor, adductors, vastus
    """,
    "knee": "knee, kneecap, knee cap, nee, back of knee",
    "shin": "shin, shinbone, shin bone, front of lower leg, tibialis",
    "calf": "calf, calve, calv, caf, calf muscle, calve muscle, gastroc, gastrocnemius, soleus, back of lower leg",
    "ankle": "ankle, ankel, akle, anlke, ancle, anckle",
    "foot": "foot, sole, heel, instep, arch of foot, foot arch, ball of foot, top of foot, sole of foot",
    "toes": """
        toe, between toes, toes, big toe, little toe, small toe, pinky toe, pinkie toe, great toe, baby toe,
        middle toe, toe's
    """,
    "leg": "leg",
    "widespread": """
        all over, everywhere, whole body, entire body, full body, widespread, all over body, all over place,
        whole of body, all over place, head to toe, random places, random spots, different places, different
        spots, various places, various spots, all muscles, body wide, bodywide, many places, lots of places,
        all of body, all parts of body, every where, random muscles
    """,
}
"""Each phrase names this area and says nothing of the side."""

TWO: Final[dict[str, str]] = {
    "eyelid": "eyelids, eyes, eye lids, lids, eylids, eyelets, ilids",
    "eyebrow": "eyebrows, eye brows, brows",
    "cheek": "cheeks",
    "shoulder": "shoulders, deltoids, delts, sholders",
    "upper_arm": "upper arms",
    "elbow": "elbows",
    "forearm": "forearms, fore arms, four arms, lower arms, forarms",
    "wrist": "wrists, rists",
    "hand": "hands, palms",
    "thumb": "thumbs, thums",
    "arm": "arms",
    "buttock": "buttocks, butt cheeks, bum cheeks",
    "hip": "hips",
    "thigh": "thighs, upper legs, tighs",
    "knee": "knees, kneecaps, knee caps",
    "shin": "shins, shinbones",
    "calf": "calves, calfs, calfes, calve's, calf muscles, gastrocs, cavles",
    "ankle": "ankles, ankels",
    "foot": "feet, soles, heels, foots, feets",
    "leg": "legs",
}
"""A plural of what a body has two of: both sides, unless the line names one."""

EITHER: Final[dict[str, str]] = {
    "back": "upper back, lower back",
    "spine": "neck, upper back, lower back",
    "mid back": "upper back, lower back",
    "middle back": "upper back, lower back",
    "middle of back": "upper back, lower back",
    "trap": "neck, shoulder, upper back",
    "traps": "neck, shoulder, upper back",
    "trapezius": "neck, shoulder, upper back",
    "lat": "upper back, lower back",
    "lats": "upper back, lower back",
    "lower leg": "shin, calf",
    "lower legs": "shin, calf",
    "upper body": "shoulder, upper arm, chest, upper back",
    "lower body": "hip, thigh, calf",
    "mouth": "lips, cheek, chin, jaw",
    "temple": "face, jaw",
    "head": "face, jaw, neck",
    "groin": "hip, thigh",
    "pelvis": "hip, abdomen",
    "tailbone": "lower back, buttock",
    "bottom": "buttock, foot",
    "rear": "buttock, thigh",
    "waist": "abdomen, lower back",
    "flank": "abdomen, lower back",
    "torso": "chest, abdomen, upper back",
    "trunk": "chest, abdomen, upper back",
    "core": "abdomen, lower back",
    "arm pit": "shoulder, chest, upper arm",
    "armpit": "shoulder, chest, upper arm",
    "collarbone": "shoulder, chest, neck",
    "collar bone": "shoulder, chest, neck",
    "knuckle": "fingers, hand",
    "knuckles": "fingers, hand",
    "achilles": "ankle, calf",
    "limb": "arm, leg",
    "limbs": "arm, leg",
    "for arm": "forearm, arm",
    "under eye": "eyelid, cheek",
    "below eye": "eyelid, cheek",
    "above knee": "knee, thigh",
    "below knee": "knee, shin, calf",
    "under knee": "knee, shin, calf",
    "above kneecap": "knee, thigh",
    "above elbow": "elbow, upper arm",
    "below elbow": "elbow, forearm",
    "above ankle": "ankle, shin, calf",
    "under chin": "chin, throat",
    "near eye": "eyelid, cheek, face",
    "by eye": "eyelid, cheek, face",
    "beside eye": "eyelid, cheek, face",
    "underneath eye": "eyelid, cheek",
    "beneath eye": "eyelid, cheek",
    "behind eye": "eyelid, face",
    "between eyes": "eyebrow, face",
    "above eye": "eyelid, eyebrow",
    "over eye": "eyelid, eyebrow",
    "around eye": "eyelid, eyebrow, cheek",
    "next to eye": "eyelid, cheek, face",
    "between shoulder": "neck, upper back",
    "thump": "thumb, hand",
    "digit": "fingers, toes",
    "digits": "fingers, toes",
    "peck": "chest, neck",
    "corner of mouth": "lips, cheek",
    "web of thumb": "thumb, hand",
}
"""What could be one of several areas: asked, never guessed."""

NO_AREA: Final = """
ear, ears, earlobe, eardrum, scalp, skull, hair, eyeball, eyeballs, pupil, gum, gums, tooth, teeth, heart, lung,
lungs, liver, kidney, kidneys, bladder, bowel, gut, guts, intestine, penis, vagina, genitals, testicle, testicles,
scrotum, anus, rectum, perineum, crotch, pelvic, diaphragm, tendon, tendons, ligament, vein, artery, nail, nails,
nipple, nipples, womb, uterus, prostate, stump, tail, paw, brain, nerve, gland, voicebox, larynx, oesophagus,
esophagus, uvula, tonsil, tonsils, eye ball, eye balls, voice box
"""
"""Parts of a body that Steady has no area for; a line that names one is never stored."""

WITHIN: Final[dict[str, str]] = {
    "arm": "shoulder upper_arm elbow forearm wrist hand thumb fingers",
    "hand": "thumb fingers",
    "leg": "hip thigh knee shin calf ankle foot toes",
    "foot": "toes",
    "face": "eyelid eyebrow cheek lips chin jaw",
    "widespread": "*",
}
"""What lies within what: "the thumb of my left hand" names one place, the smaller."""
