"""What people read or open of a release besides the data files: workbook, database, dictionary, codebook, provenance.

Written after the data files and before the portal files, which list them. Pure functions of the folder's data files, the tables
and the identity.
"""
from flows.releasing.exports.write import write_exports

__all__ = ["write_exports"]
