"""The encoder as a torch module: the layers that are kept, and a head while it is trained."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from base_weights import BaseWeights
from torch import Tensor, nn
from torch.nn import functional

MOST_PLACES = 64
_EPSILON = 1e-12
_DROPOUT = 0.1


class Layer(nn.Module):
    """One transformer layer, normalised after each half (BERT's order)."""

    def __init__(self, width: int, heads: int, wide: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, _EPSILON)
        self.wide = nn.Linear(width, wide)
        self.narrow = nn.Linear(wide, width)
        self.norm2 = nn.LayerNorm(width, _EPSILON)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, hidden: Tensor, there: Tensor | None) -> Tensor:
        """Return (texts, pieces, width); ``there``: which pieces are no filling."""
        texts, pieces, width = hidden.shape
        query, key, value = (
            part.view(texts, pieces, self.heads, -1).transpose(1, 2)
            for part in self.qkv(hidden).chunk(3, -1)
        )
        mixed = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=None if there is None else there[:, None, None, :]
        )
        mixed = mixed.transpose(1, 2).reshape(texts, pieces, width)
        hidden = self.norm1(hidden + self.dropout(self.out(mixed)))
        curved = functional.gelu(self.wide(hidden), approximate="tanh")
        return self.norm2(hidden + self.dropout(self.narrow(curved)))


class Encoder(nn.Module):
    """Word pieces in, one vector a text out: the mean over its pieces."""

    def __init__(
        self, base: BaseWeights, kept_pieces: Sequence[int], layers: Sequence[int]
    ) -> None:
        super().__init__()
        self.heads = base.heads
        self.word = nn.Embedding(len(kept_pieces), base.width)
        self.places = nn.Embedding(MOST_PLACES, base.width)
        self.norm = nn.LayerNorm(base.width, _EPSILON)
        self.layers = nn.ModuleList(Layer(base.width, base.heads, base.wide) for _ in layers)
        self.dropout = nn.Dropout(_DROPOUT)
        with torch.no_grad():
            self._take(base, kept_pieces, layers)

    def forward(self, ids: Tensor, there: Tensor | None = None) -> Tensor:
        """Return (texts, width); ``there`` is needed when some texts are filled up."""
        places = torch.arange(ids.shape[1])
        hidden = self.dropout(self.norm(self.word(ids) + self.places(places)[None]))
        for layer in self.layers:
            hidden = layer(hidden, there)
        if there is None:
            return hidden.mean(1)
        weights = there[:, :, None].float()
        return (hidden * weights).sum(1) / weights.sum(1)

    def _take(self, base: BaseWeights, kept_pieces: Sequence[int], layers: Sequence[int]) -> None:
        width, wide = base.width, base.wide

        def of(name: str, *shape: int) -> Tensor:
            return torch.tensor(base.tensor(name, *shape))

        self.word.weight.copy_(of("emb.word", base.words, width)[list(kept_pieces)])
        types = of("emb.type", 2, width)[0]
        self.places.weight.copy_(of("emb.pos", base.places, width)[:MOST_PLACES] + types)
        self.norm.weight.copy_(of("emb.ln.w", width))
        self.norm.bias.copy_(of("emb.ln.b", width))
        for layer, number in zip(self.layers, layers, strict=True):
            parts = [f"l{number}.{part}" for part in "qkv"]
            layer.qkv.weight.copy_(torch.cat([of(f"{part}.w", width, width) for part in parts]))
            layer.qkv.bias.copy_(torch.cat([of(f"{part}.b", width) for part in parts]))
            for module, name, rows, columns in (
                (layer.out, "ao", width, width),
                (layer.wide, "fi", wide, width),
                (layer.narrow, "fo", width, wide),
            ):
                module.weight.copy_(of(f"l{number}.{name}.w", rows, columns))
                module.bias.copy_(of(f"l{number}.{name}.b", rows))
            for module, name in ((layer.norm1, "aln"), (layer.norm2, "oln")):
                module.weight.copy_(of(f"l{number}.{name}.w", width))
                module.bias.copy_(of(f"l{number}.{name}.b", width))
