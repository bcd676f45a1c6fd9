"""Tests of the explorer: its page as bytes, and as people use it in a real browser."""
