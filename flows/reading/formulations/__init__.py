"""Formulations (提法) of a source: those of the curated list, and those it has of its own; each with every occurrence.

folded      the text without quotation marks and blanks, and the way back
lexicon     the curated list and the words around it
wordings    the syntax of declared wordings
matching    where wordings stand
intensity   the word of intensity with which an action is put
quotes      what stands in quotation marks
discovery   quoted terms and recurring phrases
read        all of it, as rows
"""
from flows.reading.formulations.read import read_formulations

__all__ = ["read_formulations"]
