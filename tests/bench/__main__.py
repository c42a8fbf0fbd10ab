"""`python -m tests.bench`: prints what the server promises and what it costs; fails when a promise is broken by far.

Without `--url` a server of this checkout is measured among thousands of people and a million posts; `--small` leaves
those out, takes a minute, and judges nothing but CPU per operation.
"""

import argparse
import random
import resource
import sys
import time
from typing import cast

import uvloop

from tests.bench import crowd, figures, large, mix, posting, sockets
from tests.bench.crowd import Crowd
from tests.bench.figures import Figure
from tests.bench.measuring import measure
from tests.bench.operations import OPERATIONS, Operation
from tests.bench.own import OwnServer, own_server, reachable
from tests.bench.processes import Meter, memory_bytes
from tests.bench.stage import Stage, build, settle

GENEROUS_SMALL = 6.0  # the short form runs anywhere, among other things


class Run:
    """One run: what is measured so far, printed as it is found."""

    def __init__(self, stage: Stage, meter: Meter, options: argparse.Namespace) -> None:
        self.stage = stage
        self.meter = meter
        self.options = options
        self.figures: list[Figure] = []

    def add(self, *found: Figure) -> None:
        for each in found:
            self.figures.append(each)
            print(figures.figure_line(each), flush=True)

    def wants(self, name: str) -> bool:
        return self.options.only in name

    async def costs(self, operations: list[Operation]) -> None:
        print(f"\n{figures.COST_HEAD}", flush=True)
        for each in operations:
            if not self.wants(each.name):
                continue
            try:
                cost = await measure(
                    each, self.stage, self.meter, parallel=self.options.parallel, share=self.options.share
                )
            except (AssertionError, ExceptionGroup) as refused:
                if not self.options.url:
                    raise  # other servers may lack an operation; ours may not
                print(f"{each.name:38}not measured: {_reason(refused)}", flush=True)
                continue
            self.figures.append(cost.figure)
            print(figures.cost_line(cost), flush=True)
            if each.name == large.SEARCH:
                self.figures.append(Figure(f"{large.SEARCH}, p99", cost.p99_ms, "ms", 150))

    async def loads(self, people: Crowd | None) -> None:
        """What many do at once."""
        share, stage, meter = self.options.share, self.stage, self.meter
        everybody = people.people if people else stage.people
        print(f"\n{'under load':52}{'':12} {'':14}{'target':>12}", flush=True)
        if self.wants("idle sockets"):
            self.add(*await sockets.crowded(stage, meter, everybody, sockets=self.options.idle_sockets))
        if self.wants("durable posts"):
            self.add(*await posting.throughput(stage, meter, seconds=8 * share))
        if self.wants("many sockets"):
            count, seconds = self.options.sockets, max(round(12 * share), 2)
            self.add(*await sockets.fan_out(stage, meter, everybody, sockets=count, seconds=seconds))
        if self.wants("mix"):
            users = _users(stage, people, self.options.users)
            self.add(*await mix.measure(stage, meter, users, seconds=20 * share))


def _reason(refused: BaseException) -> str:
    while isinstance(refused, BaseExceptionGroup):
        refused = cast("BaseExceptionGroup[BaseException]", refused).exceptions[0]
    if not isinstance(refused, AssertionError):
        raise refused
    return str(refused)[:120]


def _users(stage: Stage, people: Crowd | None, count: int) -> list[mix.User]:
    if people is None:
        channels = [stage.channel["id"], stage.other_channel["id"]]
        pairs = zip(stage.people[:count], stage.users, strict=False)
        return [mix.User(http, user["id"], channels, random.Random(i)) for i, (http, user) in enumerate(pairs)]
    return [
        mix.User(people.people[i], people.user_ids[i], people.channels_of(i), random.Random(i)) for i in range(count)
    ]


async def own(server: OwnServer, options: argparse.Namespace) -> list[Figure]:
    """A new server: empty first, then filled, then measured."""
    await server.start()
    stage = await build(server.url, people=options.people)
    people = None
    if options.large:
        started = time.perf_counter()
        people = crowd.fill(server.data, stage, crowd.Size(posts=options.corpus))
        print(f"filled in {time.perf_counter() - started:.0f} s", flush=True)
    crowd.settle(server.data)
    for each in stage.people:
        each.close()
    server.stop()
    first_answer_s = await server.start()
    await settle()
    run = Run(stage, Meter([server.pid]), options)
    run.add(Figure("start to the first answer, from source", first_answer_s, "s", 1.5))
    await _measure(run, people)
    return run.figures


async def other(options: argparse.Namespace) -> list[Figure]:
    """A server that runs already."""
    await reachable(options.url)
    run = Run(await build(options.url, people=options.people), Meter(options.pid), options)
    await _measure(run, None)
    return run.figures


async def _measure(run: Run, people: Crowd | None) -> None:
    server_pids, database_pids = run.meter.pids()
    note = f"{len(server_pids)} processes; PostgreSQL {memory_bytes(database_pids) / 1e6:.0f} MB"
    run.add(Figure("whole server, idle", memory_bytes(server_pids) / 1e6, "MB", 150, note=note))
    if people:
        await run.costs(large.at_scale(people))
    await run.costs(OPERATIONS)
    known = {each.name: each.value for each in run.figures}
    short, long = (known.get(f"reply with a mention, thread of {size}") for size in ("100", "5,000"))
    if short and long:
        run.add(Figure("reply in a thread of 5,000, times one of 100", long / short, "", 1.1))
    await run.loads(people)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="measure this server instead; needs --pid")
    parser.add_argument("--pid", type=int, action="append", default=[], help="its main process (and its database's)")
    parser.add_argument("--large", action=argparse.BooleanOptionalAction, default=None, help="among thousands")
    parser.add_argument("--small", action="store_true", help="the short form")
    parser.add_argument("--corpus", type=int, default=1_000_000, help="posts that are there already")
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--parallel", type=int, default=8)
    parser.add_argument("--share", type=float, help="part of the usual number of requests and seconds")
    parser.add_argument("--sockets", type=int)
    parser.add_argument("--idle-sockets", type=int)
    parser.add_argument("--users", type=int, default=600)
    parser.add_argument("--only", default="", help="figures whose name holds this text")
    parser.add_argument("--record", action="store_true", help="keep the figures as the new baseline")
    options = parser.parse_args()
    if options.large is None:
        options.large = not (options.small or options.url)
    for name, full, short in (("share", 1.0, 0.25), ("sockets", 2000, 500), ("idle_sockets", 10_000, 1000)):
        if getattr(options, name) is None:
            setattr(options, name, short if options.small else full)
    return options


def main() -> None:
    options = _options()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # the server inherits it
    if options.url:
        found = uvloop.run(other(options))
    else:
        with own_server() as server:
            found = uvloop.run(own(server, options))
    for line in figures.changes(found):
        print(line)
    if options.record:
        figures.record(found)
    judged = [each for each in found if each.unit == figures.CPU] if options.small else found
    generous = GENEROUS_SMALL if options.small else figures.GENEROUS
    if broken := [each.name for each in judged if each.verdict(generous) == figures.BROKEN]:
        sys.exit(f"far above target: {', '.join(broken)}")


if __name__ == "__main__":
    main()
