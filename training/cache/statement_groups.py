"""Groups of near statements for `distil.py --statements`, as JSON {texts, groups, held}: MiniLM's own cosines of them
are to be kept while questions are taught, or the order of statements goes (training/LOG.md, 36 and 37).

Sentences that ask nothing, with their nearest by the static table and, where a set has pairs, the other of the pair,
whatever its label: STS-B train (CC BY-SA), PAWS-Wiki test (free for any purpose), paragraphs of Natural Questions (CC BY-SA
3.0), descriptions of MCP tools (MIT), LLMRouter (MIT). None that is near one of GPTCache-999 (cosine .9). `held`, to choose
by, never trained on: STS-B dev and test, and a tenth of the paragraphs and tools.

    python training/cache/statement_groups.py --out work/statements.json
"""

import argparse
import glob
import json
import random
import re
from pathlib import Path

import numpy

import data as source
import open_pairs
import static
import teacher

Pairs = list[tuple[str, str]]


def stated(text: str) -> bool:
    """Whether it is a statement in plain words, 5 to 30 of them."""
    found = text.split()
    plain = sum(letter.isascii() for letter in text) >= 0.97 * len(text)
    return 5 <= len(found) <= 30 and plain and '?' not in text and found[0].lower() not in open_pairs.ASKING


def apart(documents: list[list[str]], draw: random.Random) -> tuple[list[str], list[str]]:
    """Distinct statements of nine tenths of the documents, and of the others."""
    parts: tuple[dict, dict] = ({}, {})
    for texts in documents:
        part = parts[draw.random() < 0.1]
        part.update((text, None) for text in texts if stated(text))
    return list(parts[0]), [text for text in parts[1] if text not in parts[0]]


def paragraphs(data: str) -> list[list[str]]:
    rows = source.jsonl(Path(data, 'nq-oracle/shared.jsonl.gz'))
    return [[part for context in row['ctxs'] for part in source.sentences(context['text'])[:8]] for row in rows]


def tools(data: str) -> list[list[str]]:
    """First sentences of descriptions, by server."""
    found = [re.findall(r'"description": ?"([^"\\]{20,240})', Path(path).read_text())
             for path in sorted(glob.glob(f'{data}/mcp-tools/*.json'))]
    return [[source.sentences(text)[0] for text in texts if source.sentences(text)] for texts in found]


def nearest(texts: list[str], anchors: list[int], count: int) -> list[list[int]]:
    """Each anchor and its `count` nearest by the static table."""
    made = static.sums(static.read('weights/sentence-static'), static.pieces(texts, 64)).astype(numpy.float32)
    out = []
    for anchor in anchors:
        near = made[anchor] @ made.T
        near[anchor] = -2
        near[near > 0.999] = -2
        top = numpy.argpartition(-near, count)[:count]
        out.append([anchor, *(int(other) for other in top[numpy.argsort(-near[top])])])
    return out


def clear(texts: list[str], data: str) -> set[str]:
    """Those with no cosine of .9 to a text of GPTCache-999."""
    rows = json.loads(Path(data, 'gptcache-999/pairs.json').read_text())
    test = list(dict.fromkeys(text for row in rows for text in row.values()))
    encoder = teacher.encoder()
    made, other = teacher.embed(encoder, texts, 48), teacher.embed(encoder, test, 48)
    most = numpy.concatenate([(made[first : first + 4000] @ other.T).max(1) for first in range(0, len(made), 4000)])
    print(f'{int((most >= 0.9).sum())} of {len(texts)} are near one of GPTCache-999', flush=True)
    return {text for text, near in zip(texts, most) if near < 0.9}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--open', default=open_pairs.DEFAULT_OPEN)
    parser.add_argument('--out', required=True)
    parser.add_argument('--near', type=int, default=4, help='near ones to a group')
    options = parser.parse_args()
    draw = random.Random(11)
    parts = {name: source.stsb(options.data, name) for name in ('train', 'dev', 'test')}
    away = {text for name in ('dev', 'test') for row in parts[name] for text in row[:2]}
    # {set: (statements, how many of them open a group, pairs)}
    sets: dict[str, tuple[list[str], int, Pairs]] = {}
    pairs = [row[:2] for row in parts['train'] if not {*row[:2]} & away and stated(row[0]) and stated(row[1])]
    sets['stsb'] = [text for pair in pairs for text in pair], 2200, pairs
    pairs = [row[:2] for row in open_pairs.paws(options.open)[8000:] if stated(row[0]) and stated(row[1])]
    sets['paws'] = [text for pair in pairs for text in pair], 1000, pairs
    kept = {'stsb': [text for text in dict.fromkeys(away) if stated(text)]}
    for name, documents, count in (('paragraphs', paragraphs(options.data), 1500), ('tools', tools(options.data), 500)):
        texts, kept[name] = apart(documents, draw)
        sets[name] = texts, count, []
    sets['llmrouter'] = [part for text in source.llmrouter(options.data) for part in source.sentences(text)[:6]], 500, []
    taken = {source.same_words(text) for texts in kept.values() for text in texts}
    groups: list[list[str]] = []
    for name, (texts, count, pairs) in sets.items():
        texts = [text for text in dict.fromkeys(texts) if stated(text) and source.same_words(text) not in taken]
        other: dict[str, list[str]] = {}
        for a, b in pairs:
            other.setdefault(a, []).append(b)
        place = {text: number for number, text in enumerate(texts)}
        openers = [text for text in (other or texts) if text in place]
        picked = [place[text] for text in draw.sample(openers, min(count, len(openers)))]
        found = [[texts[number] for number in row] for row in nearest(texts, picked, options.near)]
        found = [list(dict.fromkeys([row[0], *(b for b in other.get(row[0], [])[:2] if b in place), *row[1:]])) for row in found]
        groups += found
        print(f'{name}: {len(found)} groups of {len(texts)}, {len(kept.get(name, []))} held out', flush=True)
    named = list(dict.fromkeys(text for group in groups for text in group))
    right = clear(named, options.data)
    groups = [[text for text in group if text in right] for group in groups]
    groups = [group for group in groups if len(group) > 1]
    place = {text: number for number, text in enumerate(dict.fromkeys(text for group in groups for text in group))}
    held: dict = {'near': [], 'kept': [], 'asked': []}
    for texts in kept.values():
        rows = nearest(texts, draw.sample(range(len(texts)), min(300, len(texts))), 10)
        held['near'] += [[texts[number] for number in row] for row in rows]
    # rewordings, found among all statements of their part
    held['kept'] = list(dict.fromkeys(row[0] for name in ('dev', 'test') for row in parts[name]))
    held['asked'] = list({row[0]: row[:2] for name in ('dev', 'test') for row in parts[name] if row[2] >= 4 and row[0] != row[1]}.values())
    made = {'texts': list(place), 'groups': [[place[text] for text in group] for group in groups], 'held': held}
    Path(options.out).write_text(json.dumps(made))
    print(f'{len(groups)} groups, {len(place)} texts; held: {len(held["near"])} with their nearest, {len(held["asked"])} reworded')


if __name__ == '__main__':
    main()
