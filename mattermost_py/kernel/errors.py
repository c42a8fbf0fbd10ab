"""What can go wrong in product words; each error knows its HTTP status and the id that clients act on."""

from typing import ClassVar


class AppError(Exception):
    """A failure the caller is told about.

    id:     the official error id; it drives what clients do next.
    detail: for developers; blanked on the wire unless `ServiceSettings.EnableDeveloper`.
    params: values for the message text, e.g. `{"Name": "team_id"}`.
    """

    status: ClassVar[int] = 500

    def __init__(self, id: str, *, detail: str = "", status: int = 0, **params: object) -> None:
        super().__init__(id)
        self.id = id
        self.detail = detail
        self.status_code = status or self.status
        self.params = params


class Invalid(AppError):
    status = 400


class Unauthenticated(AppError):
    status = 401


class Forbidden(AppError):
    status = 403


class NotFound(AppError):
    status = 404


class Conflict(AppError):
    status = 409


class TooLarge(AppError):
    status = 413


class TooMany(AppError):
    status = 429


class Unsupported(AppError):
    status = 501


class Busy(AppError):
    status = 503


def invalid_body(name: str, detail: str = "") -> Invalid:
    """A field of the request body is missing or wrong; `name` is its wire name."""
    return Invalid("api.context.invalid_body_param.app_error", detail=detail, Name=name)


def invalid_url(name: str) -> Invalid:
    """A path or query parameter is malformed; `name` is its wire name."""
    return Invalid("api.context.invalid_url_param.app_error", Name=name)


def session_expired() -> Unauthenticated:
    """No session, or not any more; official clients go to the login page on this id."""
    return Unauthenticated("api.context.session_expired.app_error")


def no_permission(user_id: str, *permissions: str) -> Forbidden:
    """The caller lacks these permissions (any of them would have done)."""
    return Forbidden(
        "api.context.permissions.app_error", detail=f"userId={user_id}, permission={','.join(permissions)}"
    )
