"""Markdown and directives become safe HTML."""
