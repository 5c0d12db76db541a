"""Search over a catalogue of the country's size: build time, memory, time a query.

The catalogue is the committed one, the names of the portal's records where the file is
found, and variants of those names (another act, another level, another group) up to the
wanted size. Budgets for 6,000 procedures: build 10 s, 150 MB, p95 5 ms a query.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import psutil
import yaml

from bot.catalogue.collection import Catalogue
from bot.catalogue.loader import load_catalogue
from bot.catalogue.model import Procedure
from bot.catalogue.search import ProcedureIndex
from bot.nlu.linking import certain
from bot.settings import PROJECT_DIR
from bot.text.fold import fold

RECORDS = PROJECT_DIR.parent / "shared" / "portal-records" / "records.jsonl.gz"
QUESTIONS = PROJECT_DIR / "tests" / "catalogue"
ACTS = (
    "Gia hạn", "Cấp lại", "Sửa đổi, bổ sung", "Thu hồi", "Chấm dứt", "Công bố lại",
    "Xác nhận", "Thẩm định", "Điều chỉnh", "Đăng ký lại", "Tạm dừng", "Khôi phục",
)  # fmt: skip
GROUPS = (
    "(cấp xã)", "(cấp tỉnh)", "đối với hộ gia đình, cá nhân", "đối với tổ chức nước ngoài",
    "tại khu vực biên giới", "theo quy trình rút gọn", "trong khu kinh tế",
)  # fmt: skip
SEED = 2026
SAMPLE = 1_000
"""names drawn as queries, in each way of typing"""


def portal_names(path: Path) -> dict[str, str]:
    """Return code → official name of each portal record."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return {record["ma_thu_tuc"]: record["ten_thu_tuc"].strip() for record in records}


def variants(names: Sequence[str], rng: random.Random) -> Iterator[str]:
    """Yield new names, endlessly: another act in front, another group behind."""
    while True:
        name = rng.choice(names)
        yield f"{rng.choice(ACTS)} {name[0].lower()}{name[1:]} {rng.choice(GROUPS)}"


def enlarged(catalogue: Catalogue, names: dict[str, str], size: int) -> Catalogue:
    """Return the catalogue with procedures of these names and of variants added."""
    held = {entry.code for entry in catalogue.procedures}
    named = {code: name for code, name in names.items() if name and code not in held}
    pool = variants(list(named.values()), random.Random(SEED))
    known = set(named.values())
    number = 0
    while len(held) + len(named) < size:
        name = next(pool)
        if name not in known:
            known.add(name)
            named[f"9.{number:06}"] = name
            number += 1
    model = catalogue.procedures[0]
    more = [bare(model, code, name) for code, name in named.items()]
    return replace(catalogue, procedures=(*catalogue.procedures, *more))


def bare(model: Procedure, code: str, name: str) -> Procedure:
    """Return a procedure of that name without aliases, as a portal import gives it."""
    return replace(model, code=code, name=name, short_name=name, aliases=[], not_this=[])


def typed_badly(name: str, rng: random.Random) -> str:
    """Return the name undiacritised, with one word left out."""
    words = fold(name).split()
    if len(words) > 3:
        words.pop(rng.randrange(len(words)))
    return " ".join(words)


def messages() -> list[tuple[str, str | None]]:
    """Return messages and the procedure that is meant; None = none is."""
    return [
        (row["text"], row["code"])
        for path in sorted(QUESTIONS.glob("linking_questions_*.yml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def queries(names: Sequence[str]) -> dict[str, list[str]]:
    """Return kind → queries."""
    rng = random.Random(SEED)
    drawn = rng.sample(sorted(set(names)), min(SAMPLE, len(set(names))))
    return {
        "citizens' messages": [text for text, _ in messages()],
        "official names": drawn,
        "names undiacritised, a word missing": [typed_badly(name, rng) for name in drawn],
    }


def timed(index: ProcedureIndex, asked: Sequence[str]) -> list[float]:
    """Return the milliseconds of each query, sorted."""
    times = []
    for query in asked:
        start = time.perf_counter()
        index.search(query)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def found_share(index: ProcedureIndex, catalogue: Catalogue, asked: Sequence[str]) -> float:
    """Return how many of these official names come back first, namesakes included."""
    names = {entry.code: entry.name for entry in catalogue.procedures}
    firsts = [(query, index.search(query, limit=1)) for query in asked]
    return sum(bool(top) and names[top[0].code] == query for query, top in firsts) / len(firsts)


def linked_share(index: ProcedureIndex, held: Catalogue) -> dict[str, float]:
    """Return how the messages about the committed procedures are linked."""
    codes = {entry.code for entry in held.procedures}
    asked = [(text, code) for text, code in messages() if code in codes]
    found = [(code, certain(index.search(text))) for text, code in asked]
    right = sum(bool(sure) and sure[0].code == code for code, sure in found)
    silent = sum(not sure for _, sure in found)
    return {
        "right": round(right / len(found), 3),
        "none_named": round(silent / len(found), 3),
        "wrong": round((len(found) - right - silent) / len(found), 3),
    }


def measure(names: dict[str, str], size: int) -> dict[str, object]:
    """Build, ask, and return the figures."""
    held = load_catalogue(PROJECT_DIR / "catalogue_data")
    catalogue = enlarged(held, names, size)
    ProcedureIndex(replace(catalogue, procedures=catalogue.procedures[:30])).search("khai sinh")
    process = psutil.Process()
    before = process.memory_info().rss
    start = time.perf_counter()
    index = ProcedureIndex(catalogue)
    build = time.perf_counter() - start
    grown = (process.memory_info().rss - before) / 2**20
    kinds = queries(list(names.values()))
    rows = {}
    for kind, asked in kinds.items():
        times = timed(index, asked)
        p50, p95 = (times[int(len(times) * share)] for share in (0.5, 0.95))
        row = {"queries": len(times), "p50_ms": p50, "p95_ms": p95, "worst_ms": times[-1]}
        rows[kind] = {key: round(value, 2) for key, value in row.items()}
    return {
        "procedures": len(catalogue.procedures),
        "build_s": round(build, 2),
        "index_mib": round(grown, 1),
        "after_queries_mib": round((process.memory_info().rss - before) / 2**20, 1),
        "official_name_first": round(found_share(index, catalogue, kinds["official names"]), 3),
        "messages_linked": linked_share(index, held),
        "messages_linked_in_the_committed_catalogue": linked_share(ProcedureIndex(held), held),
        "queries": rows,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=Path, default=RECORDS, help="portal records, .jsonl.gz")
    parser.add_argument("--procedures", type=int, default=6_000, help="size of the catalogue")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    args = parser.parse_args()
    if not args.records.is_file():
        sys.stdout.write(f"search: skipped, no portal records at {args.records} (--records FILE)\n")
        return 0
    figures = json.dumps(
        measure(portal_names(args.records), args.procedures), ensure_ascii=False, indent=1
    )
    sys.stdout.write(figures + "\n")
    if args.json:
        args.json.write_text(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
