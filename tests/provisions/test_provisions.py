"""Provisions that nobody here wrote: chosen with their sources first, written without Python, their worked examples in every engine."""

import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import Any as Raw

import pytest

from bjsubsidy.answers.examples import assessed, checked_catalogue, example_receipt
from bjsubsidy.answers.found_faults import faults_of
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.measure import Example, Measure
from tests.batching.engines import asked, through_duckdb, through_spark

pytestmark = pytest.mark.law
