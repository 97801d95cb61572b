"""Trains the head of selection: features of a unit (rows.ts) to one number whose softmax over the units of a call is
the chance that the answer lies there. One hidden layer, soft labels over the gold units, calls weighted by set.

pip: torch, numpy
run: python training/select/train.py --stage cheap|full --rows DIR --sets nq,nq-untitled,qmsum,tatqa --out DIR/cheap.json
Parts: a question's group (paragraph, meeting, report) is hashed to train 50 %, tune 20 %, test 30 % (case.ts); only
`train` is fitted, `tune` picks the epoch, `test` is printed.
"""
import argparse
import json
import pathlib

import numpy as np
import torch


def load(folder, stage, name):
    about = json.loads((folder / f"{stage}-{name}.json").read_text())
    width = len(about["names"])
    rows = np.fromfile(folder / f"{stage}-{name}.bin", dtype=np.float32).reshape(-1, width)
    cases, at = [], 0
    for case in about["cases"]:
        n = case["units"]
        cases.append({**case, "x": rows[at : at + n], "set": name})
        at += n
    assert at == len(rows)
    return about["names"], cases


class Head(torch.nn.Module):
    def __init__(self, inputs, hidden):
        super().__init__()
        self.first = torch.nn.Linear(inputs, hidden)
        self.second = torch.nn.Linear(hidden, 1, bias=False)
        self.direct = torch.nn.Linear(inputs, 1, bias=False)
        torch.nn.init.zeros_(self.direct.weight)

    def forward(self, x):
        return (self.second(torch.relu(self.first(x))) + self.direct(x)).squeeze(-1)


def logits_of(model, cases, mean, scale):
    with torch.no_grad():
        x = torch.from_numpy(((np.concatenate([c["x"] for c in cases]) - mean) * scale).clip(-8, 8).astype(np.float32))
        y = model(x).numpy()
    out, at = [], 0
    for c in cases:
        out.append(y[at : at + c["units"]])
        at += c["units"]
    return out


def recall(cases, logits, ratios):
    """Share of calls whose gold units are all kept under the budget (QMSum: mean share of gold tokens, of the oracle's)."""
    found = []
    for ratio in ratios:
        hits = []
        for c, y in zip(cases, logits):
            tokens = np.array(c["tokens"])
            budget = tokens.sum() / ratio
            kept, used = np.zeros(len(y), bool), 0.0
            for at in np.argsort(-y, kind="stable"):
                if used and used + tokens[at] > budget:
                    continue
                kept[at] = True
                used += tokens[at]
                if used >= budget:
                    break
            gold = np.array(c["gold"])
            if c["set"] == "qmsum":
                whole = tokens[gold].sum()
                hits.append(min(1.0, tokens[gold][kept[gold]].sum() / max(1e-9, min(whole, budget))))
            else:
                hits.append(float(kept[gold].all()))
        found.append(float(np.mean(hits)) * 100)
    return found


def fit(options, seed, names, train, tune, mean, scale, weight, top):
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    model = Head(len(names), options.hidden)
    best = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=3e-2)
    steps = options.epochs * (len(train) // 16 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(best, 5e-3, total_steps=steps)
    kept, lowest = None, 1e9
    for epoch in range(options.epochs):
        order = random.permutation(len(train))
        model.train()
        for at in range(0, len(order), 16):
            batch = [train[i] for i in order[at : at + 16]]
            x = np.concatenate([c["x"] for c in batch])
            x = torch.from_numpy(((x - mean) * scale).clip(-8, 8).astype(np.float32))
            if options.drop:
                x = x * (torch.rand(len(batch), x.shape[1]) > options.drop).float().repeat_interleave(
                    torch.tensor([c["units"] for c in batch]), 0
                )
            y = model(x)
            loss, first = 0.0, 0
            for c in batch:
                part = torch.log_softmax(y[first : first + c["units"]], 0)
                # The share of a call's loss does not grow with how many units it marks.
                loss = loss - part[c["gold"]].mean() * (weight[c["set"]] / top)
                first += c["units"]
            best.zero_grad()
            (loss / len(batch)).backward()
            best.step()
            schedule.step()
        model.eval()
        value = 0.0
        for n, cases in tune.items():
            for c, y in zip(cases, logits_of(model, cases, mean, scale)):
                y = y - y.max()
                value -= (y[c["gold"]] - np.log(np.exp(y).sum())).mean() / len(cases)
        if value < lowest:
            lowest, kept = value, {k: v.clone() for k, v in model.state_dict().items()}
    model.load_state_dict(kept)
    print("tune loss", round(lowest, 4))
    return model

def joined(models):
    """The mean of several heads is a head with all their hidden units."""
    model = Head(models[0].first.in_features, sum(m.first.out_features for m in models))
    state = [m.state_dict() for m in models]
    model.load_state_dict(
        {
            "first.weight": torch.cat([s["first.weight"] for s in state]),
            "first.bias": torch.cat([s["first.bias"] for s in state]),
            "second.weight": torch.cat([s["second.weight"] for s in state], 1) / len(models),
            "direct.weight": sum(s["direct.weight"] for s in state) / len(models),
        }
    )
    return model


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stage", default="cheap")
    parser.add_argument("--rows", default="training/select/rows")
    parser.add_argument("--sets", default="nq,nq-untitled,qmsum,tatqa")
    parser.add_argument("--show", default="nq,nq-untitled,qmsum,tatqa,xquad-de,xquad-en,xquad-es,policy,stories")
    parser.add_argument("--out", required=True)
    parser.add_argument("--hidden", type=int, default=16)
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--drop", type=float, default=0.1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    folder = pathlib.Path(options.rows)
    data = {}
    for name in dict.fromkeys((options.sets + "," + options.show).split(",")):
        if (folder / f"{options.stage}-{name}.json").exists():
            names, cases = load(folder, options.stage, name)
            data[name] = cases
    trained = [n for n in options.sets.split(",") if n in data]
    train = [c for n in trained for c in data[n] if c["part"] == "train"]
    tune = {n: [c for c in data[n] if c["part"] == "tune"] for n in trained}
    mean = np.mean([c["x"].mean(0) for c in train], 0)
    scale = 1 / (np.sqrt(np.mean([c["x"].var(0) + (c["x"].mean(0) - mean) ** 2 for c in train], 0)) + 1e-3)
    counts = {n: sum(c["set"] == n for c in train) for n in trained}
    weight = {n: 1 / np.sqrt(counts[n]) for n in trained}
    top = max(weight.values())
    model = joined([fit(options, seed, names, train, tune, mean, scale, weight, top) for seed in range(1, options.seeds + 1)])
    for n in dict.fromkeys(options.show.split(",")):
        if n not in data:
            continue
        cases = [c for c in data[n] if c["part"] == "test" or n not in trained]
        ratios = [2, 3, 5] if n == "qmsum" else [2, 3, 5, 10]
        print(n, len(cases), " / ".join(f"{v:.1f}" for v in recall(cases, logits_of(model, cases, mean, scale), ratios)))
    six = lambda v: [float(f"{x:.6g}") for x in np.asarray(v).ravel()]
    state = model.state_dict()
    pathlib.Path(options.out).write_text(
        json.dumps(
            {
                "names": names,
                "mean": six(mean),
                "scale": six(scale),
                "first": six(state["first.weight"]),
                "firstBias": six(state["first.bias"]),
                "second": six(state["second.weight"]),
                "direct": six(state["direct.weight"]),
            }
        )
    )


main()
