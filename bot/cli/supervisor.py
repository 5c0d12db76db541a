"""supervisord as ``troly up`` uses it: it ends when its terminal goes away.

Its own answer to a hang-up is to start everything again, for nobody to stop.
"""

from __future__ import annotations

import signal
import sys
from typing import override

from supervisor.options import ServerOptions  # type: ignore[import-untyped]
from supervisor.supervisord import go  # type: ignore[import-untyped]


class _Options(ServerOptions):  # type: ignore[misc]  # it has no types
    @override
    def setsignals(self) -> None:
        is_ignored = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN  # by nohup
        super().setsignals()
        signal.signal(signal.SIGHUP, signal.SIG_IGN if is_ignored else self._hung_up)

    def _hung_up(self, _number: int, frame: object) -> None:
        self.signal_receiver.receive(signal.SIGTERM, frame)


def main(config: str) -> None:
    """Supervise the processes of the file ``config`` until a signal asks to stop."""
    options = _Options()
    options.realize(["-n", "-s", "-c", config])
    options.first = True
    options.test = False
    go(options)
    options.close_logger()


if __name__ == "__main__":
    main(sys.argv[1])
