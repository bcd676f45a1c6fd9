"""Learns the weights of votes from the texts read by hand: `make learn`."""
