"""Makes ``encoder.onnx`` from multilingual-e5-small and our examples (README beside this file).

Kept: every third of the twelve layers, and the word pieces that Vietnamese and our examples
use. Trained further on the intents of our examples as written, without diacritics (put back
by ``bot.text.diacritics``) and with slips. A tenth of the examples is never shown: on them
the classifier fits how far to believe this encoder.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from base_weights import BaseWeights, shipped_weights
from network import MOST_PLACES, Encoder
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from bot.nlu.pieces import UNKNOWN, PieceVocabulary

LAYERS = (0, 3, 6, 9)
EPOCHS, BATCH, RATE, HEAD_RATE = 5, 32, 3e-4, 1e-3
WARM_UP, SMOOTHING, DECAY, SEED = 100, 0.05, 0.01, 0
BUCKET = 20 * BATCH
MOST_PIECES = MOST_PLACES - 2
TURNS = (0, 0, 0, 1, 1, 2, 3, 4)
"""which way of typing an example is shown in: 0 written, 1 restored, 2 and on with slips"""


@dataclass(frozen=True)
class Shown:
    """An example in all its ways of typing, as pieces, and the place of its intent."""

    ways: tuple[list[int], ...]
    label: int
    kept_back: bool


def kept_pieces(base: BaseWeights, texts: set[str], syllables: Sequence[str]) -> list[int]:
    """Return the pieces that the texts and the lexicon's syllables use, in their order."""
    vocabulary = PieceVocabulary(base.pieces, base.scores.tolist())
    used = {place for text in [*texts, *syllables] for place in vocabulary.ids(text, MOST_PIECES)}
    letters = set("".join(texts))
    short = {
        place
        for place, piece in enumerate(base.pieces)
        if len(piece) <= 2 and set(piece.lstrip("\u2581")) <= letters
    }
    return sorted(used | short | set(range(UNKNOWN + 1)))


def batches(shown: Sequence[Shown]) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Yield (ids, which are there, labels) in a new order; texts of like length together."""
    order = list(shown)
    random.shuffle(order)
    for start in range(0, len(order), BUCKET):
        bucket = [
            (each.ways[random.choice(TURNS)], each.label) for each in order[start : start + BUCKET]
        ]
        bucket.sort(key=lambda row: len(row[0]))
        cut = [bucket[at : at + BATCH] for at in range(0, len(bucket), BATCH)]
        random.shuffle(cut)
        for batch in cut:
            ids, there = filled([row for row, _ in batch])
            yield ids, there, torch.tensor([label for _, label in batch])


def filled(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the rows filled up to one length, and which places are theirs."""
    longest = max(map(len, rows))
    ids = torch.ones((len(rows), longest), dtype=torch.long)
    there = torch.zeros((len(rows), longest), dtype=torch.bool)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = torch.tensor(row)
        there[at, : len(row)] = True
    return ids, there


def train(encoder: Encoder, head: nn.Linear, shown: Sequence[Shown]) -> None:
    """Train both in place; a rarer intent weighs more."""
    steps = EPOCHS * (len(shown) // BATCH + 1)
    matrices = [p for p in encoder.parameters() if p.ndim > 1]
    vectors = [p for p in encoder.parameters() if p.ndim < 2]
    optimizer = torch.optim.AdamW(
        [
            {"params": matrices, "weight_decay": DECAY, "lr": RATE},
            {"params": vectors, "weight_decay": 0.0, "lr": RATE},
            {"params": head.parameters(), "weight_decay": 0.0, "lr": HEAD_RATE},
        ]
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM_UP) * max(0.02, 1.0 - step / steps)
    )
    counts = np.bincount([each.label for each in shown])
    weights = torch.tensor((counts.mean() / counts) ** 0.5, dtype=torch.float)
    started, done = time.monotonic(), 0
    for _ in range(EPOCHS):
        for ids, there, labels in batches(shown):
            loss = functional.cross_entropy(
                head(encoder(ids, there)), labels, weight=weights, label_smoothing=SMOOTHING
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            if done % 100 == 0:
                seconds = time.monotonic() - started
                sys.stderr.write(f"{done}/{steps} loss {loss.item():.3f}, {seconds:.0f} s\n")


def accuracy(encoder: Encoder, head: nn.Linear, shown: Sequence[Shown], way: int) -> float:
    """Return the share of texts whose intent the head gets right."""
    encoder.eval()
    right = 0
    with torch.no_grad():
        for start in range(0, len(shown), BATCH):
            batch = shown[start : start + BATCH]
            found = head(encoder(*filled([each.ways[way] for each in batch]))).argmax(1)
            right += int((found == torch.tensor([each.label for each in batch])).sum())
    return right / max(1, len(shown))


def export(encoder: Encoder, pieces: Sequence[str], scores: Sequence[float], path: Path) -> None:
    """Write the network with one byte a weight, and its vocabulary in the metadata."""
    encoder.eval()
    with tempfile.TemporaryDirectory() as workplace:
        whole, small = Path(workplace) / "whole.onnx", Path(workplace) / "small.onnx"
        torch.onnx.export(
            encoder,
            (torch.tensor([[0, 4, 5, 6, 2]]),),
            str(whole),
            input_names=["ids"],
            output_names=["vector"],
            dynamic_axes={"ids": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        # seven bits: with eight, sums overflow on processors without VNNI
        quantize_dynamic(
            whole, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        model = onnx.load(small)
    rounded = [round(score, 4) for score in scores]
    stored = {"pieces": json.dumps(pieces, ensure_ascii=False), "scores": json.dumps(rounded)}
    onnx.helper.set_model_props(model, stored)
    onnx.save(model, path)


def read(path: Path, base: BaseWeights) -> tuple[list[Shown], list[int], int]:
    """Return the examples, the pieces that are kept, and how many intents there are."""
    content = json.loads(path.read_text(encoding="utf-8"))
    rows = content["examples"]
    kept = kept_pieces(base, {way for row in rows for way in row["ways"]}, content["syllables"])
    vocabulary = PieceVocabulary([base.pieces[at] for at in kept], base.scores[kept].tolist())
    intents = sorted({row["intent"] for row in rows})
    shown = [
        Shown(
            tuple(vocabulary.ids(way, MOST_PIECES) for way in row["ways"]),
            intents.index(row["intent"]),
            row["kept_back"],
        )
        for row in rows
    ]
    return shown, kept, len(intents)


def main() -> None:
    """Read, train, say how good it is, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="what write_texts.py has written")
    parser.add_argument(
        "output", type=Path, nargs="?", default=Path(__file__).parent / "encoder.onnx"
    )
    args = parser.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    base = BaseWeights(shipped_weights())
    shown, kept, intents = read(args.texts, base)
    encoder = Encoder(base, kept, LAYERS)
    head = nn.Linear(base.width, intents)
    train(encoder, head, [each for each in shown if not each.kept_back])
    unseen = [each for each in shown if each.kept_back]
    for way, typed in enumerate(("written", "without diacritics")):
        share = accuracy(encoder, head, unseen, way)
        sys.stderr.write(f"kept back, {typed}: {100 * share:.1f} % of {len(unseen)}\n")
    export(encoder, [base.pieces[at] for at in kept], base.scores[kept].tolist(), args.output)


if __name__ == "__main__":
    main()
