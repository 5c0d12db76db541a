"""Trợ lý TTHC Cần Thơ: a sourced assistant for administrative procedures."""

__version__ = "0.1.0"
