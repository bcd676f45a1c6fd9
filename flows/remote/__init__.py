"""Raw texts and releases in object storage (`s3://…`, or any address that fsspec knows).

A run works on local copies, so that reading, checking and promoting are the same as on disk:

```
lock the output prefix                      (locking.py: an object made by conditional put, with an owner and a lease; processes.py)
pull raw/ and the latest releases           (pulling.py: only what changed; comparing.py: put back what was damaged)
run the flow on the working copies
push the release: its files, SHA256SUMS, CHANGELOG.md, index.json, and last of all the pointer object `latest`   (pushing.py)
```

A release exists in the storage from the moment its SHA256SUMS is written, complete and verified; what is lacking of the files
that follow from it is written by the next run. `latest` names a complete release at every moment, whatever kills a run.
"""
