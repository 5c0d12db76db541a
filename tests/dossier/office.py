"""A fake office on the wire, and what it answers."""

from __future__ import annotations

from typing import Any

import httpx

from bot.dossier.model import Dossier
from bot.dossier.sources.http import HttpDossierSource

CODE = "H13.16-240326-0001"
GOOD: dict[str, Any] = {
    "code": CODE,
    "status": 4,
    "procedure_name": "Đăng ký kết hôn",
    "agency": "UBND phường Ninh Kiều",
    "received_at": None,
    "accepted_at": "2026-11-19T08:00:00+07:00",
    "appointment_at": "2026-11-26T10:00:00Z",
    "updated_at": "2026-11-23T14:05:00+07:00",
}
Answer = httpx.Response | Exception


class Office:
    """A fake office: gives the prepared answers in turn, repeats the last one."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.pauses: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def fetch(self, code: str = CODE, **options: Any) -> Dossier:
        async def pause(seconds: float) -> None:
            self.pauses.append(seconds)

        async with httpx.AsyncClient(transport=httpx.MockTransport(self)) as client:
            source = HttpDossierSource(
                client, "http://office.test/api/", "secret-key", sleep=pause, **options
            )
            return await source.fetch(code)


def good(**changes: Any) -> httpx.Response:
    return httpx.Response(200, json={**GOOD, **changes})


def error(status: int, code: str = "error") -> httpx.Response:
    return httpx.Response(status, json={"error": {"code": code, "message": "…"}})
