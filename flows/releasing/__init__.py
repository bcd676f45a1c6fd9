"""Releasing: tables to files, checksums, changes, version and changelog, and the promotion of a release as a whole.

A release is a folder. Everything in it is a pure function of its tables, its sources, the vocabularies, its `Identity` and the
release before it: no clock, no path, no host, no random number. So it can be built again byte for byte.
"""
