"""What is new."""


def new():
    return "new"
