"""Writes the held-out pairs of a weight set, as JSON lines {a, b, same}, for `risk.ts`.

They are those that `verifier.py` keeps out of training and calibrates on (same seed, same share).

    pip install numpy torch
    python training/cache/held_pairs.py --set qqp --out work/held-qqp.jsonl
"""

import argparse
import json

import data as source


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--set', choices=['qqp', 'shipped'], default='qqp')
    parser.add_argument('--out', required=True)
    options, _ = parser.parse_known_args()
    if options.set == 'qqp':
        _, held = source.split(source.qqp(options.data), 0.05)
    else:
        import shipped

        _, held = shipped.pairs(options)
    with open(options.out, 'w') as out:
        for a, b, same in held:
            out.write(json.dumps({'a': a, 'b': b, 'same': round(same)}) + '\n')
    print(f'{len(held)} pairs, {sum(round(row[2]) for row in held)} of them the same')


if __name__ == '__main__':
    main()
