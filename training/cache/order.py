"""How well an encoder keeps the order that MiniLM brings statements in, and finds rewordings of them.

The held-out part of `statement_groups.py`: `agree` is the share of statements whose nearest of ten is MiniLM's, `rank` the
mean rank correlation of the ten cosines, `found` the share of rewordings whose own statement comes first, and `hits` the
share that is hit at a precision of .98 by the lead over the next, half the static cosine added, as in the benchmark.
"""

import numpy

import static


def ranks(rows: numpy.ndarray) -> numpy.ndarray:
    return rows.argsort(1).argsort(1).astype(float)


def hits(lead: numpy.ndarray, right: numpy.ndarray, precision: float = 0.98) -> float:
    """Largest share answered, the surest first, of which so many are right."""
    order = numpy.argsort(-lead, kind='stable')
    counted = numpy.arange(1, len(lead) + 1)
    good = numpy.cumsum(right[order]) >= precision * counted
    return float(counted[good].max() / len(lead)) if good.any() else 0.0


class Order:
    """The held-out statements; `texts` are those whose vectors it wants."""

    def __init__(self, held: dict):
        rows = [row for row in held['near'] if len(row) == 11]
        pairs = held['asked']
        named = [*(text for row in rows for text in row), *held['kept'], *(text for pair in pairs for text in pair)]
        self.texts = list(dict.fromkeys(named))
        place = {text: number for number, text in enumerate(self.texts)}
        self.near = numpy.array([[place[text] for text in row] for row in rows])
        self.kept = numpy.array([place[text] for text in held['kept']])
        self.asked = numpy.array([place[b] for _, b in pairs])
        of = {text: number for number, text in enumerate(held['kept'])}
        self.own = numpy.array([of[a] for a, _ in pairs])
        table = static.sums(static.read('weights/sentence-static'), static.pieces(self.texts, 64)).astype(numpy.float32)
        self.half = 0.5 * table[self.asked] @ table[self.kept].T
        self.same = self.asked[:, None] == self.kept[None]

    def cosines(self, vectors: numpy.ndarray) -> numpy.ndarray:
        return (vectors[self.near[:, 1:]] * vectors[self.near[:, :1]]).sum(2)

    def figures(self, vectors: numpy.ndarray, minilm: numpy.ndarray) -> list[float]:
        """[agree, rank, found, hits]."""
        made, meant = self.cosines(vectors), self.cosines(minilm)
        one, two = ranks(made), ranks(meant)
        one, two = one - one.mean(1, keepdims=True), two - two.mean(1, keepdims=True)
        rank = (one * two).sum(1) / numpy.sqrt((one**2).sum(1) * (two**2).sum(1))
        close = vectors[self.asked] @ vectors[self.kept].T + self.half
        close[self.same] = -9
        top = numpy.sort(close, 1)
        right = close.argmax(1) == self.own
        return [round(float(value), 4) for value in (
            (made.argmax(1) == meant.argmax(1)).mean(), rank.mean(), right.mean(), hits(top[:, -1] - top[:, -2], right))]
