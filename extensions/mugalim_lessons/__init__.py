"""The lesson as an app: Voila as one shared service of the Hub."""
