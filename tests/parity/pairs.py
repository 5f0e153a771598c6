"""A pairwise covering array of all options: every two values of two options meet in one project at least."""

from itertools import combinations, product
from random import Random

from allpairspy import AllPairs
from parity.machine import DATABASES, FRAMEWORKS
from parity.projects import FEATURES, LIMITERS

Row = dict[str, str]

OPTIONS = {
    "framework": FRAMEWORKS,
    "database": ("none", *DATABASES),
    "recipe": ("bare", "starter", "blog", "shop"),
    "limiter": LIMITERS,
} | dict.fromkeys(FEATURES, ("on", "off"))


def allowed(row: Row) -> bool:
    """Resources need a database, seeds are of resources, and accounts have pages."""
    if row.get("accounts") == "on" and row.get("pages", "on") == "off":
        return False
    return row.get("database") != "none" or row.get("recipe", "bare") == "bare"


def rows(seed: int) -> list[Row]:
    """Another seed begins with other values, and so covers the pairs by other projects.

    Why several tries: with a constraint the library leaves pairs out, more or fewer by the order of the values.
    """
    random = Random(seed)
    best = min((covering(random) for _ in range(40)), key=lambda found: len(missed(found)) + len(found))
    while left := missed(best):
        # Why the best of many: one more row can cover several pairs.
        best.append(min((including(left[0], random) for _ in range(200)), key=lambda row: len(missed([*best, row]))))
    return best


def covering(random: Random) -> list[Row]:
    names = list(OPTIONS)
    values = [random.sample(OPTIONS[name], len(OPTIONS[name])) for name in names]
    found = AllPairs(values, filter_func=lambda row: allowed(dict(zip(names, row, strict=False))))
    return [dict(zip(names, row, strict=True)) for row in found]


def including(pair: Row, random: Random) -> Row:
    """An allowed row with the two values."""
    while True:
        row = {name: random.choice(values) for name, values in OPTIONS.items()} | pair
        if allowed(row):
            return row


def missed(covered: list[Row]) -> list[Row]:
    """The allowed pairs of values that are together in no row."""
    return [
        {one: left, two: right}
        for one, two in combinations(OPTIONS, 2)
        for left, right in product(OPTIONS[one], OPTIONS[two])
        if allowed({one: left, two: right}) and not any(row[one] == left and row[two] == right for row in covered)
    ]


def words(row: Row) -> tuple[str, ...]:
    """The flags of `scaffold new` for the options that are no recipe, database or framework."""
    features = tuple(word for name in FEATURES for word in ("--with" if row[name] == "on" else "--without", name))
    return (*features, "--limiter", row["limiter"])
