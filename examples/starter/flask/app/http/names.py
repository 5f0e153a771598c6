"""Names on the wire: `published_at` is `publishedAt`."""


def camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
