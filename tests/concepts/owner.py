"""What an owner adds to a generated project, for probes that need a route of their own."""

ROUTE = """
/** Adds a route where an owner would write it: before what answers for paths that nobody serves. */
function route(app, method, path, ...handlers) {
  app[method](path, ...handlers);
  const { stack } = app.router;
  stack.splice(stack.findIndex(({ handle }) => handle.name === "notFound"), 0, stack.pop());
}

"""
