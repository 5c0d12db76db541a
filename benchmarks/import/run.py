"""Import: how much of the portal's records is read, by ministry, and what is kept out.

``whole``: the facet has a value and nothing of its text is left open; ``partly``: it has a
value, and some of the text is left to officers; else it is unknown. A fee is read where its
amount is, or who decides it.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from bot.catalogue.model import Facet
from bot.catalogue.portal.files import read_records
from bot.catalogue.portal.record import parse_record
from bot.catalogue.portal.shapes import FOLDER, ImportedProcedure, RawRecord, Refusal

FACETS: dict[str, Facet] = {
    "time": "processing_time",
    "fee": "fee",
    "documents": "documents",
    "laws": "legal_basis",
    "results": "result",
    "steps": "steps",
}
ALL = "all"
NO_FOLDER = "(no folder)"
SHOWN_REFUSALS = 40


def values_of(entry: ImportedProcedure, facet: str) -> Sequence[object]:
    """Return what was read of a facet."""
    procedure = entry.procedure
    values: dict[str, Sequence[object]] = {
        "time": procedure.processing_time,
        "fee": [fee for fee in procedure.fee if fee.is_known or fee.set_by],
        "documents": procedure.documents,
        "laws": procedure.legal_basis,
        "results": procedure.results,
        "steps": procedure.steps,
    }
    return values[facet]


def state_of(entry: ImportedProcedure, facet: str) -> str:
    """Return ``whole``, ``partly`` or ``unknown``."""
    if not values_of(entry, facet):
        return "unknown"
    return "partly" if FACETS[facet] in entry.unparsed else "whole"


def main() -> int:
    """Read, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path, nargs="?", help=".jsonl, .json (also .gz), .docx")
    parser.add_argument(
        "--collected",
        type=date.fromisoformat,
        default=datetime.now(UTC).date(),
        metavar="DATE",
        help="the day the records were collected (today)",
    )
    args = parser.parse_args()
    if args.records is None:
        sys.stdout.write("no file of records is named: nothing is measured\n")
        return 0
    started = time.perf_counter()
    accepted: dict[str, list[ImportedProcedure]] = defaultdict(list)
    refusals: dict[str, list[Refusal]] = defaultdict(list)
    for item in read_records(args.records):
        folder = (item.text(FOLDER) if isinstance(item, RawRecord) else "") or NO_FOLDER
        entry = parse_record(item, args.collected) if isinstance(item, RawRecord) else item
        if isinstance(entry, Refusal):
            refusals[folder].append(entry)
        else:
            accepted[folder].append(entry)
    seconds = time.perf_counter() - started
    _print_ministries(accepted, refusals)
    _print_facets([entry for entries in accepted.values() for entry in entries])
    _print_refusals([each for entries in refusals.values() for each in entries])
    sys.stdout.write(f"\n{seconds:.1f} seconds\n")
    return 0


def _print_ministries(
    accepted: dict[str, list[ImportedProcedure]], refusals: dict[str, list[Refusal]]
) -> None:
    sys.stdout.write(f"{'wholly read, % of accepted':<28}{'accepted':>9}{'kept out':>9}")
    sys.stdout.write("".join(f"{facet:>10}" for facet in FACETS) + "\n")
    for folder in sorted({*accepted, *refusals}):
        _print_row(folder, accepted.get(folder, []), len(refusals.get(folder, [])))
    everything = [entry for entries in accepted.values() for entry in entries]
    _print_row(ALL, everything, sum(map(len, refusals.values())))


def _print_row(folder: str, entries: Sequence[ImportedProcedure], kept_out: int) -> None:
    sys.stdout.write(f"{folder:<28}{len(entries):>9}{kept_out:>9}")
    for facet in FACETS:
        whole = sum(state_of(entry, facet) == "whole" for entry in entries)
        sys.stdout.write(f"{100 * whole / len(entries) if entries else 0:>10.0f}")
    sys.stdout.write("\n")


def _print_facets(entries: Sequence[ImportedProcedure]) -> None:
    sys.stdout.write(f"\n{'records':<28}{'whole':>9}{'partly':>9}{'unknown':>9}\n")
    for facet in FACETS:
        states = Counter(state_of(entry, facet) for entry in entries)
        row = "".join(f"{states[state]:>9}" for state in ("whole", "partly", "unknown"))
        sys.stdout.write(f"{facet:<28}{row}\n")
    known = sum(any(fee.is_known for fee in entry.procedure.fee) for entry in entries)
    sys.stdout.write(f"{'fee: an amount is known':<28}{known:>9}\n")


def _print_refusals(refusals: Iterable[Refusal]) -> None:
    told = list(refusals)
    reasons = Counter(_kind(refusal.reason) for refusal in told)
    sys.stdout.write(f"\nkept out: {len(told)}\n")
    for reason, count in reasons.most_common():
        sys.stdout.write(f"{count:>5}  {reason}\n")
    for refusal in told[:SHOWN_REFUSALS]:
        sys.stdout.write(f"       {refusal.code or '-'}  {refusal.reason}\n")


def _kind(reason: str) -> str:
    """Return a reason without its place and its particulars."""
    return re.split(r"\s*[:(“]|\s\d", reason.partition(": ")[2])[0]


if __name__ == "__main__":
    raise SystemExit(main())
