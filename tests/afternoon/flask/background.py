"""https://flask.palletsprojects.com/en/stable/patterns/celery/: a task, and a thread, run in the app's context."""

from afternoon.harness import Case, Site, value
from afternoon.owner import extension, untyped

CASE = extension(
    "tasks",
    '''\
"""Work that nobody waits for."""

from threading import Thread
from typing import Any

from celery import Celery, Task, shared_task
from flask import Flask, copy_current_request_context, request
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.tags.models import Tag


def celery_init_app(app: Flask) -> Celery:
    class FlaskTask(Task):  # type: ignore[misc]
        def __call__(self, *args: object, **kwargs: object) -> Any:
            with app.app_context():
                return self.run(*args, **kwargs)

    celery_app = Celery(app.name, task_cls=FlaskTask)
    celery_app.config_from_object(app.config["CELERY"])
    celery_app.set_default()
    app.extensions["celery"] = celery_app
    return celery_app


@shared_task(ignore_result=False)  # type: ignore[untyped-decorator]
def add_tag(name: str) -> int:
    tag = Tag(name=name)
    db.session.add(tag)
    db.session.commit()
    return tag.id


def init_app(app: Flask) -> None:
    app.config.setdefault("CELERY", {"task_always_eager": True})
    celery_init_app(app)

    @app.post("/tasks/<name>")
    def start(name: str) -> ResponseReturnValue:
        return {"id": add_tag.delay(name).get()}

    @app.post("/threads/<name>")
    def thread(name: str) -> ResponseReturnValue:
        @copy_current_request_context
        def work() -> None:
            db.session.add(Tag(name=f"{name} {request.method}"))
            db.session.commit()

        started = Thread(target=work)
        started.start()
        started.join()
        return "", 204
''',
    Case(packages=("celery>=5.5",), appended=untyped("celery")),
)


def production(site: Site) -> None:
    made = value(site.post("/tasks/by-celery", {}))
    assert value(site.get(f"/api/tags/{made['id']}"))["name"] == "by-celery"
    assert site.post("/threads/by-thread", {}).status == 204
    assert value(site.get("/api/tags?name=by-thread%20POST"))["total"] == 1
