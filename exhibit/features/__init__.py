"""What an exhibit can do beyond text and charts: one room each, and a row here."""

from __future__ import annotations

from exhibit.audit import DEFINITIONS
from exhibit.features.benches import METER_BENCHES
from exhibit.features.boxes import BOXES
from exhibit.features.charts import CHARTS
from exhibit.features.credits import CREDITS
from exhibit.features.glossary import GLOSSARY
from exhibit.features.guesses import GUESSING
from exhibit.features.ledger import LEDGER
from exhibit.features.objects import OBJECTS
from exhibit.features.pictures import PICTURES
from exhibit.features.plain_language import PLAIN_LANGUAGE
from exhibit.features.plain_pages import PLAIN_PAGES
from exhibit.features.sheets import SHEETS
from exhibit.features.sources import SOURCES
from exhibit.features.start import START
from exhibit.features.switch import SWITCH
from exhibit.features.timelines import CHRONICLES
from exhibit.features.tour import TOUR
from exhibit.render import Feature, Features

FEATURES = Features(
    (
        PLAIN_PAGES,
        START,
        TOUR,
        PLAIN_LANGUAGE,
        SHEETS,
        SOURCES,
        LEDGER,
        OBJECTS,
        GLOSSARY,
        CREDITS,
        CHARTS,
        PICTURES,
        BOXES,
        SWITCH,
        GUESSING,
        METER_BENCHES,
        CHRONICLES,
        Feature(shelves=(DEFINITIONS,)),
    )
)
