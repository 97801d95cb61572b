"""Groups of near questions for distil.py, as JSON {texts, groups, labels}; only the QQP set has labels.

`open`: a question of a Stack Exchange site or of WikiAnswers with up to three that the static table finds nearest on
the same site; sites whose questions anybody may ask give more. `qqp`: pairs of training questions of QQP, labels too.
No question of Quora-1000, nor any that was judged or held out.

    python training/cache/near_groups.py --set open --out work/open.json
    python training/cache/near_groups.py --set open --out work/open.json --model mpnet/all-mpnet-base-v2 --vectors work/open.npy
"""

import argparse
import json
import random

import numpy

import data as source
import open_pairs
import static
import two_teachers

# whose questions anybody may ask
PLAIN = set(
    'movies academia cooking philosophy biology law history money skeptics space workplace travel gardening security '
    'politics health fitness parenting pets economics english ell diy apple android gaming photo music sports outdoors '
    'interpersonal expatriates webapps superuser physics chemistry astronomy aviation bicycles mechanics cogsci '
    'linguistics languagelearning homebrew lifehacks literature writers christianity hinduism islam buddhism scifi anime '
    'genealogy earthscience datascience stats ai bitcoin askubuntu softwareengineering stackoverflow math'.split()
)


def of_sites(folder: str, most: int, taken: set[str], draw: random.Random) -> list[list[str]]:
    """Groups of 2 to 4 until `most` texts are named."""
    table = static.read('weights/sentence-static')
    found = []
    for name, texts in {**open_pairs.stackexchange(folder), 'wikianswers': open_pairs.wikianswers(folder)}.items():
        if len(texts) < 200:
            continue
        made = static.sums(table, static.pieces(texts, 64)).astype(numpy.float32)
        plain = name.removesuffix('.stackexchange') in PLAIN
        count = 4200 if name == 'wikianswers' else 420 if plain else 90
        for number in draw.sample(range(len(texts)), min(len(texts), count)):
            near = made[number] @ made.T
            top = numpy.argpartition(-near, 12)[:12]
            top = [int(other) for other in top[numpy.argsort(-near[top])] if other != number and near[other] < 0.995]
            group = [texts[place] for place in [number, *top[:3]]]
            group = [text for text in group if source.same_words(text) not in taken and len(text) < 140]
            if len(group) >= 2:
                found.append(group)
    draw.shuffle(found)
    out: list[list[str]] = []
    named: set[str] = set()
    for group in found:
        if len(named) > most:
            break
        out.append(group)
        named.update(group)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--set', choices=['open', 'qqp'], required=True)
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--open', default=open_pairs.DEFAULT_OPEN)
    parser.add_argument('--most', type=int, default=66_000, help='texts, about')
    parser.add_argument('--out', required=True)
    parser.add_argument('--model', help='all-mpnet-base-v2: writes its vectors too')
    parser.add_argument('--vectors')
    parser.add_argument('--lock')
    options = parser.parse_args()
    labels = []
    if options.set == 'open':
        taken = {source.same_words(text) for row in source.quora_1000(options.data) for text in row[:2]}
        taken |= {source.same_words(text) for row in open_pairs.judged() + open_pairs.judged_near() for text in row[:2]}
        groups = of_sites(options.open, options.most, taken, random.Random(11))
    else:
        pairs = source.split(source.qqp(options.data), 0.05)[0]
        random.Random(11).shuffle(pairs)
        named: set[str] = set()
        kept = []
        for pair in pairs:
            if len(named) > options.most:
                break
            if pair[0] != pair[1] and max(map(len, pair[:2])) < 240:
                kept.append(pair)
                named.update(pair[:2])
        groups, labels = [list(pair[:2]) for pair in kept], [pair[2] for pair in kept]
    place = {text: number for number, text in enumerate(dict.fromkeys(text for group in groups for text in group))}
    numbers = [[place[text] for text in group] for group in groups]
    made = {'texts': list(place), 'groups': numbers,
            'labels': [[*pair, same] for pair, same in zip(numbers, labels)]}
    with open(options.out, 'w') as out:
        json.dump(made, out)
    print(f'{len(groups)} groups, {len(place)} texts', flush=True)
    if options.model:
        vectors = two_teachers.second(list(place), options.model, options.lock, size=128, turn=12)
        numpy.save(options.vectors, vectors.astype(numpy.float16))


if __name__ == '__main__':
    main()
