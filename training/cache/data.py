"""Where the training scripts find their texts, and which set may be used for which weights.

Every reader takes the data folder (default `../shared/data`). `allowed_texts` is what shipped
weights may see; QQP, Quora-1000, BANKING77 and the traps are never part of it.
"""

import csv
import glob
import gzip
import json
import random
import re
from pathlib import Path

DEFAULT_DATA = '../shared/data'


def words(text: str) -> list[str]:
    """Lower-cased runs of letters and digits: what punctuation cannot change."""
    return re.findall(r'[a-z0-9]+', text.lower())


def same_words(text: str) -> str:
    """The key by which two questions are the same question, whatever their punctuation."""
    return ' '.join(words(text))


def jsonl(path: Path) -> list[dict]:
    """The rows of a file of JSON lines, gzipped or not."""
    opened = gzip.open(path, 'rt') if path.suffix == '.gz' else open(path)
    with opened as lines:
        return [json.loads(line) for line in lines]


def quora_1000(data: str) -> list[tuple[str, str, int, float]]:
    """The benchmark: (question1, question2, duplicate 0/1, cosine of text-embedding-3-small)."""
    rows = []
    for path in sorted(glob.glob(f'{data}/quora-1000/*.json')):
        for row in json.load(open(path))['rows']:
            cosine = float(row['top_candidate_similarity'] or 0)
            rows.append((row['question1'], row['question2'], int(row['is_duplicate']), cosine))
    return rows


def qqp(data: str) -> list[tuple[str, str, int]]:
    """QQP pairs without any whose question is in Quora-1000, punctuation aside."""
    test = {same_words(text) for row in quora_1000(data) for text in row[:2]}
    pairs = [(row['a'], row['b'], row['same']) for row in jsonl(Path(data, 'qqp/train.jsonl.gz'))]
    return [p for p in pairs if same_words(p[0]) not in test and same_words(p[1]) not in test]


def groups(pairs: list[tuple[str, str, int]]) -> dict[str, int]:
    """Each question's component in the graph of all pairs, so that a split leaks no question."""
    parent: dict[str, str] = {}

    def find(text: str) -> str:
        parent.setdefault(text, text)
        while parent[text] != text:
            parent[text] = parent[parent[text]]
            text = parent[text]
        return text

    for a, b, _ in pairs:
        parent[find(same_words(a))] = find(same_words(b))
    numbers: dict[str, int] = {}
    return {text: numbers.setdefault(find(text), len(numbers)) for text in parent}


def split(pairs: list[tuple[str, str, int]], held: float, seed: int = 7):
    """(train, held-out) with no question, nor a question paired with it, on both sides."""
    group = groups(pairs)
    picked = random.Random(seed)
    out = {number: picked.random() < held for number in sorted(set(group.values()))}
    train = [p for p in pairs if not out[group[same_words(p[0])]]]
    test = [p for p in pairs if out[group[same_words(p[0])]]]
    return train, test


def stsb(data: str, part: str) -> list[tuple[str, str, float]]:
    """STS-B sentence pairs with similarity 0 to 5 (CC BY-SA)."""
    with open(f'{data}/stsb/{part}.csv', newline='') as lines:
        return [(row[0], row[1], float(row[2])) for row in csv.reader(lines)]


def sentences(text: str) -> list[str]:
    """A text cut after . ? ! and at line ends."""
    return [part.strip() for part in re.split(r'(?<=[.?!])\s+|\n+', text) if part.strip()]


def llmrouter(data: str) -> list[str]:
    """Questions of LLMRouter (MIT) that are in none of RouteLLM's sets."""
    taken = set()
    for path in glob.glob(f'{data}/routellm/mmlu/responses/*.csv'):
        with open(path, newline='') as lines:
            taken.update(same_words(row.get('prompt', '')[:200]) for row in csv.DictReader(lines))
    rows = json.load(open(f'{data}/llmrouter/train.json'))
    return [row['question'] for row in rows if same_words(row['question'][:200]) not in taken]


def clinc(path: str | None) -> list[tuple[str, str]]:
    """(query, intent) of CLINC150's training part (CC BY 3.0), if its data_full.json is given."""
    if path is None or not Path(path).exists():
        return []
    return [tuple(row) for row in json.load(open(path))['train']]


def allowed_texts(data: str, clinc_path: str | None, limit: int, seed: int = 7) -> list[str]:
    """Distinct sentences of 3 to 40 words that shipped weights may see, `limit` at most."""
    found: dict[str, None] = {}

    def add(texts: list[str]) -> None:
        for text in texts:
            if 3 <= len(text.split()) <= 40:
                found.setdefault(text)

    add([text for row in stsb(data, 'train') for text in row[:2]])
    add([query for query, _ in clinc(clinc_path)])
    add([part for text in llmrouter(data) for part in sentences(text)[:6]])
    for row in jsonl(Path(data, 'gsm8k/train.jsonl')):
        add(sentences(row['question']))
    for row in jsonl(Path(data, 'mmlu-pro-29/shared.jsonl.gz')):
        if not row.get('in_routellm_mmlu'):
            add(sentences(row['question'])[-3:])
    first = list(found)
    for row in jsonl(Path(data, 'nq-oracle/shared.jsonl.gz')):
        add([row['question'] + '?'])
        for context in row['ctxs']:
            add(sentences(context['text'])[:8])
    for row in jsonl(Path(data, 'qmsum/val.jsonl.gz')):
        for turn in row['meeting_transcripts']:
            add(sentences(turn['content'])[:2])
    for path in sorted(glob.glob(f'{data}/mcp-tools/*.json')):
        add(re.findall(r'"description": ?"([^"\\]{20,240})', open(path).read()))
    rest = list(found)[len(first):]
    random.Random(seed).shuffle(rest)
    return (first + rest)[:limit]
