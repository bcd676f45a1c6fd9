"""Tests of the releasing."""
