"""The official Python driver with a memory of what was called."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from mattermostautodriver import AsyncTypedDriver, endpoints
from mattermostautodriver.exceptions import InvalidMattermostError

from tests.fixtures.world import Person, World

Method = tuple[object, ...]  # its name and its code: several classes repeat some methods


def _method(function: Callable[..., Any]) -> Method:
    """What is the same for two methods that do the same; their first constant is what they are described with."""
    code: Any = function.__code__
    return (code.co_name, code.co_code, code.co_consts[1:], code.co_names)


def methods() -> dict[Method, set[str]]:
    """Every method of the driver → the names under which it is found, as `users.get_user`."""
    areas = AsyncTypedDriver({"url": "localhost", "scheme": "http"})
    found: dict[Method, set[str]] = {}
    for area, value in dict[str, Any](vars(areas)).items():
        kind: type[Any] = value.__class__
        if kind.__module__.startswith(endpoints.__name__):
            for name, code in inspect.getmembers(kind, inspect.isfunction):
                if not name.startswith("_"):
                    found.setdefault(_method(code), set()).add(f"{area}.{name}")
    return found


@dataclass(slots=True)
class _Area:
    """One group of the driver's methods."""

    area: Any
    called: set[Method]

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.area, name)
        self.called.add(_method(method.__func__))
        return method


class Driver:
    """One person's driver, unmodified; it notes which methods were used."""

    def __init__(self, driver: Any, called: set[Method]) -> None:
        self._driver = driver
        self._called = called

    def __getattr__(self, name: str) -> Any:
        return _Area(getattr(self._driver, name), self._called)


@dataclass(slots=True)
class Cast:
    """The people and places of the calls."""

    world: World
    directory_group: str  # as LDAP leaves it: only such groups can be linked
    called: set[Method] = field(default_factory=set[Method])

    async def driver(self, person: Person) -> Driver:
        driver = self._unsigned(token=person.token)
        await driver.login()
        return Driver(driver, self.called)

    def anonymous(self) -> Driver:
        return Driver(self._unsigned(), self.called)

    def _unsigned(self, **login: str) -> Any:
        address = urlsplit(self.world.base_url)
        options = {"scheme": "http", "url": address.hostname, "port": address.port, **login}
        # What is refused is not asked again after a while, and certificates nobody will show are not loaded.
        options |= {"max_retries": 0, "verify": False}
        return AsyncTypedDriver(options)


async def refused(asking: Any, *kinds: type[Exception]) -> None:
    """A call that the official server refuses in this situation, too. Raises: what else it meets."""
    try:
        answer = await asking
    except InvalidMattermostError:
        raise
    except kinds:
        return
    raise AssertionError(f"not refused but answered: {answer}")
