"""What the forms of accounts take."""

from typing import Annotated

from pydantic import AfterValidator

from app.schemas import Body, Email, text

Address = Annotated[Email, AfterValidator(str.lower)]
# Why a most: what is very long takes long to hash.
Password = Annotated[str, text(1, 128)]
NewPassword = Annotated[str, text(12, 128)]


class AskLink(Body):
    email: Address


class ChoosePassword(Body):
    password: NewPassword


class LogIn(Body):
    email: Address
    password: Password


class ChangePassword(Body):
    current: Password
    password: NewPassword


class DeleteAccount(Body):
    current: Password
