"""From a torch.nn.Module to the nodes of a case: tracing.py follows it, network.py builds it anew to be compared."""
