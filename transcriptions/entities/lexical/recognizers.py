"""All lexical recognizers, made once."""

from __future__ import annotations

from transcriptions.entities.base import Recognizer
from transcriptions.entities.lexical.ages import AgeRecognizer
from transcriptions.entities.lexical.beliefs import (
    PoliticsRecognizer,
    ReligionRecognizer,
)
from transcriptions.entities.lexical.births import BirthRecognizer
from transcriptions.entities.lexical.blood_types import BloodTypeRecognizer
from transcriptions.entities.lexical.bodies import (
    InjuryRecognizer,
    PhysicalAttributeRecognizer,
)
from transcriptions.entities.lexical.called_names import CalledNameRecognizer
from transcriptions.entities.lexical.date_intervals import DateIntervalRecognizer
from transcriptions.entities.lexical.dates import DateRecognizer
from transcriptions.entities.lexical.days_of_year import DayOfYearRecognizer
from transcriptions.entities.lexical.durations import DurationRecognizer
from transcriptions.entities.lexical.employers import EmployerRecognizer
from transcriptions.entities.lexical.events import EventRecognizer
from transcriptions.entities.lexical.led_places import LedPlaceRecognizer
from transcriptions.entities.lexical.locations import LocationRecognizer
from transcriptions.entities.lexical.medicine import (
    ConditionRecognizer,
    DrugRecognizer,
    ProcessRecognizer,
)
from transcriptions.entities.lexical.money import MoneyRecognizer
from transcriptions.entities.lexical.occupations import OccupationRecognizer
from transcriptions.entities.lexical.organizations import OrganizationRecognizer
from transcriptions.entities.lexical.peoples import (
    LanguageRecognizer,
    NationalityRecognizer,
    RaceRecognizer,
)
from transcriptions.entities.lexical.person_names import PersonNameRecognizer
from transcriptions.entities.lexical.personal_status import (
    GenderRecognizer,
    MaritalStatusRecognizer,
    ZodiacRecognizer,
)
from transcriptions.entities.lexical.prices import PriceRecognizer
from transcriptions.entities.lexical.proportions import ProportionRecognizer
from transcriptions.entities.lexical.times import TimeRecognizer

LEXICAL: tuple[Recognizer, ...] = (
    PersonNameRecognizer(),
    CalledNameRecognizer(),
    LocationRecognizer(),
    LedPlaceRecognizer(),
    OrganizationRecognizer(),
    EmployerRecognizer(),
    DateRecognizer(),
    DayOfYearRecognizer(),
    DateIntervalRecognizer(),
    BirthRecognizer(),
    TimeRecognizer(),
    DurationRecognizer(),
    AgeRecognizer(),
    MoneyRecognizer(),
    PriceRecognizer(),
    ProportionRecognizer(),
    OccupationRecognizer(),
    NationalityRecognizer(),
    RaceRecognizer(),
    LanguageRecognizer(),
    ReligionRecognizer(),
    PoliticsRecognizer(),
    MaritalStatusRecognizer(),
    GenderRecognizer(),
    ZodiacRecognizer(),
    BloodTypeRecognizer(),
    ConditionRecognizer(),
    ProcessRecognizer(),
    DrugRecognizer(),
    InjuryRecognizer(),
    PhysicalAttributeRecognizer(),
    EventRecognizer(),
)
