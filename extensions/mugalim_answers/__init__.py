"""The answer to an exercise: versions, storage, digest, and its grade."""
