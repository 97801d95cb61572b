"""The pairs that shipped weights are trained on: no QQP, no BANKING77, no trap.

Labelled pairs (open_pairs.py): two wordings of one query, and near queries with another answer.
Near questions of one Stack Exchange site or of WikiAnswers, and of the texts of `allowed_texts`: no
label, the target is what two sentence encoders say, so that what they know is kept. STS-B train, its
0..5 as a probability, halfway to the cosine. Generated pairs (pairs.py) on natural questions: what
cosines are blind to. An earlier set that took labels of its own for natural pairs lost .07 AUC on
Quora-1000 against the bare cosine (training/LOG.md).
"""

import json
import random
import zlib
from pathlib import Path

import numpy
import torch

import data as source
import open_pairs
import pairs as generated
import teacher
import two_teachers

ASKING = set('what why how when where who which whose is are can could do does did should will would was were'.split())


def is_question(text: str) -> bool:
    """Whether a text looks like something asked."""
    return text.rstrip().endswith('?') or text.split()[0].lower() in ASKING


def sts_probability(score: float) -> float:
    """How far a similarity of 0..5 means that one answer serves both: 5 yes, 4 half, 3 hardly."""
    return float(numpy.interp(score, [0, 2.5, 3.2, 3.8, 4.4, 5.0], [0.0, 0.02, 0.1, 0.4, 0.85, 0.98]))


def vectors(texts: list[str], work: str) -> numpy.ndarray:
    """MiniLM's vectors of the allowed texts, kept from the static table's run where they are."""
    path = Path(work, f'static-{len(texts)}.npy')
    if path.exists():
        return numpy.load(path)
    made = teacher.embed(teacher.encoder(), texts)
    numpy.save(path, made)
    return made


def cosine_probability(cosine: float) -> float:
    """What MiniLM's cosine alone says; the verifier's head starts from the same line."""
    return float(1 / (1 + numpy.exp(-(14.0 * cosine - 11.5))))


def neighbours(texts: list[str], made: numpy.ndarray, count: int, draw: random.Random):
    """(a, b, cosine): each of `count` texts with one of its six nearest others."""
    matrix = torch.tensor(made)
    picked = draw.sample(range(len(texts)), min(count, len(texts)))
    out = []
    for first in range(0, len(picked), 512):
        part = picked[first : first + 512]
        near = (matrix[part] @ matrix.T).topk(7, dim=1)
        for row, number in enumerate(part):
            place = draw.choice([1, 1, 1, 2, 3, 4, 5, 6])
            other = int(near.indices[row, place])
            if other != number and source.same_words(texts[other]) != source.same_words(texts[number]):
                out.append((texts[number], texts[other], float(near.values[row, place])))
    return out


def told(cosines: numpy.ndarray) -> numpy.ndarray:
    """Probabilities from the cosines [pairs, 2] of two encoders. The second's are brought to the
    first's mean and spread; their mean is less noisy than either, so its line is steeper. NaN: the
    second was not asked."""
    one, two = cosines.T
    asked = ~numpy.isnan(two)
    said = numpy.array([cosine_probability(cosine) for cosine in one])
    if asked.any():
        first, other = one[asked], two[asked]
        other = (other - other.mean()) / other.std() * first.std() + first.mean()
        said[asked] = 1 / (1 + numpy.exp(-(17.0 * (first + other) / 2 - 14.0)))
    return said


# of each labelled set so many pairs at most: long or narrow ones would else outweigh natural questions
SHARE = {'paws': 7000, 'spider': 8000, 'bash': 3400, 'advising': 3600, 'medical': 3000, 'marked': 1500}


def pairs(options):
    """(train pairs with soft targets, held-out pairs with hard labels and the name of their set)."""
    draw = random.Random(options.seed)
    train, held = [], []
    for name, rows in open_pairs.labelled(options.open, options.seed).items():
        draw.shuffle(rows)
        for a, b, same, group in rows[: SHARE[name]]:
            part = zlib.crc32(f'{name} {group}'.encode()) % 100
            if part < (30 if name == 'marked' else 6):
                held.append((a, b, int(same), name))
            else:
                # crowds and users err: a label is never certain
                train.append((a, b, 0.97 if same else 0.02))
    gold = len(train)
    judged = [tuple(row) for row in open_pairs.judged()]
    held += [(*row, 'judged') for row in judged]
    said = told(numpy.load(Path(options.open, 'near.npy')))
    near = [tuple(json.loads(line)) for line in open(Path(options.open, 'near.jsonl'))]
    kept = [number for number, row in enumerate(near) if not two_teachers.pointing(row)]
    apart = open_pairs.one_word_apart(near)
    said[sorted(apart)] = numpy.minimum(said[sorted(apart)], 0.1)
    train += [(*near[number], float(said[number])) for number in kept]
    near = [near[number] for number in kept]
    other = [tuple(json.loads(line)) for line in open(Path(options.open, 'other.jsonl'))]
    other = [row for row in other if not two_teachers.pointing(row)][:5000]
    train += [(a, b, 0.1) for a, b in other]
    asked = sorted({text for row in near for text in row})
    hard = [row[:3] for row in generated.generate(draw.sample(asked, options.made), options.seed)]
    draw.shuffle(hard)
    held += [(*row, 'generated') for row in hard[:800]]
    texts = source.allowed_texts(options.data, options.clinc, 90_000)
    made = vectors(texts, options.work)
    place = {text: number for number, text in enumerate(texts)}
    chosen = [n for n, text in enumerate(texts) if is_question(text) and len(text.split()) <= 28]
    found = neighbours([texts[n] for n in chosen], made[chosen], 6000, draw)
    train += [(a, b, cosine_probability(cosine)) for a, b, cosine in found]
    for a, b, score in source.stsb(options.data, 'train'):
        both = a in place and b in place
        said_so = cosine_probability(float(made[place[a]] @ made[place[b]])) if both else None
        wanted = sts_probability(score)
        train.append((a, b, wanted if said_so is None else (wanted + said_so) / 2))
    held += [(a, b, int(score >= 4), 'stsb') for a, b, score in source.stsb(options.data, 'dev') if not 3.4 < score < 4]
    train += hard[800:]
    taken = {source.same_words(text) for row in held for text in row[:2]}
    test = {source.same_words(text) for row in source.quora_1000(options.data) for text in row[:2]}
    kept = []
    for row in train:
        one, two = (source.same_words(text) for text in row[:2])
        if not (one in taken and two in taken) and one not in test and two not in test:
            kept.append(row)
    print(f'labelled {gold}, near {len(near)} and {len(found)}, a word apart {len(apart)} and {len(other)}, generated {len(hard) - 800}, all {len(kept)}, held {len(held)}')
    return kept, held
