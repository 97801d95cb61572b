"""Figures of a score: AUC, recall at a false positive rate, bootstrap intervals."""

import numpy


def auc(score: numpy.ndarray, label: numpy.ndarray) -> float:
    """Chance that a true pair scores above a false one, ties counting half."""
    order = numpy.argsort(score, kind='stable')
    ranks = numpy.empty(len(score))
    ordered = score[order]
    first = numpy.searchsorted(ordered, ordered, 'left')
    last = numpy.searchsorted(ordered, ordered, 'right')
    ranks[order] = (first + last + 1) / 2
    true = label == 1
    count, others = true.sum(), (~true).sum()
    return float((ranks[true].sum() - count * (count + 1) / 2) / (count * others))


def recall_at(score: numpy.ndarray, label: numpy.ndarray, rate: float) -> float:
    """Share of true pairs above the lowest threshold with at most `rate` false positives."""
    false = numpy.sort(score[label == 0])[::-1]
    allowed = int(numpy.floor(rate * len(false) + 1e-9))
    threshold = false[allowed] if allowed < len(false) else -numpy.inf
    return float((score[label == 1] > threshold).mean())


def figures(score, label, rates=(0.038, 0.042, 0.062), draws: int = 1000, seed: int = 1) -> dict:
    """AUC and recalls, each with its 95 % bootstrap interval over pairs."""
    score, label = numpy.asarray(score, dtype=float), numpy.asarray(label)
    random_ = numpy.random.default_rng(seed)
    names = {'auc': lambda s, l: auc(s, l)}
    for rate in rates:
        names[f'recall@{rate}'] = lambda s, l, rate=rate: recall_at(s, l, rate)
    picks = [random_.integers(0, len(label), len(label)) for _ in range(draws)]
    out: dict = {'n': len(label)}
    for name, of in names.items():
        spread = [of(score[pick], label[pick]) for pick in picks]
        low, high = numpy.percentile(spread, [2.5, 97.5])
        out[name] = [round(of(score, label), 4), round(float(low), 4), round(float(high), 4)]
    return out
