"""Tests of object storage, on a real S3-compatible server on loopback."""
