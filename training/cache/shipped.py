"""The pairs that shipped weights are trained on: no QQP, no BANKING77, no trap.

Three sources. Natural pairs: near neighbours by MiniLM among the questions of GSM8K, MMLU-Pro, NQ, LLMRouter and
CLINC150, and CLINC150 queries of one intent or of two; their target is what MiniLM's cosine says, so
that what it knows is kept. STS-B train, its 0..5 as a probability, halfway to the cosine. Generated
pairs (pairs.py): what the cosine is blind to. An earlier set that took labels of its own for natural
pairs lost .07 AUC on Quora-1000 against the bare cosine (training/LOG.md).
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


def cosine_probability(cosine: float) -> float:
    """What MiniLM's cosine alone says; the verifier's head starts from the same line."""
    return float(1 / (1 + numpy.exp(-(14.0 * cosine - 11.5))))


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
    place = {text: number for number, text in enumerate(texts)}
    asked = [n for n, text in enumerate(texts) if is_question(text) and len(text.split()) <= 28]
    questions = [texts[n] for n in asked]
    found = [row[:2] for row in neighbours(questions, made[asked], 16_000, draw)]
    found += [row[:2] for row in clinc_pairs(options.clinc, 4000, draw) if row[0] in place and row[1] in place]
    near = [(a, b, cosine_probability(float(made[place[a]] @ made[place[b]]))) for a, b in found]
    hard = [row[:3] for row in generated.generate(draw.sample(questions, min(8000, len(questions))), options.seed)]
    sts = []
    for a, b, score in source.stsb(options.data, 'train'):
        said = cosine_probability(float(made[place[a]] @ made[place[b]])) if a in place and b in place else None
        wanted = sts_probability(score)
        sts.append((a, b, wanted if said is None else (wanted + said) / 2))
    dev = [(a, b, int(score >= 4)) for a, b, score in source.stsb(options.data, 'dev') if not 3.4 < score < 4]
    draw.shuffle(hard)
    held = hard[:1200] + dev
    print(f'natural {len(near)}, generated {len(hard) - 1200}, STS-B {len(sts)}, held {len(held)}')
    return near + hard[1200:] + sts, held


if __name__ == '__main__':
    import argparse

    parser = argparse.ArgumentParser()
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--clinc')
    parser.add_argument('--work', default='/tmp/train')
    parser.add_argument('--seed', type=int, default=7)
    shown = pairs(parser.parse_args())[0]
    print(json.dumps(random.Random(1).sample(shown, 30), indent=0))
