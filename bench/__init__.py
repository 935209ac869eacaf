"""Measures the build, in one run and as ratios: against a program that does the same and against the floor.

``corpus`` makes synthetic repositories, ``floor`` does the least that any build must do, ``peer`` runs
yaml-to-sqlite on the same records; ``python -m bench`` runs them in turns and prints one table.
"""
