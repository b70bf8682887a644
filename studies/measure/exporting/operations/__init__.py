"""What each operation of PyTorch is in nodes: a table from its name to a function that adds them."""
from . import attention, cells, elementwise, joins, layers, pools, views
from .table import TABLE

__all__ = ["TABLE", "attention", "cells", "elementwise", "joins", "layers", "pools", "views"]
