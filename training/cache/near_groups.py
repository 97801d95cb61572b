"""Groups of near questions for distil.py, as JSON {texts, groups, labels}; `open` has no labels.

`open`: a question of a Stack Exchange site or of WikiAnswers with up to three that the static table finds nearest on
the same site; sites whose questions anybody may ask give more. `judged`: 5,000 of these groups, the pairs that a language
model judged, but for those that `--held` gets, and the groups that it wrote. `qqp`: pairs of training questions of QQP.
`both`: the two together. No question of Quora-1000, nor any that was judged for measuring.

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


Labelled = list[tuple[str, str, int]]


def judged_groups(taken: set[str], share: float) -> tuple[list[list[str]], Labelled, Labelled]:
    """(groups, labels within them, pairs held out): a share of the judged pairs that no other shares a text with."""
    pairs = [row for row in open_pairs.judged_open() if not {source.same_words(text) for text in row[:2]} & taken]
    part = source.groups(pairs)
    named = sorted(set(part.values()))
    random.Random(5).shuffle(named)
    away = set(named[: int(share * len(named))])
    held = [row for row in pairs if part[source.same_words(row[0])] in away]
    labels = [row for row in pairs if part[source.same_words(row[0])] not in away]
    groups = [list(row[:2]) for row in labels]
    for group in open_pairs.written():
        if {source.same_words(text) for text in group} & taken:
            continue
        question, same, *others = group
        groups.append(group)
        labels.append((question, same, 1))
        labels += [(one, other, 0) for other in others for one in (question, same)]
    return groups, labels, held


def qqp_groups(data: str, most: int) -> tuple[list[list[str]], Labelled]:
    """(pairs, their labels) until `most` texts are named."""
    pairs = source.split(source.qqp(data), 0.05)[0]
    random.Random(11).shuffle(pairs)
    named: set[str] = set()
    kept = []
    for pair in pairs:
        if len(named) > most:
            break
        if pair[0] != pair[1] and max(map(len, pair[:2])) < 240:
            kept.append(pair)
            named.update(pair[:2])
    return [list(pair[:2]) for pair in kept], kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--set', choices=['open', 'judged', 'qqp', 'both'], required=True)
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--open', default=open_pairs.DEFAULT_OPEN)
    parser.add_argument('--most', type=int, default=66_000, help='texts, about')
    parser.add_argument('--out', required=True)
    parser.add_argument('--held', help='JSON lines {a, b, same} of judged pairs to be held out')
    parser.add_argument('--model', help='all-mpnet-base-v2: writes its vectors too')
    parser.add_argument('--vectors')
    parser.add_argument('--lock')
    options = parser.parse_args()
    groups: list[list[str]] = []
    labels: Labelled = []
    taken = {source.same_words(text) for row in source.quora_1000(options.data) for text in row[:2]}
    taken |= {source.same_words(text) for row in open_pairs.judged() + open_pairs.judged_near() for text in row[:2]}
    if options.set != 'qqp':
        groups = of_sites(options.open, options.most, taken, random.Random(11))
    if options.set in ('judged', 'both'):
        more, labels, held = judged_groups(taken, 0.15)
        away = {source.same_words(text) for row in held for text in row[:2]}
        groups = [group for group in groups if not {source.same_words(text) for text in group} & away][:5000] + more
        if options.held:
            with open(options.held, 'w') as out:
                out.writelines(json.dumps({'a': a, 'b': b, 'same': same}) + '\n' for a, b, same in held)
    if options.set in ('qqp', 'both'):
        more, named = qqp_groups(options.data, options.most)
        groups, labels = groups + more, labels + named
    place = {text: number for number, text in enumerate(dict.fromkeys(text for group in groups for text in group))}
    numbers = [[place[text] for text in group] for group in groups]
    made = {'texts': list(place), 'groups': numbers,
            'labels': [[place[a], place[b], same] for a, b, same in labels]}
    with open(options.out, 'w') as out:
        json.dump(made, out)
    print(f'{len(groups)} groups, {len(place)} texts', flush=True)
    if options.model:
        vectors = two_teachers.second(list(place), options.model, options.lock, size=128, turn=12)
        numpy.save(options.vectors, vectors.astype(numpy.float16))


if __name__ == '__main__':
    main()
