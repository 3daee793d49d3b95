from pathlib import Path

import pytest

from pipelines.config import BadSetting, settings
from pipelines.readers.limits import Choices, Limits


def test_arguments_win_over_the_environment_and_the_environment_over_the_defaults():
    environment = {"FACTMILL_WORKERS": "3", "FACTMILL_SCHEDULE": "0 6 * * 1", "FACTMILL_DATABASE": "a.duckdb"}
    chosen = settings(environment, workers=1, database=Path("b.duckdb"))
    assert (chosen.workers, chosen.schedule, chosen.database) == (1, "0 6 * * 1", Path.cwd() / "b.duckdb")
    assert chosen.max_reject_share == 0.2


def test_an_empty_variable_counts_as_unset():
    assert settings({"FACTMILL_WORKERS": ""}).workers == 0


def test_paths_are_made_absolute_and_know_the_home_folder():
    assert settings({"FACTMILL_SOURCE": "~/texts"}).source == Path.home() / "texts"


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"FACTMILL_WORKERS": "many"}, "FACTMILL_WORKERS"),
        ({"FACTMILL_WORKERS": "-1"}, "workers"),
        ({"FACTMILL_ENGINE": "steam"}, "engine"),
        ({"FACTMILL_MAX_REJECT_SHARE": "20"}, "max_reject_share"),
        ({"FACTMILL_FALLBACK_ENCODING": "rot13"}, "fallback_encoding is 'rot13': give the name of an encoding"),
        ({"FACTMILL_COLUMNS": "text=a,txt=b"}, "columns is 'text=a,txt=b': 'txt=b' cannot be used"),
        ({"FACTMILL_COLUMNS": "text=a,text=b"}, "'text=b' cannot be used"),
        ({"FACTMILL_COLUMNS": "text"}, "'text' cannot be used"),
        ({"FACTMILL_MAX_BYTES": "0"}, "max_bytes is 0"),
        ({"FACTMILL_MAX_PAGES": "many"}, "FACTMILL_MAX_PAGES"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(environment, named):
    with pytest.raises(BadSetting, match=named):
        settings(environment)


def test_a_database_is_a_file_or_a_lake():
    lake = settings({"FACTMILL_DATABASE": "ducklake:sqlite:/data/facts.sqlite", "FACTMILL_LAKE_DATA": "/data/rows"})
    assert (str(lake.database), lake.database.data) == ("ducklake:sqlite:/data/facts.sqlite", "/data/rows/")
    assert settings({}, database="ducklake:sqlite:/data/a.sqlite").database.data == "/data/a.sqlite.files/"
    assert settings({}, database=str(lake.database)).database == settings({}, database=lake.database).database


def test_the_settings_of_reading_become_limits_and_choices():
    environment = {
        "FACTMILL_COLUMNS": "text=Story body, published_on=seen",
        "FACTMILL_FALLBACK_ENCODING": "windows-1252",
        "FACTMILL_REPAIR": "yes",
        "FACTMILL_MAX_PAGES": "9",
        "FACTMILL_LANGUAGES": "any",
    }
    chosen = settings(environment)
    assert (chosen.limits.max_pages, chosen.limits.languages) == (9, ())
    assert (chosen.choices.fallback_encoding, chosen.choices.repair) == ("windows-1252", True)
    assert (chosen.choices.text_column, chosen.choices.published_on_column) == ("Story body", "seen")
    assert settings({}).limits == Limits()
    assert settings({}).choices == Choices()
