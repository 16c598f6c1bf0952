"""A catalogue that anybody wrote, in one file or with layers over it: every fault at once, each with file, line and entry."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bjsubsidy.errors import UnreadableFile, UnusableFile
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers import ids, synonyms
from bjsubsidy.readers.catalogue_file import CatalogueFile, WrittenFile, checked_entries, doubled, founded, identified, written
from bjsubsidy.readers.days import first_shown_faults, undated
from bjsubsidy.readers.faults import checked
from bjsubsidy.readers.layers import layered
from bjsubsidy.readers.lines import PlacedFault
from bjsubsidy.readers.partial import PartialCatalogue
from bjsubsidy.readers.references import reference_faults
from bjsubsidy.readers.rules import rule_faults
from bjsubsidy.readers.rules_of_facts import fact_faults
from bjsubsidy.readers.series import read_series, series_faults, with_series
from bjsubsidy.readers.sources import source_faults, undated_documents


def read(paths: Sequence[str]) -> PartialCatalogue:
    """The catalogue in these files: a whole one, or the packaged one, and the layers over it.

    Faults in what everything else stands on are said at once, without going further.
    """
    return read_files([written(path) for path in paths])


def read_files(files: Sequence[WrittenFile]) -> PartialCatalogue:
    """The same, of files that were read already."""
    whole = [file for file in files if not file.is_layer]
    if len(files) == len(whole) == 1:
        return _examined(_whole(files[0]))
    return _examined(layered(files, _whole(whole[0]) if whole else None))


def _whole(file: WrittenFile) -> PartialCatalogue:
    """A whole catalogue, as far as its shapes are right."""
    raw, lines = file.raw, file.lines
    beside = read_series(os.path.join(os.path.dirname(lines.path), "lpr.toml"))
    shape, found = checked(CatalogueFile, raw)
    if not identified(raw):
        lines.refuse(found)
    catalogue = Catalogue(with_series(raw, beside), file.sha256, {} if shape is None else checked_entries(shape))
    draft = PartialCatalogue(catalogue, lines, tuple(found), found)
    if not founded(draft.found):
        draft.refuse()
    return draft


def _examined(draft: PartialCatalogue) -> PartialCatalogue:
    """What its entries say of one another is looked through."""
    raw = draft.catalogue.raw
    misshapen = [fault.path[0] for fault in draft.found]
    draft.found.extend([*doubled(raw), *ids.id_faults(raw), *synonyms.synonym_faults(raw)])
    if not founded(draft.found):
        draft.refuse()
    of_edition = () if "edition" in misshapen else (first_shown_faults, undated_documents, source_faults)
    for faults in (reference_faults, *of_edition, rule_faults, fact_faults, series_faults, undated):
        draft.found.extend(list(faults(draft)))
    return draft


@contextmanager
def coded() -> Iterator[None]:
    """What is wrong with a catalogue that is read within carries its code."""
    try:
        yield
    except UnreadableFile as problem:
        from bjsubsidy.readers.codes import code_of

        problem.code = code_of("unreadable")
        raise
    except UnusableFile as problem:
        from bjsubsidy.readers.codes import code_of

        for fault in problem.faults:
            assert isinstance(fault, PlacedFault)
            fault.code = None if fault.kind is None else code_of(fault.kind)
        raise
