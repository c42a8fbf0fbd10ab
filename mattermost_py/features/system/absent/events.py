"""What clients hear about things that do not exist here."""

from dataclasses import dataclass

from mattermost_py.kernel.events import Audience, Event


@dataclass(frozen=True, slots=True)
class MarketplaceVisited(Event):
    """An admin looked at the place where plugins are offered: nobody needs to be pointed to it any more."""

    name = "first_admin_visit_marketplace_status_received"

    def audience(self) -> Audience:
        return Audience()

    def data(self) -> dict[str, str]:
        return {"firstAdminVisitMarketplaceStatus": "true"}
