"""Words that name a symptom, not a twitch. A line that holds one is never stored as an episode.

The name decides which `name` the answer tells a person to send; the level is the rules' to decide, from that entry.
"""

from typing import Final

SYMPTOMS: Final[dict[str, str]] = {
    "weakness": """
        weak, weakness, weaker, weakening, lost strength, loss of strength, no strength, strength loss,
        can't grip, can't lift, can't hold, can't move, can't stand, can't climb, can't open, can't raise,
        can't bend, can't straighten, grip, gripping, dropped, dropping things, drop things, dropping,
        dropping cups, tripping, tripped, trip, stumbled, stumbling, fell, falling over, fall, falls, gave
        way, giving way, gives way, buckled, buckling, paralysed, paralyzed, paralysis, limp, foot drop,
        drop foot, foot drags, dragging, drags, wrist drop, clumsy, clumsiness, clumsier, heavy leg, feeble,
        heavy arm, legs feel heavy, arms feel heavy, feels heavy, cannot grip, cannot lift, cannot hold,
        cannot move, trouble lifting, trouble gripping, trouble holding, trouble walking, difficulty
        walking, hard to lift, hard to grip, hard to open, hard to climb, hard to hold, hard to walk, hard
        to move, struggle to lift, struggling to lift, couldn't lift, couldn't grip, couldn't hold, couldn't
        open, couldn't move, cant grip, cant lift, cant hold, cant move, difficult to lift, difficult to
        grip
    """,
    "wasting": """
        wasting, wasted, atrophy, shrinking, shrunk, shrank, shrinkage, thinner, smaller, dent, hollow,
        muscle loss, losing muscle, lost muscle
    """,
    "stiffness": "stiff, stiffness, spastic, spasticity, rigid, rigidity, locked up, tight, tightness",
    "speech": """
        speech, slurred, slurring, slur, slurs, slurry, slurred speech, can't speak, voice, hoarse,
        hoarseness, nasal, can't talk, trouble speaking, trouble talking, hard to speak, hard to talk,
        mumbling, dysarthria
    """,
    "swallowing": "swallow, swallowing, swallowed, dysphagia, food sticks, food stuck",
    "choking": "choke, choking, choked, chokes, gagging",
    "breath_exertion": """
        breath, breathless, breathlessness, breathing, breathe, short of breath, shortness of breath, out of
        breath, dyspnoea, dyspnea, breaths, suffocating
    """,
    "face_droop": """
        droop, drooping, droopy, drooped, droops, face droop, face drooping, lopsided, face fell, mouth
        droops, facial droop, facial palsy, crooked smile, uneven smile, mouth hangs, drooping face
    """,
    "eyelid_droop": """
        eyelid droop, eyelid drooping, droopy eyelid, drooping eyelid, ptosis, eye drooping, lid drooping,
        eyelid droops, droopy eye, drooping eye, droopy lid
    """,
    "eyes_forced_shut": "forced shut, squeezed shut, clamped shut, blepharospasm",
    "eye_closes": "closes, closing, shut, shuts, shutting, closed",
    "eye_red": "red eye, eye red, red, redness, bloodshot, discharge",
    "watery_eyes": "watery, watering, tearing",
    "numbness": """
        numb, numbness, no feeling, loss of feeling, lost feeling, dead feeling, went dead, can't feel,
        cannot feel, loss of sensation, no sensation
    """,
    "tingling": """
        tingling, tingle, tingles, tingly, pins and needles, prickling, prickly, burning, electric, zaps,
        zapping, stinging, tinglings
    """,
    "tingling_mouth": "tingling mouth, tingling lips, lips tingling, mouth tingling, tingling around mouth",
    "hand_spasm": """
        hand spasm, hand spasms, claw hand, clawed, clawing, hand cramp spasm, carpal spasm, hands spasming,
        hand spasming
    """,
    "throat_spasm": "throat spasm, throat spasms, laryngospasm, throat closing, throat tight, throat spasming",
    "seizure": "seizure, seizures, fit, fits, convulsion, convulsions, convulsing, convulsed, epilepsy, epileptic",
    "cramp": "cramp, cramps, cramping, cramped, crampy, charley horse",
    "muscle_pain": """
        pain, pains, painful, painfully, hurt, hurts, hurting, ache, aches, aching, achy, ached, sore,
        soreness, tender, tenderness
    """,
    "tremor": "tremor, tremors, tremble, trembling, trembles, trembled, tremulous",
    "shaking": "shaking, shake, shakes, shaky, shook, shaken, shivering, shivers",
    "palpitations": "palpitation, palpitations, heart racing, racing heart, heart pounding, heartbeat, heart flutter",
    "vomiting_diarrhoea": "vomit, vomiting, vomited, throwing up, threw up, been sick, being sick, food poisoning",
    "diarrhoea": "diarrhoea, diarrhea, runs to toilet, loose stools",
    "unsteady": "unsteady, balance, wobbly, staggering, stagger, off balance, unstable",
    "confusion": "confused, confusion, disoriented, disorientated, muddled",
    "drowsy": "drowsy, drowsiness",
    "agitation": "agitated, agitation",
    "sweating": "sweating, sweat, sweats, sweaty",
    "fever": "fever, feverish, temperature, chills",
    "bladder_bowel_saddle": """
        incontinence, incontinent, bladder, bowel, can't pee, wet myself, saddle, can't urinate, urine,
        urinate, pee, peeing, soiled
    """,
    "severe_back_pain": "severe back pain, terrible back pain, back pain",
    "severe_leg_pain": "severe leg pain, sciatica",
    "hallucination": "hallucination, hallucinations, hallucinating, seeing things, hearing voices",
    "drooling": "drool, drooling, saliva, dribbling, dribble",
    "pinpoint_pupils": "pinpoint, pinpoint pupils, small pupils, tiny pupils",
    "wheeze": "wheeze, wheezing, wheezy, wheezes",
    "heat_intolerance": "heat intolerance, can't stand heat",
    "organophosphate_exposure": "pesticide, pesticides, insecticide, organophosphate, weedkiller",
}

OF_SEVERAL: Final[dict[str, str]] = {
    "breath_exertion": "breath_exertion, breath_lying, breath_rest or breath_severe",
}
"""Where the words do not tell which of several names is meant, and the level hangs on it."""
NO_NAME: Final = """
dizzy, dizziness, faint feeling, fainted, fainting, faints, passed out, blacked out, collapsed, unconscious,
blackout, vertigo, headache, headaches, migraine, nausea, nauseous, sick, blurred, blurry, double vision, vision,
blind, blindness, sight, swollen, swelling, swelled, lump, rash, itchy, itching, bruise, bruised, bleeding, blood,
weight loss, losing weight, lost weight, chest pressure, heart attack, stroke, upset stomach, ill, unwell, injured,
injury, accident, broken, fracture, poisoned, overdose, suicidal, suicide, kill myself, self harm, die, dying,
running down, runs down, running up, runs up, spread, spreading, spreads, moved to, moving to, moves to, jerked
awake, locked, frozen, froze, deaf, neck stiff, lightheaded, light headed, trouble, difficulty, difficult, can't,
cannot, couldn't, cant, couldnt, struggle, struggles, struggling, problem, problems, unable, hard to, failing,
failed, loss of, lost
"""
"""Symptoms and changes for which a line has no entry of its own: told back, never stored with a twitch."""
