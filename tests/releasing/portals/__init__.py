"""Tests of the portal files."""
