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
