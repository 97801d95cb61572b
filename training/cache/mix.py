"""The mean of the weights of checkpoints of distil.py, each with a share, and its figures on what is held out.

    python training/cache/mix.py --mix work/a.pt=.5 work/b.pt=.5 --held judged=work/held.jsonl \
        --statements work/statements.json --out work/mean.pt

`--mix` may stand several times, to compare; the last is written. `minilm=1` is MiniLM itself.
"""

import argparse
import json

import numpy
import torch

import measure
import teacher
from distil import States
from order import Order
from student import WIDTH, Student


def minilm(frozen: int) -> Student:
    """MiniLM as a student: its layers as they are, and the identity behind its mean."""
    student = Student(teacher.encoder(), frozen).eval()
    with torch.no_grad():
        student.turn.weight.copy_(torch.eye(WIDTH))
    return student


def mixed(shares: dict[str, float], frozen: int) -> dict:
    """The state of the mean."""
    states = {name: minilm(frozen).state_dict() if name == 'minilm' else torch.load(name, weights_only=False)['state']
              for name in shares}
    first = next(iter(states.values()))
    return {key: sum(share * states[name][key] for name, share in shares.items()) for key in first}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--mix', action='append', nargs='+', required=True, help='CHECKPOINT=SHARE')
    parser.add_argument('--held', nargs='*', default=[], help='NAME=JSON lines {a, b, same}')
    parser.add_argument('--statements', help='JSON of statement_groups.py')
    parser.add_argument('--frozen', type=int, default=2)
    parser.add_argument('--out')
    options = parser.parse_args()
    torch.set_num_threads(1)
    held = []
    for named in options.held:
        name, path = named.split('=')
        rows = [json.loads(row) for row in open(path)]
        place = {text: number for number, text in enumerate(dict.fromkeys(t for r in rows for t in (r['a'], r['b'])))}
        label = numpy.array([round(row['same']) for row in rows])
        held.append((name, States(list(place), options.frozen), [(place[r['a']], place[r['b']]) for r in rows], label))
    order = plain = None
    if options.statements:
        order = Order(json.load(open(options.statements))['held'])
        states = States(order.texts, options.frozen)
        plain = states.vectors(minilm(options.frozen))
    for mix in options.mix:
        shares = {name: float(share) for name, share in (one.rsplit('=', 1) for one in mix)}
        student = Student(teacher.encoder(), options.frozen).eval()
        state = mixed(shares, options.frozen)
        student.load_state_dict(state)
        out = {}
        for name, texts, pairs, label in held:
            made = texts.vectors(student)
            score = numpy.array([made[a] @ made[b] for a, b in pairs])
            out[name] = [round(measure.auc(score, label), 4), round(measure.recall_at(score, label, 0.042), 4)]
        if order:
            out['statements'] = order.figures(states.vectors(student), plain)
        print(' '.join(mix), out, flush=True)
    if options.out:
        torch.save({'state': state, 'frozen': options.frozen, 'options': {'mix': shares}}, options.out)


if __name__ == '__main__':
    main()
