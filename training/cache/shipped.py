"""The pairs that shipped weights are trained on: no QQP, no BANKING77, no trap.

Four sources. Generated pairs (pairs.py) on questions of GSM8K, MMLU-Pro, NQ, LLMRouter and CLINC150.
STS-B train, its 0..5 as a probability. CLINC150 queries of intents without slots: two of one intent
ask the same, two of different intents do not. Near neighbours by MiniLM among all those questions,
with the probability that MiniLM's cosine gives (fitted on STS-B), since two distinct questions of
these sets have distinct answers but may be close: that is how the student learns what MiniLM knows.
"""

import json
import random
from pathlib import Path

import numpy
import torch

import data as source
import pairs as generated
import teacher

# intents whose queries name no place, time, amount or thing that the answer would depend on
PLAIN_INTENTS = set(
    'freeze_account report_lost_card card_declined credit_score what_is_your_name tell_joke meaning_of_life '
    'pto_balance payday taxes w2 rollover_401k direct_deposit international_fees account_blocked apr '
    'credit_limit credit_limit_change damaged_card expiration_date improve_credit_score interest_rate '
    'min_payment new_card order_checks pin_change redeem_rewards replacement_card_duration report_fraud '
    'rewards_balance routing jump_start oil_change_how oil_change_when tire_change tire_pressure gas gas_type '
    'last_maintenance schedule_maintenance mpg lost_luggage who_made_you are_you_a_bot do_you_have_pets fun_fact '
    'greeting goodbye how_old_are_you thank_you what_are_your_hobbies what_can_i_ask_you where_are_you_from '
    'who_do_you_work_for cancel repeat yes no maybe sync_device reset_settings whisper_mode user_name date '
    'flip_coin find_phone next_holiday next_song what_song pto_request_status pto_used insurance '
    'insurance_change order_status bill_balance bill_due spending_history'.split()
)
ASKING = set('what why how when where who which whose is are can could do does did should will would was were'.split())


def is_question(text: str) -> bool:
    """Whether a text looks like something asked."""
    return text.rstrip().endswith('?') or text.split()[0].lower() in ASKING


def sts_probability(score: float) -> float:
    """How far a similarity of 0..5 means that one answer serves both: 5 yes, 4 half, 3 hardly."""
    return float(numpy.interp(score, [0, 2.5, 3.2, 3.8, 4.4, 5.0], [0.0, 0.02, 0.1, 0.4, 0.85, 0.98]))


def vectors(texts: list[str], work: str) -> numpy.ndarray:
    """MiniLM's vectors of the allowed texts, kept from the static table's run where they are."""
    path = Path(work, f'static-{len(texts)}.npy')
    if path.exists():
        return numpy.load(path)
    made = teacher.embed(teacher.encoder(), texts)
    numpy.save(path, made)
    return made


def cosine_probability(data: str, draw: random.Random):
    """sigmoid(a cos + b), fitted so that MiniLM's cosine predicts STS-B's probability."""
    rows = draw.sample(source.stsb(data, 'train'), 3000)
    model = teacher.encoder()
    one, two = (teacher.embed(model, [row[side] for row in rows]) for side in (0, 1))
    cosine = torch.tensor((one * two).sum(1))
    wanted = torch.tensor([sts_probability(row[2]) for row in rows])
    weights = torch.tensor([10.0, -8.0], requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200)

    def loss():
        optimiser.zero_grad()
        made = torch.nn.functional.binary_cross_entropy_with_logits(weights[0] * cosine + weights[1], wanted)
        made.backward()
        return made

    optimiser.step(loss)
    a, b = weights.detach().tolist()
    print(f'P = sigmoid({a:.2f} cos {b:+.2f})')
    return lambda cosine: 1 / (1 + numpy.exp(-(a * cosine + b)))


def neighbours(texts: list[str], made: numpy.ndarray, count: int, draw: random.Random):
    """(a, b, cosine): each of `count` texts with one of its six nearest others."""
    matrix = torch.tensor(made)
    picked = draw.sample(range(len(texts)), min(count, len(texts)))
    out = []
    for first in range(0, len(picked), 512):
        part = picked[first : first + 512]
        near = (matrix[part] @ matrix.T).topk(7, dim=1)
        for row, number in enumerate(part):
            place = draw.choice([1, 1, 1, 2, 3, 4, 5, 6])
            other = int(near.indices[row, place])
            if other != number and source.same_words(texts[other]) != source.same_words(texts[number]):
                out.append((texts[number], texts[other], float(near.values[row, place])))
    return out


def clinc_pairs(path: str | None, count: int, draw: random.Random):
    """Pairs within one plain intent (same) and across intents that share words (not the same)."""
    rows = [row for row in source.clinc(path) if row[1] in PLAIN_INTENTS]
    of: dict[str, list[str]] = {}
    by_word: dict[str, list[tuple[str, str]]] = {}
    for query, intent in rows:
        of.setdefault(intent, []).append(query)
        for word in set(source.words(query)):
            by_word.setdefault(word, []).append((query, intent))
    out = []
    for _ in range(count if rows else 0):
        intent = draw.choice(sorted(of))
        a, b = draw.sample(of[intent], 2)
        out.append((a, b, 0.95))
        shared = min(source.words(a), key=lambda word: len(by_word[word]) + draw.random() * 300)
        others = [query for query, other in by_word[shared] if other != intent]
        if others:
            out.append((a, draw.choice(others), 0.0))
    return out


def pairs(options):
    """(train pairs with soft targets, held-out pairs with hard labels)."""
    draw = random.Random(options.seed)
    texts = source.allowed_texts(options.data, options.clinc, 90_000)
    made = vectors(texts, options.work)
    asked = [n for n, text in enumerate(texts) if is_question(text) and len(text.split()) <= 28]
    questions = [texts[n] for n in asked]
    probability = cosine_probability(options.data, draw)
    near = [(a, b, float(probability(cosine)) * (0.98 if cosine > 0.6 else 1.0))
            for a, b, cosine in neighbours(questions, made[asked], 14_000, draw)]
    hard = [row[:3] for row in generated.generate(draw.sample(questions, min(9000, len(questions))), options.seed)]
    sts = [(a, b, sts_probability(score)) for a, b, score in source.stsb(options.data, 'train')]
    clinc = clinc_pairs(options.clinc, 5000, draw)
    dev = [(a, b, int(score >= 4)) for a, b, score in source.stsb(options.data, 'dev') if not 3.4 < score < 4]
    draw.shuffle(hard)
    held = hard[:1200] + dev
    print(f'near {len(near)}, generated {len(hard) - 1200}, STS-B {len(sts)}, CLINC {len(clinc)}, held {len(held)}')
    return near + hard[1200:] + sts + clinc, held


def hard_pairs(options):
    """The same with labels 0 and 1, the undecided left out, for the linear verifier."""
    train, held = pairs(options)
    return [(a, b, round(p)) for a, b, p in train if p < 0.3 or p > 0.7], held


if __name__ == '__main__':
    import argparse

    parser = argparse.ArgumentParser()
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--clinc')
    parser.add_argument('--work', default='/tmp/train')
    parser.add_argument('--seed', type=int, default=7)
    shown = pairs(parser.parse_args())[0]
    print(json.dumps(random.Random(1).sample(shown, 30), indent=0))
