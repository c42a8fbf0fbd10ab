"""Sections that Mattermost does not have and administrators change while the server runs."""

from mattermost_py.config.sections.base import Section


class Branding(Section):
    """The site's own icon and colour: in mails, on the sign-in page, and where the site is installed as a program."""

    Icon: str = ""
    Color: str = ""


class Maintenance(Section):
    """A planned break, told to everybody in good time and for as long as it lasts."""

    StartAt: str = ""
    EndAt: str = ""
    Message: str = ""
    NoticeHours: int = 24


class Classification(Section):
    """How confidential things may be: levels with colours, and the level of the whole site."""

    Levels: tuple[str, ...] = ()
    Site: str = ""
