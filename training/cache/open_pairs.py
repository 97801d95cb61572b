"""Openly licensed pairs of questions for the shipped weights: what they are, and readers.

Each set lies in a folder of `--open` (default /tmp/train/open), taken from the newest commit of:

  stackexchange/*.txt   titles of 171 sites, 9,333 each at most; UKPLab/TWEAC-qa-agent-selection
                        data/stackexchange/train; Stack Exchange contributors, CC BY-SA
  wellformedness/*.tsv  25,100 WikiAnswers questions; google-research-datasets/query-wellformedness,
                        CC BY-SA 4.0
  paws/{dev,test}.tsv   16,000 labelled pairs of PAWS-Wiki (never PAWS-QQP); google-research-datasets/
                        paws, free for any purpose, of Google LLC
  spider-syn.json       7,000 questions on data bases, most queries worded twice, and each with synonyms;
                        ygan/Spider-Syn Spider-Syn/train_spider.json, MIT, over Spider, CC BY-SA 4.0
  nl2bash/all.{nl,cm}   12,607 wordings of shell commands; TellinaTool/nl2bash data/bash, MIT
  advising.json         205 queries in 4,387 wordings; jkkummerfeld/text2sql-data data, CC BY 4.0
  rqe/train.xml         8,588 pairs of medical questions; abachaa/RQE_Data_AMIA2016, CC BY 4.0
  covid-similar.csv     488 pairs; deepset-ai/COVID-QA data/eval_question_similarity_en.csv, Apache-2.0
  cqadup-english.csv    1,000 pairs of English Language & Usage marked by its users (CQADupStack, CC BY-SA);
                        Delaminer/eecs487-finalproject dataset/dataset_subset.csv

    python training/cache/open_pairs.py --show 5
"""

import argparse
import collections
import csv
import json
import random
import re
from pathlib import Path

import numpy

import data as source

DEFAULT_OPEN = '/tmp/train/open'
Pair = tuple[str, str, float]

# sites in other languages, and those whose titles are no questions
LEFT_OUT = set(
    'ja.stackoverflow ru.stackoverflow rus.stackexchange es.stackoverflow pt.stackoverflow ukrainian.stackexchange '
    'portuguese.stackexchange russian.stackexchange french.stackexchange italian.stackexchange esperanto.stackexchange '
    'spanish.stackexchange german.stackexchange puzzling.stackexchange codegolf.stackexchange codereview.stackexchange'.split()
)
ASKING = set(
    'what why how when where who which whose is are can could do does did should will would was were has have'.split()
)


def asked(text: str) -> bool:
    """Whether a title is a question in plain words, 4 to 22 of them."""
    found = text.split()
    plain = sum(letter.isascii() for letter in text) >= 0.97 * len(text)
    return 4 <= len(found) <= 22 and plain and (text.endswith('?') or found[0].lower() in ASKING)


def stackexchange(folder: str) -> dict[str, list[str]]:
    """Questions of each site."""
    out = {}
    for path in sorted(Path(folder, 'stackexchange').glob('*.txt')):
        name = path.stem.removesuffix('.com')
        if name not in LEFT_OUT:
            texts = dict.fromkeys(line.strip() for line in path.read_text(errors='replace').split('\n'))
            out[name] = [text for text in texts if asked(text)]
    return out


def wikianswers(folder: str) -> list[str]:
    """Questions that at least two of five raters found well formed."""
    found: dict[str, None] = {}
    for path in sorted(Path(folder, 'wellformedness').glob('*.tsv')):
        for line in path.read_text().split('\n'):
            text, _, rating = line.rpartition('\t')
            if text and float(rating) >= 0.4:
                text = re.sub(r' (\?|\'s\b)', r'\1', text)
                found.setdefault(text[:1].upper() + text[1:])
    return [text for text in found if asked(text)]


def paws(folder: str) -> list[Pair]:
    """Labelled pairs of Wikipedia sentences with many words in common."""
    out = []
    for part in ('dev', 'test'):
        for line in Path(folder, 'paws', f'{part}.tsv').read_text().split('\n'):
            cells = line.split('\t')
            if len(cells) == 4 and cells[3] in '01':
                a, b = (re.sub(r' ([.,;:\')])', r'\1', re.sub(r"`` | ''", '', cell)) for cell in cells[1:3])
                out.append((a, b, float(cells[3])))
    return out


def grouped(groups: dict, domain, near: int, draw: random.Random) -> list[tuple[str, str, float, object]]:
    """Pairs within each group (the same) and, as many, of two groups of one domain that share most
    words (not the same). `groups`: {key: wordings}, `domain(key)`: what sets may be compared."""
    out = []
    of: dict = collections.defaultdict(list)
    for key, texts in groups.items():
        for text in texts:
            of[domain(key)].append((set(source.words(text)), text, key))
    for key, texts in groups.items():
        texts = list(dict.fromkeys(texts))
        couples = [(a, b) for n, a in enumerate(texts) for b in texts[n + 1 :]]
        draw.shuffle(couples)
        out += [(a, b, 1.0, key) for a, b in couples[: max(near, 1)]]
        rest = of[domain(key)]
        for a in draw.sample(texts, min(len(texts), max(1, min(near, len(couples))))):
            mine = set(source.words(a))
            others = draw.sample(rest, min(len(rest), 400))
            ranked = sorted(
                (row for row in others if row[2] != key and row[0] != mine),
                key=lambda row: -len(mine & row[0]) / (len(mine | row[0]) or 1),
            )[:4]
            if ranked:
                _, b, other = draw.choice(ranked)
                out.append((a, b, 0.0, key))
    return out


def spider(folder: str, draw: random.Random):
    """Two wordings of one query; wordings of two queries on one data base."""
    groups: dict = collections.defaultdict(list)
    for row in json.loads(Path(folder, 'spider-syn.json').read_text()):
        query = re.sub(r'\s+', ' ', row['query'].lower()).strip(' ;')
        groups[row['db_id'], query] += [row['SpiderQuestion'], row['SpiderSynQuestion']]
    return grouped({key: tuple(dict.fromkeys(texts)) for key, texts in groups.items()}, lambda key: key[0], 2, draw)


def bash(folder: str, draw: random.Random):
    """Wordings of one command; wordings of two commands with one program in front."""
    groups: dict = collections.defaultdict(list)
    wordings, commands = (Path(folder, 'nl2bash', name).read_text().split('\n') for name in ('all.nl', 'all.cm'))
    for wording, command in zip(wordings, commands):
        if 3 <= len(wording.split()) <= 30:
            groups[command.strip()].append(wording)
    kept = {key: texts for key, texts in groups.items() if len(set(texts)) > 1 and key}
    return grouped(kept, lambda key: key.split()[0], 3, draw)


def advising(folder: str, draw: random.Random):
    """Wordings of one query with the same values; the same with another value; other queries."""
    groups: dict = {}
    values: dict[str, set[str]] = collections.defaultdict(set)
    rows = json.loads(Path(folder, 'advising.json').read_text())
    for row in rows:
        for sentence in row['sentences']:
            for name, value in sentence['variables'].items():
                if value:
                    values[name.rstrip('0123456789')].add(value)

    def filled(text: str, chosen: dict[str, str]) -> str:
        for name, value in chosen.items():
            text = re.sub(rf'\b{name}\b', value, text)
        return re.sub(r" (\?|\.|,|'s|n't)", r'\1', text)

    swapped = []
    for number, row in enumerate(rows):
        texts = [sentence['text'] for sentence in row['sentences']]
        names = sorted(row['sentences'][0]['variables'])
        for turn in range(max(1, len(texts) // 6)):
            chosen = {name: draw.choice(sorted(values[name.rstrip('0123456789')] or {name})) for name in names}
            groups[number, turn] = [filled(text, chosen) for text in draw.sample(texts, min(6, len(texts)))]
            used = [name for name in names if any(re.search(rf'\b{name}\b', text) for text in texts)]
            for _ in range(2 if used else 0):
                name = draw.choice(used)
                other = {**chosen, name: draw.choice(sorted(values[name.rstrip('0123456789')] - {chosen[name]}) or ['other'])}
                a, b = draw.choice(texts), draw.choice(texts)
                if filled(b, chosen) != filled(b, other):
                    swapped.append((filled(a, chosen), filled(b, other), 0.0, (number, turn)))
    return grouped(groups, lambda key: 0, 3, draw) + swapped


def medical(folder: str, draw: random.Random) -> list[tuple[str, str, float, object]]:
    """A doctor's question and its short form; with the short form of another that shares words."""
    found = re.findall(
        r'<pair pid="\d+" type="\S*" value="true">\s*<chq>(.*?)</chq>\s*<faq>(.*?)</faq>',
        Path(folder, 'rqe/train.xml').read_text(errors='replace'), re.S,
    )
    groups = {}
    for long, short in found:
        long, short = ' '.join(long.split()), ' '.join(short.split())
        if source.same_words(long) != source.same_words(short) and len(long.split()) <= 32:
            groups[short] = [long, short]
    return grouped(groups, lambda key: 0, 1, draw)


def marked(folder: str) -> list[Pair]:
    """Pairs that users or writers marked: English Language & Usage, and COVID-19."""
    out = []
    with open(Path(folder, 'cqadup-english.csv'), newline='') as lines:
        out += [(row['q1_title'], row['q2_title'], float(row['duplicate_label'])) for row in csv.DictReader(lines)]
    with open(Path(folder, 'covid-similar.csv'), newline='') as lines:
        out += [(row['question_1'], row['question_2'], float(row['similar'])) for row in csv.DictReader(lines)]
    return out


def labelled(folder: str, seed: int = 7) -> dict[str, list[tuple[str, str, float, object]]]:
    """{set: (a, b, label, group)}; no group stands on two sides of a split by group."""
    draw = random.Random(seed)
    return {
        'paws': [(a, b, same, number // 1) for number, (a, b, same) in enumerate(paws(folder))],
        'spider': spider(folder, draw),
        'bash': bash(folder, draw),
        'advising': advising(folder, draw),
        'medical': medical(folder, draw),
        'marked': [(a, b, same, a) for a, b, same in marked(folder)],
    }


def judged() -> list[Pair]:
    """Pairs of near titles that we judged by hand, for choosing: titles of Stack Exchange (CC BY-SA)
    and WikiAnswers, spread over cosines of .66 to 1, without those that ask about an image."""
    return [tuple(json.loads(line)) for line in open(Path(__file__).with_name('judged.jsonl'))]


def judged_near() -> list[Pair]:
    """1,016 more, of both in like parts, on which the shipped scorer is fitted. A language model read them once:
    would the answer to one question serve the other? What it was unsure of is left out."""
    return [tuple(json.loads(line)) for line in open(Path(__file__).with_name('judged-near.jsonl'))]


def judged_open() -> list[Pair]:
    """12,104 near titles of the same sources, MiniLM's cosine .55 to 1, read once by a language model like those above, for
    training. Of 80 that five readings shared four were the same in all, and 76 as judged before."""
    return [tuple(json.loads(line)) for line in open(Path(__file__).with_name('judged-open.jsonl'))]


def written() -> list[list[str]]:
    """6,377 groups that a language model wrote: a question (of the first 2,496 it is one of these sources, the others it
    made up, in the manner of a general question-and-answer site), another wording of it, and one or two questions near it
    that are not the same. No question of Quora-1000 is among them, nor, of those made up, one with a cosine of .9 to it;
    of all none with .93 to one of BANKING77, the banking traps or GPTCache-999."""
    return [json.loads(line) for line in open(Path(__file__).with_name('written.jsonl'))]


PLAIN = set(
    'a an the of to in on at for from by with and or is are was were be been being do does did can could should will '
    'would may might must have has had i you we they he she it my your our their his her its me us them this that these '
    'those what which who whom whose when where why how if as than so not no any some there here about into over best '
    'good way get use using used make many much one ones want need know help please tell find mean means meaning called '
    'name kind type same instead all most actually still someone anyone'.split()
)


def stems(text: str) -> dict[str, str]:
    """{stem: word} of the words that carry a question's matter."""
    found = re.findall(r"[a-z0-9+#.'-]*[a-z0-9+#]", text.lower())
    return {re.sub(r"('s|ing|ed|es|s|ers|er|ly)$", '', word): word for word in found if word not in PLAIN}


def unlike(couples: list[tuple[str, str]]) -> numpy.ndarray:
    """Which couples of words are neither forms of one word nor near in meaning."""
    import static

    table = static.read('weights/sentence-static')
    one, two = (static.sums(table, static.pieces([couple[side] for couple in couples], 8)) for side in (0, 1))
    forms = numpy.array([a[:4] == b[:4] or a in b or b in a for a, b in couples])
    return ((one * two).sum(1) < 0.35) & ~forms


def one_word_apart(rows: list[tuple[str, str]]) -> set[int]:
    """Numbers of the pairs in which one word that matters stands for another: nine in ten such pairs of near
    titles want other answers, whatever their cosine (of 40 that we read)."""
    places, couples = [], []
    for number, (a, b) in enumerate(rows):
        one, two = stems(a), stems(b)
        left, right = [one[k] for k in one.keys() - two.keys()], [two[k] for k in two.keys() - one.keys()]
        if len(left) == 1 and len(right) == 1 and one.keys() & two.keys():
            places.append(number)
            couples.append((left[0], right[0]))
    return {number for number, apart in zip(places, unlike(couples)) if apart} if places else set()


def other_word(folder: str, count: int, draw: random.Random) -> list[tuple[str, str]]:
    """Pairs of titles of one site with the same opening word that differ in one word that matters, and
    share two or more."""
    found = []
    sites = {**stackexchange(folder), 'wikianswers': wikianswers(folder)}
    for texts in sites.values():
        of: dict = collections.defaultdict(list)
        for text in texts:
            words = stems(text)
            opening = text.split()[0].lower()
            for left_out in words if 3 <= len(words) <= 8 else ():
                of[opening, frozenset(words.keys() - {left_out})].append((text, words[left_out]))
        for rows in of.values():
            for (a, one), (b, two) in zip(rows, rows[1:]):
                if one != two:
                    found.append((a, b, one, two))
    draw.shuffle(found)
    apart = unlike([row[2:] for row in found])
    print(f'{len(found)} pairs that differ in a word, in {int(apart.sum())} of them another one')
    return [row[:2] for row, other in zip(found, apart) if other][:count]


def near_titles(folder: str, count: int, draw: random.Random) -> list[tuple[str, str]]:
    """Pairs of near questions of one site (or of WikiAnswers), by the static table, spread over
    similarities from .55 up: few pairs are near duplicates, and they say most."""
    import static

    table = static.read('weights/sentence-static')
    sites = {**stackexchange(folder), 'wikianswers': wikianswers(folder)}
    found = []
    for name, texts in sites.items():
        if len(texts) < 500:
            continue
        made = static.sums(table, static.pieces(texts, 64)).astype(numpy.float32)
        close = made @ made.T
        numpy.fill_diagonal(close, 0)
        top = numpy.argpartition(-close, 5, axis=1)[:, :5]
        for number in range(len(texts)):
            for other in top[number]:
                if number < other or number not in top[other]:
                    found.append((float(close[number, other]), texts[number], texts[other]))
    draw.shuffle(found)
    out = []
    for low, high, share in ((0.92, 1.01, 0.1), (0.85, 0.92, 0.25), (0.75, 0.85, 0.35), (0.55, 0.75, 0.3)):
        here = [row for row in found if low <= row[0] < high and source.same_words(row[1]) != source.same_words(row[2])]
        print(f'{low} to {high}: {len(here)}')
        out += [row[1:] for row in here[: int(share * count)]]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--open', default=DEFAULT_OPEN)
    parser.add_argument('--show', type=int, default=5)
    parser.add_argument('--near', help='writes near pairs of titles there, JSON lines')
    parser.add_argument('--other', help='writes pairs of titles that differ in a word there, JSON lines')
    parser.add_argument('--count', type=int, default=24_000)
    options = parser.parse_args()
    draw = random.Random(7)
    if options.near:
        rows = near_titles(options.open, options.count, draw)
        Path(options.near).write_text(''.join(json.dumps(row) + '\n' for row in rows))
    if options.other:
        rows = other_word(options.open, options.count, draw)
        Path(options.other).write_text(''.join(json.dumps(row) + '\n' for row in rows))
    if options.near or options.other:
        return
    for name, rows in labelled(options.open).items():
        print(name, len(rows), sum(row[2] for row in rows))
        for a, b, same, _ in draw.sample(rows, options.show):
            print('  ', same, '|', a, '|', b)


if __name__ == '__main__':
    main()
