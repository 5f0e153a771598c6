"""A request that is HTTP and stays HTTP."""

from typing import Any

from flask import Request


class PlainRequest(Request):
    """Ignores `Upgrade`, as RFC 9110 lets a server do: Werkzeug would answer 400."""

    def __init__(self, environ: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        environ.pop("HTTP_UPGRADE", None)
        super().__init__(environ, *args, **kwargs)
