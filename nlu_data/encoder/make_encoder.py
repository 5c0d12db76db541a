"""Makes ``encoder.npz`` from multilingual-e5-small and our examples (README beside this file).

Kept: every third of the twelve layers, and the word pieces that Vietnamese and our examples
use. Trained further on the intents of our examples as written, without diacritics (put back
by ``bot.text.diacritics``) and with slips. A tenth of the examples is never shown: on them
the classifier fits how far to believe this encoder.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from base_weights import BaseWeights, shipped_weights
from network import MOST_PLACES, Encoder
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from bot.nlu.examples import read_examples
from bot.nlu.intent_fitting import is_kept_back
from bot.nlu.pieces import UNKNOWN, PieceVocabulary
from bot.nlu.trained_intents import half_of, learn_diacritics
from bot.nlu.variants import VariantMaker
from bot.settings import PROJECT_DIR
from bot.text.diacritics import lexicon_words
from bot.text.fold import fold
from bot.text.lexicon import default_lexicon
from bot.text.normalise import normalise

LAYERS = (0, 3, 6, 9)
EPOCHS, BATCH, RATE, HEAD_RATE = 5, 32, 3e-4, 1e-3
WARM_UP, SMOOTHING, DECAY, SEED = 100, 0.05, 0.01, 0
BUCKET = 20 * BATCH
MOST_PIECES = MOST_PLACES - 2
SLIPPED_COPIES = 3
TURNS = (0, 0, 0, 1, 1, 2, 3, 4)
"""which way of typing an example is shown in: 0 written, 1 restored, 2 and on with slips"""


@dataclass(frozen=True)
class Shown:
    """An example in all its ways of typing."""

    intent: str
    ways: tuple[str, ...]
    kept_back: bool


def read_shown() -> list[Shown]:
    """Return our examples, each as the classifier would see it in every way of typing."""
    examples = read_examples(PROJECT_DIR)
    written = [normalise(each.text).text for each in examples]
    _, *halves = learn_diacritics(written)
    makers = [VariantMaker(default_lexicon(), seed) for seed in range(1, SLIPPED_COPIES + 1)]
    shown = []
    for each, text in zip(examples, written, strict=True):
        typed = [fold(each.text), *(maker.copies(each.text)[1] for maker in makers)]
        restore = halves[half_of(text)].restore
        ways = (text.lower(), *(restore(normalise(one).text) for one in typed))
        shown.append(Shown(each.intent, ways, is_kept_back(each.text)))
    return shown


def kept_pieces(base: BaseWeights, shown: Sequence[Shown]) -> list[int]:
    """Return the pieces that the examples and the lexicon's syllables use, in their order."""
    vocabulary = PieceVocabulary(base.pieces, base.scores.tolist())
    texts = {way for each in shown for way in each.ways}
    used = {place for text in texts for place in vocabulary.ids(text, MOST_PIECES)}
    syllables = {syllable for word in lexicon_words() for syllable in word.split()}
    used.update(place for one in syllables for place in vocabulary.ids(one, MOST_PIECES))
    letters = set("".join(texts))
    short = {
        place
        for place, piece in enumerate(base.pieces)
        if len(piece) <= 2 and set(piece.lstrip("\u2581")) <= letters
    }
    return sorted(used | short | set(range(UNKNOWN + 1)))


def batches(
    rows: Sequence[Sequence[list[int]]], labels: Sequence[int]
) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
    """Yield (ids, which are there, labels) in a new order; texts of like length together."""
    order = list(range(len(rows)))
    random.shuffle(order)
    for start in range(0, len(order), BUCKET):
        bucket = [
            (rows[at][random.choice(TURNS)], labels[at]) for at in order[start : start + BUCKET]
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


def train(
    encoder: Encoder, head: nn.Linear, rows: list[list[list[int]]], labels: list[int]
) -> None:
    """Train both in place; a rarer intent weighs more."""
    steps = EPOCHS * (len(rows) // BATCH + 1)
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
    counts = np.bincount(labels)
    weights = torch.tensor((counts.mean() / counts) ** 0.5, dtype=torch.float)
    started, done = time.monotonic(), 0
    for _ in range(EPOCHS):
        for ids, there, meant in batches(rows, labels):
            loss = functional.cross_entropy(
                head(encoder(ids, there)), meant, weight=weights, label_smoothing=SMOOTHING
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


def accuracy(encoder: Encoder, head: nn.Linear, rows: list[list[int]], labels: list[int]) -> float:
    """Return the share of texts whose intent the head gets right."""
    encoder.eval()
    right = 0
    with torch.no_grad():
        for start in range(0, len(rows), BATCH):
            found = head(encoder(*filled(rows[start : start + BATCH]))).argmax(1).tolist()
            right += sum(
                one == other
                for one, other in zip(found, labels[start : start + BATCH], strict=True)
            )
    return right / max(1, len(rows))


def export(
    encoder: Encoder, pieces: Sequence[str], scores: NDArray[np.float32], path: Path
) -> None:
    """Write the weights, one byte each with a scale a row."""
    state = {name: value.numpy() for name, value in encoder.state_dict().items()}
    arrays: dict[str, NDArray[np.generic]] = {
        "pieces": np.frombuffer("\n".join(pieces).encode(), np.uint8),
        "scores": scores.astype(np.float32),
        "heads": np.array(encoder.heads),
        "layers": np.array(len(encoder.layers)),
        "positions": state["places.weight"].astype(np.float16),
    }
    for name, value in state.items():
        stored = name.replace("layers.", "layer")
        if name.endswith(".weight") and value.ndim > 1 and name != "places.weight":
            arrays |= quantised(stored.removesuffix(".weight"), value)
        elif value.ndim == 1:
            arrays[stored] = value.astype(np.float32)
    np.savez_compressed(path, **arrays)


def quantised(name: str, matrix: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """Return the matrix in one byte a weight, and its scales."""
    scales = (np.abs(matrix).max(axis=1, keepdims=True) / 127).astype(np.float16)
    scales[scales == 0] = 1
    rounded = np.clip(np.round(matrix / scales.astype(np.float32)), -127, 127)
    return {name: rounded.astype(np.int8), f"{name}.scale": scales}


def main() -> None:
    """Read, train, say how good it is, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "output", type=Path, nargs="?", default=Path(__file__).parent / "encoder.npz"
    )
    output = parser.parse_args().output
    random.seed(SEED)
    torch.manual_seed(SEED)
    base = BaseWeights(shipped_weights())
    shown = read_shown()
    kept = kept_pieces(base, shown)
    pieces, scores = [base.pieces[place] for place in kept], base.scores[kept]
    vocabulary = PieceVocabulary(pieces, scores.tolist())
    rows = [[vocabulary.ids(way, MOST_PIECES) for way in each.ways] for each in shown]
    intents = sorted({each.intent for each in shown})
    labels = [intents.index(each.intent) for each in shown]
    seen = [at for at, each in enumerate(shown) if not each.kept_back]
    unseen = [at for at, each in enumerate(shown) if each.kept_back]
    encoder = Encoder(base, kept, LAYERS)
    head = nn.Linear(base.width, len(intents))
    train(encoder, head, [rows[at] for at in seen], [labels[at] for at in seen])
    for way, name in enumerate(("written", "without diacritics")):
        share = accuracy(
            encoder, head, [rows[at][way] for at in unseen], [labels[at] for at in unseen]
        )
        sys.stderr.write(f"kept back, {name}: {100 * share:.1f} % of {len(unseen)}\n")
    export(encoder, pieces, scores, output)


if __name__ == "__main__":
    main()
