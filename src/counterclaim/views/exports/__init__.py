"""Exporters: each writes what one case holds into a folder, in a form another program reads."""

from counterclaim.views.exports.jsonl import FORMAT_VERSION, FileEntry, Manifest, export_jsonl

__all__ = ["FORMAT_VERSION", "FileEntry", "Manifest", "export_jsonl"]
