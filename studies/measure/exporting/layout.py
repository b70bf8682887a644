"""Where the numbers of a node lie in a tensor of the traced module.

A case knows examples, a module knows batches, and moves their dimension about: attention folds heads into it, a mixer
transposes. So each dimension of a module's tensor is a group of atoms, in row-major order, and one atom is the batch.
Views (reshape, permute, squeeze) only regroup atoms; `steps` says later which Reshapes and Transposes a node needs.
"""
import dataclasses
import math


class Unsupported(ValueError):
    """What a case has no word for: `found`, and what would be needed instead."""

    def __init__(self, found, needed):
        super().__init__(f"found {found}, expected {needed}")
        self.found, self.needed = found, needed


@dataclasses.dataclass(frozen=True, eq=False)
class Atom:
    """A dimension that no view has split so far; never of size 1. Two of one size are still two."""
    size: int
    is_batch: bool = False


def atoms(size):
    """A dimension of one atom; of none where it has size 1."""
    return (Atom(size),) if size > 1 else ()


def size(group):
    return math.prod(atom.size for atom in group)


def example(group):
    """A dimension without the batch."""
    return tuple(atom for atom in group if not atom.is_batch)


def has_batch(group):
    return any(atom.is_batch for atom in group)


def around_batch(group):
    """The sizes on both sides of the batch in a dimension; None where it is not there."""
    for index, atom in enumerate(group):
        if atom.is_batch:
            return size(group[:index]), size(group[index + 1:])
    return None


def renewed(group):
    """A dimension of the same size with atoms of its own, in two parts where the batch lies between them."""
    for index, atom in enumerate(group):
        if atom.is_batch:
            return (*atoms(size(group[:index])), atom, *atoms(size(group[index + 1:])))
    return atoms(size(group))


@dataclasses.dataclass(frozen=True)
class Value:
    """A tensor of the module, as the output of a node. `order` holds the atoms of the node's examples, `dims` those of
    the module's tensor; both hold the same but for the batch. `hint` names the views that are
    still to be written, where there are any."""
    node: str
    shape: tuple
    order: tuple
    dims: tuple
    hint: str = ""

    @staticmethod
    def laid(node, groups, dims):
        """A node that holds `groups`, the dimensions `dims` in an order of its own."""
        return Value(node, shape(groups), tuple(atom for group in groups for atom in example(group)), tuple(dims))


def shape(groups):
    """An example's shape: without the dimension that is the batch and nothing else."""
    return tuple(size(example(group)) for group in groups if example(group) or not group) or (1,)


def regrouped(value, sizes):
    """The value with its atoms dealt out anew to dimensions of `sizes`, which splits some; None where none can be."""
    pending, parts, dims = [atom for group in value.dims for atom in group], {}, []
    for left in sizes:
        group = []
        while left > 1:
            atom = pending.pop(0)
            if left % atom.size == 0:
                group.append(atom)
                left //= atom.size
            elif atom.size % left == 0 and not atom.is_batch:
                parts[atom] = (Atom(left), Atom(atom.size // left))
                group.append(parts[atom][0])
                pending.insert(0, parts[atom][1])
                left = 1
            else:
                return None
        dims.append(tuple(group))

    def leaves(atom):
        return [leaf for part in parts[atom] for leaf in leaves(part)] if atom in parts else [atom]

    order = tuple(leaf for atom in value.order for leaf in leaves(atom))
    return dataclasses.replace(value, order=order, dims=tuple(dims))


def steps(value, groups):
    """The Flatten, Reshape and Transpose nodes that make examples of `groups` from the value's node, in order."""
    wanted, target = [atom for group in groups for atom in example(group)], shape(groups)
    if wanted == list(value.order):
        return [] if target == value.shape else [view(target)]
    runs, place = [[wanted[0]]], {atom: index for index, atom in enumerate(value.order)}
    for before, atom in zip(wanted, wanted[1:]):
        if place[atom] == place[before] + 1:
            runs[-1].append(atom)
        else:
            runs.append([atom])
    current = sorted(runs, key=lambda run: place[run[0]])
    sizes = tuple(map(size, current))
    found = [] if sizes == value.shape else [view(sizes)]
    for index, run in enumerate(runs):
        other = current.index(run)
        if other != index:
            current[index], current[other] = current[other], current[index]
            found.append(("Transpose", {"dim0": index, "dim1": other}))
    return found if tuple(map(size, current)) == target else [*found, view(target)]


def view(target):
    return ("Flatten", {}) if len(target) == 1 else ("Reshape", {"shape": list(target)})
