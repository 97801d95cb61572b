"""The verifier's network: a frozen sentence encoder below, a few layers over both questions above.

MiniLM reads each question alone (nothing is changed in it, so its cosine is MiniLM's own), or an encoder
that distil.py has taught. From the states after its layer TRUNK, copies of its last layers go on over both questions together, and
learn. The head sees both: the means of the two segments in the upper layers, MiniLM's two vectors,
and starts as MiniLM's cosine alone. Since the lower part is frozen and reads one question at a
time, its states are computed once a question, which makes a step of training four times cheaper.

`logit` is calibrated by a scale and an offset (Platt) that are part of the graph.
"""

import copy

import torch
from torch import nn

import teacher
from student import Student

TRUNK = 3
CLS, SEP = 101, 102


class Base(nn.Module):
    """The encoder below: MiniLM, or with `student` a checkpoint of distil.py."""

    def __init__(self, student: str | None = None):
        super().__init__()
        self.encoder = teacher.encoder()
        self.encoder.pooler = None
        self.turn = None
        if student:
            kept = torch.load(student, weights_only=False)
            taught = Student(self.encoder, kept['frozen'])
            # its layers are those of the encoder, which they are read into
            taught.load_state_dict(kept['state'])
            self.turn = taught.turn

    def vectors(self, hidden, mask):
        """Unit vectors of questions from their last states."""
        pooled = teacher.mean_pooled(hidden, mask)
        return pooled if self.turn is None else nn.functional.normalize(self.turn(pooled), dim=-1)


class Head(nn.Module):
    """Layers over both questions, and the decision."""

    def __init__(self, encoder, start: tuple[float, float] = (14.0, -11.5)):
        super().__init__()
        self.layers = nn.ModuleList([copy.deepcopy(layer) for layer in encoder.encoder.layer[TRUNK:]])
        self.segment = nn.Embedding(2, 384)
        nn.init.normal_(self.segment.weight, std=0.02)
        self.decide = nn.Sequential(nn.Linear(5 * 384, 192), nn.GELU(), nn.Dropout(0.1), nn.Linear(192, 1))
        nn.init.zeros_(self.decide[3].weight)
        nn.init.zeros_(self.decide[3].bias)
        self.slope = nn.Parameter(torch.tensor(start[0]))
        self.shift = nn.Parameter(torch.tensor(start[1]))
        self.register_buffer('scale', torch.ones(1))
        self.register_buffer('offset', torch.zeros(1))

    def forward(self, states, mask, types, e, f):
        """states [batch, length, 384] of both questions in a row, e and f their unit vectors."""
        hidden = states + self.segment(types)
        open_ = (1.0 - mask.float())[:, None, None, :] * -10000.0
        for layer in self.layers:
            hidden = layer(hidden, attention_mask=open_)
        hidden = hidden.float()
        second = (types * mask).unsqueeze(-1).float()
        first = ((1 - types) * mask).unsqueeze(-1).float()
        u = (hidden * first).sum(1) / first.sum(1).clamp(min=1)
        v = (hidden * second).sum(1) / second.sum(1).clamp(min=1)
        joined = torch.cat([hidden[:, 0], (u - v).abs(), u * v, (e - f).abs() * 8, e * f * 64], dim=-1)
        cosine = (e * f).sum(-1)
        logit = self.decide(joined).squeeze(-1) + self.slope * cosine + self.shift
        return logit * self.scale + self.offset


class Verifier(nn.Module):
    """The whole graph, from [CLS] a [SEP] b [SEP] to the logit."""

    def __init__(self, head: Head, base: Base):
        super().__init__()
        self.base = base
        self.encoder = base.encoder
        self.head = head

    def forward(self, input_ids, attention_mask, token_type_ids):
        # each question gets a [CLS] of its own, as MiniLM knows it: one is put in before the second
        length = ((1 - token_type_ids) * attention_mask).sum(1, keepdim=True)
        one = torch.zeros_like(input_ids[:, :1])
        place = torch.cumsum(torch.cat([one, torch.ones_like(input_ids)], 1), 1)
        source = place - (place >= length).long()
        ids = torch.gather(input_ids, 1, source)
        ids = torch.where(place == length, torch.full_like(ids, CLS), ids)
        mask = torch.gather(attention_mask, 1, source)
        types = (place >= length).long() * mask
        alone = (types[:, :, None] == types[:, None, :]) & (mask[:, None, :] > 0)
        closed = torch.where(alone, 0.0, -10000.0)[:, None]
        hidden = self.encoder.embeddings(
            input_ids=ids, token_type_ids=torch.zeros_like(ids),
            position_ids=torch.where(types > 0, place - length, place),
        )
        states = hidden
        for number, layer in enumerate(self.encoder.encoder.layer):
            if number == TRUNK:
                states = hidden
            hidden = layer(hidden, attention_mask=closed)
        e = self.base.vectors(hidden, (1 - types) * mask)
        f = self.base.vectors(hidden, types)
        return self.head(states, mask, types, e, f)


def tokens(texts: list[str], maximum: int = 48) -> list[list[int]]:
    """Token ids of texts without [CLS] and [SEP]."""
    return [item.ids[:maximum] for item in teacher.tokenizer().encode_batch(texts, add_special_tokens=False)]


def batch_of(pairs):
    """(ids, mask, types) of [CLS] a [SEP] b [SEP] for pairs of token rows."""
    ids, mask = teacher.padded([[CLS, *a, SEP, *b, SEP] for a, b in pairs])
    types, _ = teacher.padded([[0] * (len(a) + 2) + [1] * (len(b) + 1) for a, b in pairs])
    return ids, mask, types


class Trunk:
    """States after layer TRUNK and sentence vectors of many texts, computed once."""

    @torch.no_grad()
    def __init__(self, texts: list[str], base: Base, size: int = 128):
        self.place = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        rows = [[CLS, *row, SEP] for row in tokens(list(self.place))]
        self.length = [len(row) for row in rows]
        first = torch.tensor([0, *self.length]).cumsum(0)
        self.first = first.tolist()
        self.states = torch.empty(int(first[-1]), 384, dtype=torch.bfloat16)
        self.vectors = torch.empty(len(rows), 384)
        model = base.encoder.eval()
        order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
        for start in range(0, len(order), size):
            picked = order[start : start + size]
            ids, mask = teacher.padded([rows[number] for number in picked])
            with torch.autocast('cpu', torch.bfloat16):
                out = model(input_ids=ids, attention_mask=mask, output_hidden_states=True)
            self.vectors[picked] = base.vectors(out.last_hidden_state.float(), mask)
            middle = out.hidden_states[TRUNK].to(torch.bfloat16)
            for row, number in enumerate(picked):
                self.states[self.first[number] : self.first[number + 1]] = middle[row, : self.length[number]]
            if start // size % 200 == 199:
                print(f'read {start + size} of {len(order)}', flush=True)

    def size(self, a: str, b: str) -> int:
        """Tokens of a pair."""
        return self.length[self.place[a]] + self.length[self.place[b]]

    def batch(self, pairs: list[tuple[str, str]]):
        """What Head.forward takes."""
        width = max(self.size(a, b) for a, b in pairs)
        states = torch.zeros(len(pairs), width, 384, dtype=torch.bfloat16)
        mask = torch.zeros(len(pairs), width, dtype=torch.long)
        types = torch.zeros(len(pairs), width, dtype=torch.long)
        numbers = [(self.place[a], self.place[b]) for a, b in pairs]
        for row, (a, b) in enumerate(numbers):
            one, two = self.length[a], self.length[b]
            states[row, :one] = self.states[self.first[a] : self.first[a + 1]]
            states[row, one : one + two] = self.states[self.first[b] : self.first[b + 1]]
            mask[row, : one + two] = 1
            types[row, one : one + two] = 1
        e = self.vectors[[a for a, _ in numbers]]
        f = self.vectors[[b for _, b in numbers]]
        return states.float(), mask, types, e, f


@torch.no_grad()
def scores(head: Head, trunk: Trunk, pairs: list[tuple[str, str]], size: int = 128) -> torch.Tensor:
    """Logits of pairs of texts."""
    head.eval()
    order = sorted(range(len(pairs)), key=lambda n: trunk.size(*pairs[n]))
    out = torch.zeros(len(pairs))
    for first in range(0, len(order), size):
        picked = order[first : first + size]
        with torch.autocast('cpu', torch.bfloat16):
            out[picked] = head(*trunk.batch([pairs[n] for n in picked])).float()
    return out
