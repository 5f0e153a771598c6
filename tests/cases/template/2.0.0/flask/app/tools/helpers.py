"""Helpers."""


def first(items):
    return items[0]


def last(items):
    return items[-1]


def count(items):
    return len(items)


def clamp(number, low, high):
    return max(low, min(number, high))
