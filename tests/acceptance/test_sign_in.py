"""Who gets in: what the list of acceptance asks of accounts and their secrets."""

from collections.abc import Callable
from pathlib import Path

from tests.fixtures.server import running_world
from tests.fixtures.world import PASSWORD


async def test_ten_wrong_tries_lock_an_account_on_every_worker(new_database: Callable[[], str], tmp_path: Path) -> None:
    async with running_world(new_database(), tmp_path, workers=2) as world:
        ana = await world.stranger()
        nobody, login = world.anonymous(), {"login_id": ana.username, "password": "wrong"}
        tries = [await nobody.post("/users/login", login) for _ in range(10)]
        assert {each.json()["id"] for each in tries} == {"api.user.login.invalid_credentials_email_username"}
        for _ in range(2):  # each worker in turn
            locked = await nobody.post("/users/login", {**login, "password": PASSWORD})
            assert locked.json()["id"] == "api.user.check_user_login_attempts.too_many.app_error"
