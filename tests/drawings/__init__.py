"""Tests of the drawings: what a reader would notice."""
