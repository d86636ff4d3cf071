"""The goals of docs/speed.md, a file each."""
