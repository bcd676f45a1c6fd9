"""What portals, harvesters and loaders read of a release: Data Package v2, DCAT-AP 3, Croissant 1.1 and schema.org Dataset.

All four are written from one description of the release (`description`), which is made from the contract, the dataset's own
description and the files as they lie in the folder.
"""
from flows.releasing.portals.description import METADATA
from flows.releasing.portals.write import write_metadata

__all__ = ["METADATA", "write_metadata"]
