"""Imported by the fork server alone: the processes it starts find the model loaded, and are there in no time."""

from pipelines.extract.nlp import DEFAULT_MODEL

from .mill import load_model

load_model(DEFAULT_MODEL)
