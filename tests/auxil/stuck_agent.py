"""An agent process that takes a turn and never ends it: ``python -m auxil.stuck_agent URL``."""

import asyncio
import sys

from bot.queue.app import make_app, run_agent_worker


class StuckTaker:
    async def take(self, inbound_id):
        sys.stdout.write(f"took {inbound_id}\n")
        sys.stdout.flush()
        await asyncio.sleep(600)

    async def give_up(self, inbound_id, reason):
        raise AssertionError(f"{inbound_id} was given up: {reason}")


async def main(url):
    app = make_app(url)
    async with app.open_async():
        await run_agent_worker(app, StuckTaker(), 1)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
