"""Operations whose price may grow with the place: measured among thousands, with the same promises."""

import itertools
import random
from collections.abc import Callable, Iterator, Sequence

from tests.bench.crowd import CHANNELS_OF_ME, RANKS, Crowd
from tests.bench.measuring import ROUNDS, WARM_UP
from tests.bench.operations import Ask, Operation, replying, start_up
from tests.bench.stage import TEXT, Stage

SEARCHES = 400


def at_scale(crowd: Crowd) -> list[Operation]:
    """The operations of this crowd's place."""

    async def cold(stage: Stage) -> Ask:
        await stage.me.ask("POST", "/caches/invalidate")
        for channel_id in crowd.channel_ids:  # the reader is known there, the rows are in memory; the page is not
            await stage.me.ask("GET", f"/channels/{channel_id}/posts?page=0&per_page=61")
        channels = itertools.cycle(crowd.channel_ids)

        async def ask(_i: int, who: int) -> None:
            await stage.mine(who).ask("GET", f"/channels/{next(channels)}/posts?page=0&per_page=60")

        return ask

    async def hall_post(stage: Stage) -> Ask:
        async def ask(i: int, who: int) -> None:
            await stage.people[who].ask("POST", "/posts", {"channel_id": stage.hall["id"], "message": TEXT.format(i)})

        return ask

    async def reply(stage: Stage) -> Ask:
        return replying(stage, crowd.thread_id)

    async def first_start(stage: Stage) -> Ask:
        async def ask(_i: int, who: int) -> None:
            await start_up(stage.mine(who), stage)

        return ask

    async def people(stage: Stage) -> Ask:
        typed, team_id = _typed(crowd.usernames), stage.team["id"]
        places = itertools.cycle((stage.channel["id"], stage.hall["id"]))
        return _asking(
            lambda: f"/users/autocomplete?in_team={team_id}&in_channel={next(places)}&name={next(typed)}&limit=25",
            stage,
        )

    async def switcher(stage: Stage) -> Ask:
        typed, team_id = _typed(crowd.channel_names), stage.team["id"]
        return _asking(lambda: f"/teams/{team_id}/channels/autocomplete?name={next(typed)}", stage)

    async def search(stage: Stage) -> Ask:
        terms = iter(_searches())

        async def ask(_i: int, _who: int) -> None:
            body = {"terms": next(terms), "is_or_search": False}
            await stage.me.ask("POST", f"/teams/{stage.team['id']}/posts/search", body)

        return ask

    return [
        Operation(SEARCH, 8.0, search, requests=SEARCHES - WARM_UP, is_median=True),
        # A round opens each channel once.
        Operation("page of 60 posts, cold", 0.40, cold, requests=ROUNDS * CHANNELS_OF_ME, is_anew=True),
        Operation("create a post among 5,000 members", 0.60, hall_post),
        Operation("reply with a mention, thread of 5,000", 1.0, reply, requests=400),
        Operation("start-up of 16 calls, 200 channels", 4.0, first_start, requests=240, calls=16),
        Operation("user autocomplete, 5,000 people", 0.4, people),
        Operation("channel switcher, 5,000 channels", 0.4, switcher),
    ]


SEARCH = "search, 1,000,000 posts"


def _asking(path: Callable[[], str], stage: Stage) -> Ask:
    async def ask(_i: int, who: int) -> None:
        await stage.people[who].ask("GET", path())

    return ask


def _typed(names: Sequence[str]) -> Iterator[str]:
    """What goes out while people type some of these names: one, two, ... six letters."""
    chosen = random.Random(1).sample(names, 60)
    return itertools.cycle([name[:length] for name in chosen for length in range(1, 7)])


def _searches() -> list[str]:
    """One to three words, as frequent as they are in the posts; every fifth search is for a phrase or a beginning."""
    chance = random.Random(2)

    def word() -> str:
        return f"word{int(RANKS ** chance.random())}"

    found: list[str] = []
    for i in range(SEARCHES):
        words = " ".join(word() for _ in range(1 + i % 3))
        found.append(f'"{word()} {word()}"' if i % 10 == 0 else f"{words}*" if i % 10 == 5 else words)
    return found
