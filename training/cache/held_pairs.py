"""Writes held-out pairs of a weight set, as JSON lines {a, b, same}, for `risk.ts`.

For `qqp` they are those that `verifier.py` keeps out of training and calibrates on (same seed, same
share). For `shipped`: the dev and test parts of STS-B (the same from 4 up, another below 3.4), and
generated pairs of another seed than the training ones, in equal parts.

    pip install numpy torch
    python training/cache/held_pairs.py --set qqp --out work/held-qqp.jsonl
    python training/cache/held_pairs.py --set shipped --clinc data_full.json --out work/held.jsonl
"""

import argparse
import json
import random

import data as source


def shipped(options) -> list[tuple[str, str, int]]:
    import pairs as generated

    draw = random.Random(options.seed)
    texts = source.allowed_texts(options.data, options.clinc, 90_000)
    asked = [text for text in texts if '?' in text[-2:] and 4 <= len(text.split()) <= 28]
    made = [row[:3] for row in generated.generate(draw.sample(asked, min(1500, len(asked))), options.seed)]
    scored = source.stsb(options.data, 'dev') + source.stsb(options.data, 'test')
    rated = [(a, b, int(score >= 4)) for a, b, score in scored if not 3.4 < score < 4]
    draw.shuffle(made)
    return made[: len(rated)] + rated


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--set', choices=['qqp', 'shipped'], default='qqp')
    parser.add_argument('--out', required=True)
    parser.add_argument('--clinc', help='CLINC150, as given to verifier.py')
    parser.add_argument('--seed', type=int, default=1001)
    options = parser.parse_args()
    if options.set == 'qqp':
        _, held = source.split(source.qqp(options.data), 0.05)
    else:
        held = shipped(options)
    with open(options.out, 'w') as out:
        for a, b, same in held:
            out.write(json.dumps({'a': a, 'b': b, 'same': round(same)}) + '\n')
    print(f'{len(held)} pairs, {sum(round(row[2]) for row in held)} of them the same')


if __name__ == '__main__':
    main()
