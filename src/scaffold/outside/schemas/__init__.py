"""Reads schemas that others wrote: SQL of three databases, and OpenAPI documents."""
