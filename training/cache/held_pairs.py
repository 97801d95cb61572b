"""Writes pairs on which the scorer of a weight set is fitted, as JSON lines {a, b, same}, for `risk.ts`.

For `qqp` they are those that `verifier.py` keeps out of training and calibrates on (same seed, same
share). For `shipped` natural near pairs alone, judged ones: the labelled pairs that the verifier of `shipped.py` holds
out are of other kinds than what is asked (`--set parts` writes those).

    pip install numpy torch
    python training/cache/held_pairs.py --set qqp --out work/held-qqp.jsonl
    python training/cache/held_pairs.py --set shipped --out work/held.jsonl
"""

import argparse
import collections
import json
import random

import data as source
import open_pairs
import shipped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--set', choices=['qqp', 'shipped', 'parts'], default='qqp')
    parser.add_argument('--out', required=True)
    parser.add_argument('--clinc', help='CLINC150, as given to verifier.py')
    parser.add_argument('--open', default=open_pairs.DEFAULT_OPEN)
    parser.add_argument('--work', default='/tmp/train')
    parser.add_argument('--made', type=int, default=8000)
    parser.add_argument('--most', type=int, default=260, help='pairs of each set')
    parser.add_argument('--seed', type=int, default=7)
    options = parser.parse_args()
    if options.set == 'qqp':
        _, held = source.split(source.qqp(options.data), 0.05)
    elif options.set == 'shipped':
        held = [(*row, 'judged') for row in open_pairs.judged() + open_pairs.judged_near()]
    else:
        # so many of each set that none outweighs the others; PAWS is of statements, and nothing learned it
        held, count = [], collections.Counter()
        rows = shipped.pairs(options)[1]
        random.Random(1).shuffle(rows)
        for row in rows:
            count[row[3]] += 1
            if count[row[3]] <= options.most and row[3] != 'paws':
                held.append(row)
    with open(options.out, 'w') as out:
        for a, b, same, *part in held:
            out.write(json.dumps({'a': a, 'b': b, 'same': round(same), 'set': part[0] if part else 'qqp'}) + '\n')
    print(f'{len(held)} pairs, {sum(round(row[2]) for row in held)} of them the same')


if __name__ == '__main__':
    main()
