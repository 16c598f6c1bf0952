"""The rule of batch_peers.py as a small OpenFisca tax-benefit system: items, and accounts that share a cap.

Amounts are OpenFisca's float values, which it holds in 32 bits: 24 of them carry digits, so that from 131,072 yuan on a fen is
no longer held. OpenFisca has no running sums: the one here is NumPy's, in 64 bits, inside the formula.
"""

import numpy
import pandas
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

CAP = 500_000
PERIOD = "2021"
ITEM = Entity("item", "items", "One exhibition's rent", "")
ACCOUNT = GroupEntity("account", "accounts", "What shares a cap", "", roles=[{"key": "part", "plural": "parts", "label": "item"}])


class rent(Variable):  # noqa: N801
    value_type = float
    entity = ITEM
    definition_period = DateUnit.YEAR
    label = "Rent paid, in yuan"


class day(Variable):  # noqa: N801
    value_type = int
    entity = ITEM
    definition_period = DateUnit.YEAR
    label = "Days since 1970 of the day held"


class paying(Variable):  # noqa: N801
    value_type = bool
    entity = ITEM
    definition_period = DateUnit.YEAR
    label = "No condition is unmet"


class support(Variable):  # noqa: N801
    value_type = float
    entity = ITEM
    definition_period = DateUnit.YEAR
    label = "Half of the rent, to the fen, before the cap"

    def formula(item, period):  # noqa: N805
        return item("paying", period) * numpy.round(item("rent", period) * 0.5, 2)


class high(Variable):  # noqa: N801
    value_type = float
    entity = ITEM
    definition_period = DateUnit.YEAR
    label = "What the cap leaves of the support, the earlier day first"

    def formula(item, period):  # noqa: N805
        asked = item("support", period).astype(numpy.float64)
        account = item.account.members_entity_id
        order = numpy.lexsort((item("day", period), account))
        running = numpy.cumsum(asked[order])
        firsts = numpy.flatnonzero(numpy.diff(account[order], prepend=-1))
        start = numpy.repeat(running[firsts] - asked[order][firsts], numpy.diff(firsts, append=len(order)))
        before = numpy.empty_like(asked)
        before[order] = running - start - asked[order]
        return numpy.clip(CAP - before, 0, asked)


def simulation(table: pandas.DataFrame) -> Simulation:
    system = TaxBenefitSystem([ITEM, ACCOUNT])
    system.add_variables(rent, day, paying, support, high)
    accounts, names = pandas.factorize(pandas.MultiIndex.from_frame(table[["enterprise", "exhibition"]].fillna("")))
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("item", range(len(table)))
    builder.join_with_persons(builder.declare_entity("account", range(len(names))), accounts, ["part"] * len(table))
    made: Simulation = builder.build(system)
    return made


def openfisca(source: str, target: str) -> None:
    """Reads and writes as a user of pandas does."""
    table = pandas.read_parquet(source, dtype_backend="pyarrow")
    held = pandas.to_datetime(table["on"])
    conditions = table[["exhibition-organiser", "suspended-by-epidemic", "held-in-beijing"]].fillna(True).all(axis=1)
    made = simulation(table)
    made.set_input("rent", PERIOD, table["amount"].to_numpy(numpy.float32))
    made.set_input("day", PERIOD, (held - pandas.Timestamp(0)).dt.days.to_numpy(numpy.int32))
    made.set_input("paying", PERIOD, (conditions & (held.dt.year == 2021)).to_numpy(bool))
    table[["enterprise", "amount"]].assign(high=made.calculate("high", PERIOD)).to_parquet(target)
