"""The surfaces: a module each, with its class and its words; its browser side is in ../static."""
