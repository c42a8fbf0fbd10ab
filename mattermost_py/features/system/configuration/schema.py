"""Every setting described, so that a console can draw a control for it without knowing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from mattermost_py.config.facts import Masking, fact
from mattermost_py.config.layers import Origin, is_saveable, variable_name
from mattermost_py.config.masking import masked
from mattermost_py.config.notes import KEY_NOTES
from mattermost_py.config.rule_tables import allowed_values
from mattermost_py.config.settings import OUR_SAVED_SECTIONS, OUR_SECTIONS, SECTIONS
from mattermost_py.config.shapes import annotation_of
from mattermost_py.config.tree import plain

if TYPE_CHECKING:
    from mattermost_py.config import ConfigStore, Settings

Kind = Literal["switch", "number", "text", "choice", "list", "secret", "table"]


@dataclass(frozen=True, slots=True)
class KeyShape:
    """One setting as it is now."""

    key: str
    kind: Kind
    options: tuple[str, ...]  # of a choice
    value: Any  # secrets are masked
    default: Any
    origin: Origin
    where: str  # the variable, or the file and line, that decided it
    variable: str  # the environment variable that would decide it
    note: str
    needs_restart: bool
    is_writable: bool  # by the API


@dataclass(frozen=True, slots=True)
class SectionShape:
    """One section with its settings, in the order of the configuration."""

    name: str
    group: str  # what it is about: service, site, storage, ...
    note: str
    keys: tuple[KeyShape, ...]


def described(config: "ConfigStore", settings: "Settings") -> list[SectionShape]:
    """Every section and key of the configuration in use."""
    values = masked(settings) | {name: plain(settings.section(name)) for name in OUR_SECTIONS}
    restricted = settings.ExperimentalSettings.RestrictSystemAdmin
    return [
        SectionShape(
            name=name,
            group="site" if name in OUR_SAVED_SECTIONS else model.__module__.rpartition(".")[2],
            note=(model.__doc__ or "").strip(),
            keys=tuple(_keys(config, name, values[name], restricted=restricted)),
        )
        for name, model in SECTIONS.items()
    ]


def _keys(config: "ConfigStore", section: str, values: dict[str, Any], *, restricted: bool) -> Iterator[KeyShape]:
    for key, field in SECTIONS[section].model_fields.items():
        known, options = fact(section, key), _options(section, key)
        is_kept = restricted and known.write_restrictable
        yield KeyShape(
            key=key,
            kind=_kind(section, key, options),
            options=options,
            value=values[key],
            default=plain(field.get_default(call_default_factory=False)),
            origin=config.origin(section, key),
            where=config.where(section, key),
            variable=variable_name(section, key),
            note=KEY_NOTES.get(f"{section}.{key}", ""),
            needs_restart=known.needs_restart,
            is_writable=is_saveable(section, key) and not config.is_fixed(section, key) and not is_kept,
        )


def _options(section: str, key: str) -> tuple[str, ...]:
    annotation = annotation_of(section, key)
    return get_args(annotation) if get_origin(annotation) is Literal else allowed_values(section, key)


def _kind(section: str, key: str, options: tuple[str, ...]) -> Kind:
    annotation = annotation_of(section, key)
    if fact(section, key).masking in (Masking.ALWAYS, Masking.IF_SET):
        return "secret"
    if annotation is str or get_origin(annotation) is Literal:
        return "choice" if options else "text"
    if annotation in (bool, int):
        return "switch" if annotation is bool else "number"
    return "list" if get_args(annotation)[:1] == (str,) and get_origin(annotation) is tuple else "table"
