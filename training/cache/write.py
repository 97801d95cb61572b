"""Writes a weights folder: the files and model.json with their sizes and sha256."""

import hashlib
import json
from pathlib import Path

VERSION = '2026-11-21'


def folder(path: str, fields: dict, files: dict[str, bytes]) -> None:
    """`fields` and the checksums of `files` into model.json, the files beside it."""
    out = Path(path)
    out.mkdir(parents=True, exist_ok=True)
    listed = {}
    for name, content in files.items():
        (out / name).write_bytes(content)
        listed[name] = {'sha256': hashlib.sha256(content).hexdigest(), 'bytes': len(content)}
    model = {**fields, 'version': VERSION, 'files': listed}
    (out / 'model.json').write_text(json.dumps(model, indent=2) + '\n')


def without_common(whole: bytes, other: bytes, name: str) -> tuple[bytes, dict]:
    """(the bytes of an ONNX file that are not in another one, the field `shared` that says where the others
    go; `src/learned/whole-file.ts` reads it). `name`: the weights of the other file. Looks at matrices only."""
    import onnx

    places = []
    for matrix in onnx.load_model_from_string(whole).graph.initializer:
        raw = matrix.raw_data
        if len(raw) >= 4096 and (source := other.find(raw)) >= 0:
            at = whole.find(raw)
            if all(at != place[0] for place in places):
                places.append((at, source, len(raw)))
    places.sort()
    rest, end = [], 0
    for at, _, length in places:
        assert at >= end
        rest.append(whole[end:at])
        end = at + length
    rest.append(whole[end:])
    return b''.join(rest), {'from': name, 'sha256': hashlib.sha256(whole).hexdigest(), 'places': places}
