"""What is going to be dropped."""


def old():
    return "old"


def older():
    return "older"
