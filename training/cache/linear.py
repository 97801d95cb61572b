"""The linear verifier: hashed word features and fourteen dense ones, one int8 weight each.

Works without any native runtime, in some ten microseconds a pair. The TypeScript reader is
src/learned/linear-pairs.ts; both sides must agree to the bit on the hashing;
src/learned/linear-pairs.vectors.json (written here, read by its test) holds them to it.

Features of a pair (A, B the distinct words `[a-z0-9]+` of the lower-cased texts, 64 at most, in the order of
their first occurrence; bucket = crc32 of the UTF-8 text mod 2^18):
  sparse  `s:w` of shared words, `d:w` of words on one side, `x:a|b` of pairs of unmatched words of
          opposite sides (sorted in the pair, the first 12 of each side), `b:v w` of bigrams on one
          side only, weight 0.5
  dense   see `dense`, and the cosine of the static sentence vectors; standardised, the scaling folded into their weights

    pip install numpy scikit-learn
    python training/cache/linear.py --set qqp
"""

import argparse
import json
import math
import random
import re
import zlib
from pathlib import Path

import numpy
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

import data as source
import measure
import open_pairs
import pairs as generated
import shipped
import static
import verifier
import write

BUCKETS = 1 << 18
RARITIES = 1 << 15
WORDS = 64
CROSSED = 12
# how far the penalty spares the hashed features against the standardised dense ones: generated pairs, of which
# the shipped set has many, teach words that mean nothing elsewhere
SPARSE = {'qqp': 1.0, 'shipped': 0.2}
STRENGTH = {'qqp': 0.15, 'shipped': 0.05}
TABLE = 'weights/sentence-static'
NEGATIONS = set(
    'not no never without cannot none nobody nothing neither nor cant dont doesnt didnt isnt arent wasnt werent '
    'wont wouldnt shouldnt couldnt hasnt havent hadnt unable'.split()
)
QUESTIONS = set('what when where who whom whose why how which'.split())
NAMES = [
    'rarityOverlap', 'rarestUnmatched', 'rarestUnmatchedOther', 'unmatched', 'unmatchedOther', 'numberXor',
    'negationXor', 'nameXor', 'nameCommon', 'lengthRatio', 'firstEqual', 'questionXor', 'overlap', 'similarity',
]


def bucket(text: str, size: int) -> int:
    return zlib.crc32(text.encode()) % size


def words(text: str) -> list[str]:
    """The words in order, 256 at most; apostrophes are dropped first, so that "don't" is one word."""
    return re.findall(r'[a-z0-9]+', re.sub("['\u2019]", '', text[:8192].lower()))[:256]


class Rarity:
    """idf of hashed words, one byte each, in steps of a sixteenth."""

    def __init__(self, steps: numpy.ndarray):
        self.steps = steps

    @staticmethod
    def of(texts: list[str]) -> 'Rarity':
        counts = numpy.zeros(RARITIES)
        for text in texts:
            for word in set(words(text)):
                counts[bucket(word, RARITIES)] += 1
        idf = numpy.log(1 + len(texts) / (1 + counts))
        return Rarity(numpy.clip(numpy.round(idf * 16), 1, 255).astype(numpy.uint8))

    def __call__(self, word: str) -> float:
        return self.steps[bucket(word, RARITIES)] / 16


def names_of(text: str) -> set[str]:
    """Lower-cased words that begin with a capital, the first word of the text left out."""
    found = [(m.start(), m.group()) for m in re.finditer(r'[A-Za-z0-9]+', text[:8192])]
    return {word.lower() for _, word in found[1:257] if 'A' <= word[0] <= 'Z'}


def dense(a: str, b: str, left: list[str], right: list[str], rarity: Rarity) -> list[float]:
    """The dense features but the similarity; both orders of the texts give the same."""
    A, B = list(dict.fromkeys(left))[:WORDS], list(dict.fromkeys(right))[:WORDS]
    inA, inB = set(A), set(B)
    shared = sum(rarity(w) for w in A if w in inB)
    one = [rarity(w) for w in A if w not in inB]
    two = [rarity(w) for w in B if w not in inA]
    tops = sorted([max(one, default=0), max(two, default=0)])
    totals = sorted([sum(one), sum(two)])
    common = len([w for w in A if w in inB])
    numbers = [{w for w in side if w[0].isdigit()} for side in (A, B)]
    negations = [inA & NEGATIONS, inB & NEGATIONS]
    named = [names_of(a), names_of(b)]
    asking = [inA & QUESTIONS, inB & QUESTIONS]
    every = shared + totals[0] + totals[1]
    lengths = sorted([max(1, len(left)), max(1, len(right))])
    return [
        shared / every if every else 1.0, tops[1], tops[0], totals[1], totals[0],
        len(numbers[0] ^ numbers[1]), float(bool(negations[0]) != bool(negations[1])),
        len([w for w in named[0] if w not in inB]) + len([w for w in named[1] if w not in inA]),
        len(named[0] & named[1]), lengths[0] / lengths[1],
        float(left[:1] == right[:1]), len(asking[0] ^ asking[1]),
        common / max(1, min(len(A), len(B))),
    ]


def sparse(left: list[str], right: list[str]) -> dict[int, float]:
    """Hashed features and their values."""
    A, B = list(dict.fromkeys(left))[:WORDS], list(dict.fromkeys(right))[:WORDS]
    inA, inB = set(A), set(B)
    found: dict[int, float] = {}

    def add(name: str, value: float) -> None:
        place = bucket(name, BUCKETS)
        found[place] = found.get(place, 0.0) + value

    for word in A:
        add(('s:' if word in inB else 'd:') + word, 1.0)
    for word in B:
        if word not in inA:
            add('d:' + word, 1.0)
    for one in [w for w in A if w not in inB][:CROSSED]:
        for two in [w for w in B if w not in inA][:CROSSED]:
            add('x:' + '|'.join(sorted((one, two))), 1.0)
    first = list(dict.fromkeys(f'{v} {w}' for v, w in zip(left, left[1:])))[:WORDS]
    second = list(dict.fromkeys(f'{v} {w}' for v, w in zip(right, right[1:])))[:WORDS]
    for bigram in [b for b in first if b not in set(second)] + [b for b in second if b not in set(first)]:
        add('b:' + bigram, 0.5)
    return found


def similarities(rows) -> numpy.ndarray:
    """Cosine of the static sentence vectors of each pair."""
    table = static.read(TABLE)
    one, two = (static.sums(table, static.pieces([row[side][:8192] for row in rows], 256)) for side in (0, 1))
    return (one * two).sum(1)


def matrix(rows, rarity: Rarity):
    """(sparse matrix, dense matrix) of pairs of texts."""
    places, columns, values, denses = [0], [], [], []
    for a, b in rows:
        left, right = words(a), words(b)
        for column, value in sparse(left, right).items():
            columns.append(column)
            values.append(value)
        places.append(len(columns))
        denses.append(dense(a, b, left, right, rarity))
    shape = (len(rows), BUCKETS)
    wide = numpy.column_stack([numpy.array(denses), similarities(rows)])
    return csr_matrix((values, columns, places), shape=shape), wide


def fitted(rows, rarity: Rarity, name: str):
    """(int8 weights, their step, dense weights, offset) of the logistic regression."""
    thin, thick = matrix([row[:2] for row in rows], rarity)
    mean, spread = thick.mean(0), thick.std(0) + 1e-9
    both = hstack([thin * SPARSE[name], csr_matrix((thick - mean) / spread)]).tocsr()
    # a soft label is a true and a false example of its two weights
    soft = numpy.array([row[2] for row in rows], dtype=float)
    label = numpy.repeat([1, 0], len(rows))
    weight = numpy.concatenate([soft, 1 - soft])
    used = weight > 0.02
    model = LogisticRegression(C=STRENGTH[name], solver='liblinear', max_iter=60)
    model.fit(vstack([both, both]).tocsr()[used], label[used], sample_weight=weight[used])
    weights = model.coef_[0]
    wide = weights[:BUCKETS] * SPARSE[name]
    step = float(numpy.quantile(numpy.abs(wide[wide != 0]), 0.9999)) / 127
    small = numpy.clip(numpy.round(wide / step), -127, 127).astype(numpy.int8)
    slopes = weights[BUCKETS:] / spread
    return small, step, slopes, float(model.intercept_[0] - (slopes * mean).sum())


def scored(rows, rarity: Rarity, small, step, slopes, offset) -> numpy.ndarray:
    """Logits as the reader computes them."""
    thin, thick = matrix(rows, rarity)
    return thin @ small.astype(float) * step + thick @ slopes + offset


def platt(score: numpy.ndarray, label: numpy.ndarray) -> tuple[float, float]:
    """Scale and offset that make the score a log odds on held-out pairs."""
    model = LogisticRegression(C=1e6).fit(score.reshape(-1, 1), label)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument('--set', choices=['qqp', 'shipped'], required=True)
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--clinc')
    parser.add_argument('--work', default='/tmp/train')
    parser.add_argument('--out')
    parser.add_argument('--open', default=open_pairs.DEFAULT_OPEN)
    parser.add_argument('--made', type=int, default=8000)
    parser.add_argument('--joined', type=int, default=3000)
    parser.add_argument('--generated', type=float, default=0.12)
    parser.add_argument('--seed', type=int, default=7)
    parser.add_argument('--benchmark', action='store_true', help='also measure Quora-1000 once')
    options = parser.parse_args()
    train, held = verifier.qqp_pairs(options) if options.set == 'qqp' else shipped.pairs(options)
    rarity = Rarity.of(sorted({text for row in train for text in row[:2]}))
    small, step, slopes, offset = fitted(train, rarity, options.set)
    label = numpy.array([row[2] for row in held])
    score = scored([row[:2] for row in held], rarity, small, step, slopes, offset)
    scale, shift = platt(score, label)
    step, slopes, offset = step * scale, slopes * scale, offset * scale + shift
    print('held out', measure.figures(score, label, draws=200))
    if options.benchmark:
        rows = source.quora_1000(options.data)
        score = scored([row[:2] for row in rows], rarity, small, step, slopes, offset)
        print('Quora-1000', measure.figures(score, [row[2] for row in rows]))
        numpy.save(Path(options.work, f'linear-{options.set}-quora.npy'), score)
    name = 'question-linear-qqp' if options.set == 'qqp' else 'question-linear'
    out = options.out or f'weights/{name}'
    write.folder(
        out,
        {'name': name, 'kind': 'linear', 'buckets': BUCKETS, 'rarities': RARITIES, 'rarityStep': 1 / 16, 'similarityOf': 'sentence-static',
         'step': step, 'offset': offset, 'dense': dict(zip(NAMES, map(float, slopes)))},
        {'weights.bin': small.tobytes(), 'rarity.bin': rarity.steps.tobytes()},
    )
    # the reader's test wants texts that may stand in the repository: generated ones only
    texts = ['How do I install Docker on Ubuntu 22?', "Why can't I open the file?", 'Is Paris in France?',
             'What does a notary cost?', 'Élan vital: que es?', '', 'Convert 5 USD to EUR', 'Who was Ada Lovelace?']
    made = [(a, b) for a, b, _, _ in generated.generate(texts[:-1] * 4, options.seed)]
    made += [(random.Random(n).choice(texts), texts[n % len(texts)]) for n in range(16)]
    if options.set == 'shipped':
        wanted = scored(made, rarity, small, step, slopes, offset)
        rows = [{'a': a, 'b': b, 'logit': round(float(s), 6)} for (a, b), s in zip(made, wanted)]
        Path('src/learned/linear-pairs.vectors.json').write_text(json.dumps(rows, ensure_ascii=False, indent=0) + '\n')
    assert math.isfinite(offset)


if __name__ == '__main__':
    main()
