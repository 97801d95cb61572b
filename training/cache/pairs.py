"""Generated pairs: hard negatives that differ in one thing that matters, hard positives that do not.

A negative takes one change that alters the answer (number, entity, negation, antonym, tier, role,
argument order, tense, modality, quantifier, wh-word, unit, added condition) and, half the time, a
harmless rewording as well; a positive takes one to three harmless rewordings. So rewording alone
says nothing about the label. Everything is drawn from a seeded generator.

    python training/cache/pairs.py --clinc data_full.json --show 40
"""

import argparse
import random
import re

import data as source
from word_lists import AFTER, ALIKE, BEFORE, ENTITIES, FORMS, OPPOSED, PHRASES, PLACES_AND_TERMS

Pair = tuple[str, str, int, str]

SWAPS: dict[str, dict[str, list[str]]] = {}
for _kind, _pairs in OPPOSED.items():
    SWAPS[_kind] = {}
    for _pair in _pairs:
        _a, _b = _pair.split()
        SWAPS[_kind].setdefault(_a, []).append(_b)
        SWAPS[_kind].setdefault(_b, []).append(_a)
SAME: dict[str, list[str]] = {}
for _pair in ALIKE:
    _a, _b = _pair.split()
    SAME.setdefault(_a, []).append(_b)
    SAME.setdefault(_b, []).append(_a)
GROUP = {name: kind for kind, names in ENTITIES.items() for name in names}

REWRITES = [
    (r'^how (?:do|can|should|could|would) (?:i|we|you|one) (.+)$',
     ['how do i {0}', 'how can i {0}', 'what is the best way to {0}', 'what is the way to {0}',
      'how to {0}', 'how would one {0}', 'what are the steps to {0}', 'how could i {0}',
      'in what way can i {0}', 'how does one {0}', 'what should i do to {0}',
      'what must i do in order to {0}', 'tell me how to {0}', 'what are some ways to {0}']),
    (r'^how to (.+)$',
     ['how do i {0}', 'what is the best way to {0}', 'how can one {0}', 'show me how to {0}']),
    (r'^(?:what is|what\'s) the best way to (.+)$',
     ['how do i {0}', 'how can i {0}', 'what is the ideal way to {0}', 'how should i {0}']),
    (r'^(?:what is|what\'s|what are) the (?:difference|differences) between (.+) and (.+)$',
     ['how does {0} differ from {1}', 'how is {0} different from {1}',
      'what is the difference between {1} and {0}', 'what distinguishes {0} from {1}',
      'in what ways do {0} and {1} differ', '{0} vs {1}: how do they differ']),
    (r'^why (is|are|was|were|do|does|did) (.+)$',
     ['what is the reason why {1}, why {0}', 'for what reason {0} {1}', 'how come, why {0} {1}',
      'why exactly {0} {1}', 'what explains why {0} {1}', 'can someone explain why {0} {1}']),
    (r'^(?:what is|what\'s) (?:the )?meaning of (.+)$',
     ['what does {0} mean', 'what is meant by {0}', 'define {0}', 'what is the definition of {0}']),
    (r'^what (?:does|do) (.+) mean$',
     ['what is the meaning of {0}', 'what is meant by {0}', 'explain what {0} means']),
    (r'^(what|who|where) (is|are|was|were) (.+)$',
     ['tell me {0} {2} {1}', 'do you know {0} {2} {1}', 'can you tell me {0} {2} {1}',
      '{0} exactly {1} {2}', 'i want to know {0} {2} {1}']),
    (r'^how much (?:does|do|did) (.+) cost$',
     ['what is the price of {0}', 'what is the cost of {0}', 'how expensive is {0}',
      'how much money is needed for {0}']),
    (r'^how long (?:does|did|will) it take (.+)$',
     ['how much time does it take {0}', 'what is the time needed {0}', 'how long is needed {0}']),
    (r'^how many (.+?) (are there|were there|are) (.+)$',
     ['what is the number of {0} there {1} {2}', 'how many {0} {1} {2} in total']),
    (r'^how many (.+)$', ['what number of {0}', 'can you say how many {0}']),
    (r'^(?:is it possible to|is there a way to|can i|could i) (.+)$',
     ['is it possible to {0}', 'is there any way to {0}', 'can i {0}', 'am i able to {0}',
      'would it be possible to {0}', 'is there a possibility to {0}']),
    (r'^(?:should i|is it a good idea to) (.+)$',
     ['would it be wise to {0}', 'is it a good idea to {0}', 'is it advisable to {0}']),
    (r'^what (?:happens|will happen|would happen) if (.+)$',
     ['what are the consequences if {0}', 'if {0}, what happens', 'what would be the result if {0}']),
    (r'^what are (?:some|the) (?:good|best|great) (.+)$',
     ['which {0} are the best', 'can you recommend good {0}', 'what {0} would you recommend',
      'which are the best {0}', 'what are some great {0}']),
    (r'^what are the (.+) of (.+)$', ['which {0} does {1} have', "list {1}'s {0}", 'name the {0} of {1}']),
    (r'^((?:how|what|why|who|where|when|which|is|can|do|does) [^,]+?) (in|on|for|during) (\w{3,16}(?: \w{3,12})?)$',
     ['{1} {2}, {0}', 'regarding {2}: {0}']),
    (r'^(?:i want to|i need to|i would like to|i\'d like to) (.+)$',
     ['how do i {0}', 'help me {0}', 'i am trying to {0}', 'please help me to {0}']),
    (r'^(?:who|which person) (.+)$', ['which person {0}', 'what is the name of the person who {0}']),
    (r'^when (did|does|will|was|is) (.+)$', ['at what time {0} {1}', 'on what date {0} {1}']),
]

NEGATABLE = {
    'is', 'are', 'was', 'were', 'can', 'could', 'should', 'would', 'will', 'do', 'does', 'did', 'has',
    'have', 'must', 'may',
}
PRONOUNS = {'i', 'you', 'we', 'they', 'he', 'she', 'it', 'one', 'people'}


def cased(word: str, like: str) -> str:
    """`word` with the capital of `like`."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def exchanged(text: str, table: dict[str, list[str]], draw: random.Random) -> str | None:
    """The text with one word exchanged after the table, or None."""
    found = [m for m in re.finditer(r"[A-Za-z][A-Za-z'-]*", text) if m.group().lower() in table]
    if not found:
        return None
    match = draw.choice(found)
    other = cased(draw.choice(table[match.group().lower()]), match.group())
    return text[: match.start()] + other + text[match.end():]


def other_number(text: str, draw: random.Random) -> str | None:
    """One number changed: a digit, or by a little, or by a factor."""
    found = list(re.finditer(r'\d+', text))
    if not found:
        return None
    match = draw.choice(found)
    old = match.group()
    value = int(old)
    digit = draw.randrange(len(old))
    choices = [str(value + draw.randint(1, 9)), str(max(0, value - draw.randint(1, 9))),
               str(value * draw.choice([2, 3, 10])), old[:digit] + str(draw.randint(1, 9)) + old[digit + 1:]]
    new = draw.choice([choice for choice in choices if choice != old] or [str(value + 1)])
    return text[: match.start()] + new + text[match.end():]


def other_entity(text: str, draw: random.Random, pool: list[str]) -> str | None:
    """One name exchanged for another of its kind; an unknown name for one of the corpus."""
    found = [m for m in re.finditer(r"\b[A-Z][A-Za-z0-9']*(?: [A-Z][A-Za-z0-9']*)*", text) if m.start() > 0]
    known = [m for m in re.finditer(r'\b[A-Za-z]+\b', text) if m.group() in GROUP]
    if known and draw.random() < 0.7:
        match = draw.choice(known)
        names = ENTITIES[GROUP[match.group()]]
    elif found and pool:
        match, names = draw.choice(found), pool
    else:
        return None
    new = draw.choice(names)
    return None if new == match.group() else text[: match.start()] + new + text[match.end():]


def negated(text: str, draw: random.Random) -> str | None:
    """A negation put in or taken out."""
    taken = re.sub(r"\b(not|never) |n't\b", '', text, count=1)
    if taken != text:
        return taken
    tokens = text.split(' ')
    for place, token in enumerate(tokens[:-1]):
        if token.lower() in NEGATABLE:
            after = place + 2 if tokens[place + 1].lower() in PRONOUNS else place + 1
            tokens.insert(after, draw.choice(['not', 'not', 'never', 'no longer']))
            return ' '.join(tokens)
    return None


def reordered(text: str, draw: random.Random) -> str | None:
    """Arguments of a directed relation exchanged: from A to B, A to B of two names, A than B."""
    one = r'([A-Za-z0-9]+)'
    name = r'([A-Z][A-Za-z0-9]*|\d+)'
    directed = (
        (rf'\bfrom {one} (to|into|in) {one}', 'from {2} {1} {0}'),
        (rf'\b{name} (to|into|over|against|for|from|with|by) {name}', '{2} {1} {0}'),
        (rf'\b{one} (is (?:more|less|\w+er)(?: \w+)? than|instead of|before|after) {one}', '{2} {1} {0}'),
    )
    for pattern, form in directed:
        match = re.search(pattern, text)
        if match and match.group(1).lower() not in PRONOUNS:
            new = form.format(*match.groups())
            if new.lower() != match.group().lower():
                return text[: match.start()] + new + text[match.end():]
    return None


def conditioned(text: str, draw: random.Random) -> str | None:
    """A condition added that the answer depends on, or a form that it shall have."""
    bare = text.rstrip(' ?.!')
    return bare + draw.choice(PLACES_AND_TERMS if draw.random() < 0.65 else FORMS) + text[len(bare):] if len(bare.split()) < 16 else None


def phrase(text: str, draw: random.Random) -> str | None:
    """One set phrase for its equal."""
    low = text.lower()
    found = [(a, b) for pair in PHRASES for a, b in (pair, pair[::-1])
             if re.search(rf'\b{re.escape(a)}\b', low)]
    if not found:
        return None
    a, b = draw.choice(found)
    return re.sub(rf'\b{re.escape(a)}\b', b, text, count=1, flags=re.IGNORECASE)


def rewritten(text: str, draw: random.Random) -> str | None:
    """Another form of asking the same."""
    bare = re.sub(r'\s+', ' ', text).strip().rstrip('?.! ')
    fits = [(m, forms) for pattern, forms in REWRITES
            if (m := re.match(pattern, bare, re.IGNORECASE))]
    if not fits:
        return None
    match, forms = fits[0] if draw.random() < 0.7 else draw.choice(fits)
    new = draw.choice(forms).format(*match.groups())
    if new.lower() == bare.lower():
        return None
    return new[:1].upper() + new[1:] + draw.choice(['?', '?', ''])


def wrapped(text: str, draw: random.Random) -> str:
    """Greeting, courtesy or filler around the question."""
    if draw.random() < 0.6:
        lower = text[:1].lower() + text[1:] if not text[:2].isupper() else text
        start = draw.choice(BEFORE)
        return start[:1].upper() + start[1:] + lower
    return text + draw.choice(AFTER)


def scribbled(text: str, draw: random.Random) -> str:
    """Case, punctuation, or one typing error in a longer word."""
    kind = draw.randrange(4)
    if kind == 0:
        return text.lower()
    if kind == 1:
        return text.rstrip('?.! ')
    if kind == 2:
        return text.rstrip('?.! ') + draw.choice(['??', ' ?', '...', '?!', '.'])
    found = [m for m in re.finditer(r'\b[a-z]{6,}\b', text)]
    if not found:
        return text.lower().rstrip('?')
    match = draw.choice(found)
    word = match.group()
    at = draw.randrange(1, len(word) - 2)
    wrong = draw.choice([word[:at] + word[at + 1] + word[at] + word[at + 2:],
                         word[:at] + word[at + 1:], word[:at] + word[at] + word[at:]])
    return text[: match.start()] + wrong + text[match.end():]


def reworded(text: str, draw: random.Random, times: int) -> str | None:
    """The text after `times` harmless changes, or None where nothing could change."""
    changes = [rewritten, rewritten, rewritten, phrase, wrapped, scribbled,
               lambda t, d: exchanged(t, SAME, d), lambda t, d: exchanged(t, SAME, d)]
    out = text
    for _ in range(times):
        for change in draw.sample(changes, len(changes)):
            new = change(out, draw)
            if new and new != out:
                out = new
                break
    return out if out != text else None


def negative(text: str, draw: random.Random, pool: list[str]) -> tuple[str, str] | None:
    """(another question that looks like this one, kind of the difference), or None."""
    kinds = {
        'number': lambda: other_number(text, draw),
        'entity': lambda: other_entity(text, draw, pool),
        'negation': lambda: negated(text, draw),
        'order': lambda: reordered(text, draw),
        **{kind: (lambda table=table: exchanged(text, table, draw)) for kind, table in SWAPS.items()},
    }
    names = list(kinds)
    draw.shuffle(names)
    # negation and tense fit nearly every question, so they go last half the time
    if draw.random() < 0.6:
        common = ['negation', 'tense', 'wh', 'modality']
        names = [name for name in names if name not in common] + common
    if draw.random() < 0.12:
        names.insert(0, 'condition')
        kinds['condition'] = lambda: conditioned(text, draw)
    for name in names:
        new = kinds[name]()
        if new and source.same_words(new) != source.same_words(text):
            return new, name
    return None


def generate(texts: list[str], seed: int, positives: int = 1, negatives: int = 1) -> list[Pair]:
    """Pairs (a, b, same, kind) from questions; both orders occur."""
    draw = random.Random(seed)
    pool = sorted({m.group() for text in texts for m in re.finditer(r'(?<=[a-z] )[A-Z][a-z]{3,}\b', text)})
    out: list[Pair] = []
    for text in texts:
        for _ in range(positives):
            new = reworded(text, draw, draw.choice([1, 1, 2, 2, 3]))
            if new:
                out.append((text, new, 1, 'reworded'))
        for _ in range(negatives):
            made = negative(text, draw, pool)
            if made:
                new, kind = made
                if draw.random() < 0.5:
                    new = reworded(new, draw, draw.choice([1, 1, 2])) or new
                out.append((text, new, 0, kind))
    return [(b, a, same, kind) if draw.random() < 0.5 else (a, b, same, kind)
            for a, b, same, kind in out]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument('--data', default=source.DEFAULT_DATA)
    parser.add_argument('--clinc')
    parser.add_argument('--show', type=int, default=40)
    options = parser.parse_args()
    texts = source.allowed_texts(options.data, options.clinc, 40_000)
    made = generate(texts, 7)
    kinds: dict[str, int] = {}
    for row in made:
        kinds[row[3]] = kinds.get(row[3], 0) + 1
    print(len(made), kinds)
    for a, b, same, kind in random.Random(1).sample(made, options.show):
        print(same, kind, '|', a, '|', b)


if __name__ == '__main__':
    main()
