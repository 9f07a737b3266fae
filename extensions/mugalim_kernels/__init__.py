"""Kernels that begin as a fork of a warm process, for any Jupyter program."""

from mugalim_kernels.provisioner import ForkProvisioner

__all__ = ["ForkProvisioner"]
