"""A small company at work, for pictures: its people, channels, talk, drafts, and a chart that looks like one."""

import io
import math
import time

from PIL import Image, ImageDraw, ImageFont

from tests.fixtures.world import Person, Thing, World

DAY_S = 86_400
PASSWORD = "Correct-horse-9"
PEOPLE = (
    ("ada.lovelace", "Ada", "Lovelace"),
    ("grace.hopper", "Grace", "Hopper"),
    ("alan.turing", "Alan", "Turing"),
    ("mary.jackson", "Mary", "Jackson"),
)
# Behind, clothes, hair and skin, in the order of the people.
PORTRAITS = (
    ("#e8d5f2", "#6b3fa0", "#4a2c1a", "#f0c8a4"),
    ("#cfe8e2", "#0b6e63", "#2b2320", "#e6b48c"),
    ("#d7e4f5", "#2d4fa8", "#3a3a40", "#f2d0b0"),
    ("#fbe3c4", "#b9621f", "#1d1715", "#9a6544"),
)
# Address, name, who speaks there (by number), what they say.
CHANNELS = (
    ("design", "Design", 3, "The new empty states are in the library. Have a look when there is time."),
    ("backend", "Backend", 1, "Deployed 4.18 to staging: `p95` is down to **41 ms** since the index."),
    ("release-26-11", "Release 26.11", 2, "Two boxes are left on the list: translations and upgrade notes."),
    ("lunch", "Lunch", 3, "Soup or noodles today? :ramen:"),
)
HEADER = "Standup at 9:30 · [handbook](https://example.org) · **release on Friday**"
CODE = """Why not a generator? The caller never needs all lines at once.

```python
def read(path: Path) -> Iterator[Line]:
    with path.open() as lines:
        yield from map(parse, lines)
```"""
PLAN = """### Plan of the week

| Step | Owner | Due |
|:--|:--|--:|
| Import | Grace | Mon |
| Search | Alan | Wed |
| Upgrade notes | Mary | Thu |"""
LONG = "\n\n".join(
    f"**{n}.** " + "What we learned goes into the handbook, one paragraph a lesson. " * 3 for n in range(1, 16)
)
FORMULA = "The wait grows like $\\frac{\\rho}{1 - \\rho}$:\n\n```latex\nW = \\frac{1}{\\mu - \\lambda}\n```"
LIST = "1. one\n2. two\n\n- [x] measure twice\n- [ ] cut once\n\n> Premature optimisation is the root of all evil."
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj
trailer<</Root 1 0 R>>"""


async def furnish(world: World) -> tuple[Thing, list[Person]]:
    """A team at work: people, channels, talk of every kind."""
    people = [await sign_up(world, *each) for each in PEOPLE]
    world._admin = people[0]  # pyright: ignore[reportPrivateUsage] - the first account is the admin
    ada, grace, _alan, mary = people
    team = await world.new_team(by=ada, name="orchard", display_name="Orchard")
    for person in people[1:]:
        await world.join_team(person, team)
    for name, title, speaker, said in CHANNELS:
        channel = await world.channel(by=people[speaker], team=team, name=name, display_name=title)
        await world.join(ada, channel)
        await world.post(by=people[speaker], channel=channel, message=said)
    for person, colours in zip(people, PORTRAITS, strict=True):
        await person.call("POST", f"/users/{person.id}/image", files={"image": ("me.png", portrait(*colours))})
    square = await world.town_square(team)
    await talk(world, people, square)
    await pile_up(world, people, team, square)
    for person, said in ((mary, "Thanks for the review!"), (grace, "Have you seen the build? It is green again.")):
        await world.post(by=person, channel=await world.direct(person, ada), message=said)
    return team, people


async def sign_up(world: World, name: str, first: str, last: str) -> Person:
    body = {"username": name, "email": f"{name}@example.org", "password": PASSWORD}
    reply = await world.anonymous().post("/users", {**body, "first_name": first, "last_name": last})
    assert reply.status_code == 201, reply.text
    return await world.sign_in(name)


async def talk(world: World, people: list[Person], square: Thing) -> None:
    """What is read in the town square, down to a question to Ada."""
    ada, grace, alan, mary = people
    await grace.put(f"/channels/{square.id}/patch", header=HEADER)
    await world.post(by=grace, channel=square, message="Good morning! The importer is **ready for review** :tada:")
    await world.post(by=grace, channel=square, message="It reads about 40,000 lines a second now.")
    root = await world.post(by=alan, channel=square, message=CODE)
    await world.reply(by=grace, to=root, message="Because the caller wants to go back. But see `Rewindable`.")
    await world.reply(by=ada, to=root, message=f"@{grace.username} I would keep it simple first.")
    await world.reply(by=mary, to=root, message="Agreed. We can measure before we decide :chart_with_upwards_trend:")
    for person, emoji in ((ada, "+1"), (grace, "+1"), (ada, "eyes")):
        await person.post("/reactions", user_id=person.id, post_id=root.id, emoji_name=emoji)
    await world.post(by=ada, channel=square, message=PLAN)
    chart_id = await upload(alan, square, "latency.png", chart())
    await world.post(by=alan, channel=square, message="Latency over the night, before and after:", file_ids=[chart_id])
    await world.post(by=mary, channel=square, message=f"Looks calm. @{ada.username}, shall we merge it?")


async def pile_up(world: World, people: list[Person], team: Thing, square: Thing) -> None:
    """What is seen on other screens: files of every kind, a long text, something scheduled, a group, an emoji."""
    ada, grace, alan, mary = people
    lab = await world.channel(by=ada, team=team, name="lab", display_name="Lab")
    for person in (grace, alan, mary):
        await world.join(person, lab)
    for message in (LONG, LIST, FORMULA):
        await world.post(by=ada, channel=lab, message=message)
    files = (
        ("report.pdf", PDF),
        ("numbers.csv", b"day,ms\nMon,41\nTue,43\n"),
        ("a.png", chart(3)),
        ("b.png", chart(5)),
    )
    ids = [await upload(ada, lab, name, content) for name, content in files]
    await world.post(by=ada, channel=lab, message="Everything from yesterday:", file_ids=ids)
    group = {"name": "makers", "display_name": "Makers", "source": "custom", "allow_reference": True}
    reply = await ada.post("/groups", {**group, "user_ids": [person.id for person in people]})
    assert reply.status_code == 201, reply.text
    await world.post(by=ada, channel=lab, message="Thank you @makers :heart:")
    half = {"user_id": ada.id, "channel_id": lab.id, "root_id": "", "message": "Half a thought"}
    reply = await ada.post("/drafts", half)
    assert reply.status_code == 201, reply.text
    soon = (int(time.time()) // DAY_S + 1) * DAY_S * 1000 + 9 * 3_600_000
    for body in (
        {"message": "Good morning! Standup in ten minutes."},
        {"message": "The notes of the release are in the handbook."},
    ):
        reply = await ada.post("/posts/schedule", channel_id=square.id, scheduled_at=soon, **body)
        assert reply.status_code in {200, 201}, reply.text


async def upload(by: Person, channel: Thing, name: str, content: bytes) -> str:
    reply = await by.call("POST", "/files", data={"channel_id": channel.id}, files={"files": (name, content)})
    return reply.json()["file_infos"][0]["id"]


def portrait(behind: str, clothes: str, hair: str, skin: str) -> bytes:
    """A person as four shapes, as a PNG of 128 points."""
    image = Image.new("RGB", (512, 512), behind)
    draw = ImageDraw.Draw(image)
    draw.ellipse((146, 84, 366, 340), fill=hair)
    draw.ellipse((86, 340, 426, 700), fill=clothes)
    draw.rounded_rectangle((222, 290, 290, 380), 34, fill=skin)
    draw.ellipse((170, 128, 342, 332), fill=skin)
    draw.chord((166, 104, 346, 260), 180, 360, fill=hair)
    drawn = io.BytesIO()
    image.reduce(4).save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


# --- a chart -------------------------------------------------------------------------------------------------------

FINER = 2  # drawn this much larger and then reduced, so that slanted lines are smooth
SIZE = (1120, 460)
FRAME = (84, 84, 1084, 396)  # left, top, right, bottom of the drawing area
INK, FAINT, LINE = "#1e2126", "#6a6e76", "#e5e3dd"
BEFORE, AFTER = "#b9793a", "#0b6e63"
TOP_MS = 120
HOURS = range(0, 9, 2)


def chart(seed: int = 1) -> bytes:
    """Two curves of response times from midnight to eight, with axes and a legend, as a PNG."""
    image = Image.new("RGB", (SIZE[0] * FINER, SIZE[1] * FINER), "#ffffff")
    pen = Pen(ImageDraw.Draw(image))
    pen.words((FRAME[0], 37), "Response time, 95th percentile", 26, INK, "lm")
    for ms in range(0, TOP_MS + 1, 40):
        pen.line([(FRAME[0], _y(ms)), (FRAME[2], _y(ms))], LINE, 2)
        pen.words((FRAME[0] - 14, _y(ms)), f"{ms} ms" if ms else "0", 19, FAINT, "rm")
    for hour in HOURS:
        pen.words((_x(hour), FRAME[3] + 14), f"{hour:02d}:00", 19, FAINT, "mt")
    for n, (name, colour, calm) in enumerate((("26.10", BEFORE, 78), ("26.11", AFTER, 41))):
        pen.line(_curve(calm, seed + n), colour, 5)
        x = FRAME[2] - 190 + n * 105
        pen.line([(x, 37), (x + 26, 37)], colour, 5)
        pen.words((x + 36, 37), name, 20, INK, "lm")
    drawn = io.BytesIO()
    image.reduce(FINER).quantize(64).save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


class Pen:
    """Draws in points of the finished picture."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw = draw

    def line(self, points: list[tuple[float, float]], colour: str, width: int) -> None:
        larger = [(x * FINER, y * FINER) for x, y in points]
        self._draw.line(larger, fill=colour, width=width * FINER, joint="curve")

    def words(self, at: tuple[float, float], text: str, size: int, colour: str, anchor: str) -> None:
        font = ImageFont.load_default(size * FINER)
        self._draw.text((at[0] * FINER, at[1] * FINER), text, fill=colour, font=font, anchor=anchor)


def _x(hour: float) -> float:
    return FRAME[0] + (FRAME[2] - FRAME[0]) * hour / 8


def _y(ms: float) -> float:
    return FRAME[3] - (FRAME[3] - FRAME[1]) * ms / TOP_MS


def _curve(calm: float, seed: int) -> list[tuple[float, float]]:
    """A wavy line around its calm level, with the nightly job's bump at four o'clock."""
    points: list[tuple[float, float]] = []
    for step in range(97):
        hour = step / 12
        waves = math.sin(hour * 2.1 + seed) * 3 + math.sin(hour * 7.7 + seed * 2) * 2 + math.sin(hour * 19 + seed) * 1.4
        bump = calm * 0.38 * math.exp(-(((hour - 4) / 0.45) ** 2))
        points.append((_x(hour), _y(calm + waves + bump)))
    return points
