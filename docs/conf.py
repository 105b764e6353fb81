"""How Sphinx builds these pages: plain Markdown, nothing else."""

project = "détente"
author = "the détente authors"
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "alabaster"
