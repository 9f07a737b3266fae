"""Files from outside, opened by a process that can do nothing else."""
