from pathlib import Path

import pytest

from mugalim_hub.settings import Settings, SettingsError, read_settings


def test_without_any_file_there_are_working_defaults() -> None:
    """A bare start serves this folder's courses on this machine only."""
    settings = read_settings({})
    assert settings.host == "127.0.0.1"
    assert settings.data.is_absolute()
    assert settings.courses.is_absolute()
    assert settings.database_url.startswith("sqlite:///")


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    """A TOML file sets the school; a variable changes one key; folders are beside the file."""
    file = tmp_path / "school.toml"
    file.write_text('name = "Naryn"\nport = 8100\ndata = "kept"\nbase_url = "school"\n')
    settings = read_settings({"MUGALIM_PORT": "9000", "MUGALIM_SETTINGS": str(file)})
    assert (settings.name, settings.port) == ("Naryn", 9000)
    assert settings.data == tmp_path / "kept"
    assert settings.base_url == "/school/"


def test_settings_survive_the_way_through_the_environment(tmp_path: Path) -> None:
    """What one process hands on is what the next one reads."""
    settings = Settings(tmp_path, tmp_path / "courses", production=True, contact="0555 1, Айгүл")
    assert read_settings(settings.environment()) == settings


@pytest.mark.parametrize(
    ("key", "written", "todo"),
    [
        ("port", "eighty", "write a whole number"),
        ("port", "70000", "choose a port from 1 to 65535"),
        ("production", "perhaps", "write true or false"),
        ("language", "de", "choose one of ky, ru, en"),
        ("most_kernels", "0", "choose a number above 0"),
    ],
)
def test_an_error_names_the_key_and_what_to_do(key: str, written: str, todo: str) -> None:
    """An operator reads which key it is and what to write instead."""
    with pytest.raises(SettingsError, match=todo) as error:
        read_settings({f"MUGALIM_{key.upper()}": written})
    assert error.value.key == key
    assert f"`{key}`" in str(error.value)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("prot = 8000", "prot"),
        ("name = 5", "name"),
        ("port = 8.5", "port"),
        ("port =", "is not TOML"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, content: str, key: str) -> None:
    """Unknown keys, wrong kinds and broken TOML each name the file and the key."""
    file = tmp_path / "school.toml"
    file.write_text(content)
    with pytest.raises(SettingsError) as error:
        read_settings({}, file)
    assert key in str(error.value)
    assert str(file) in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there is an error, not a default."""
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings({}, tmp_path / "absent.toml")


def test_the_example_is_valid() -> None:
    """The school.toml that an operator copies can be read, with every line switched on."""
    example = Path(__file__).parents[3] / "hub_config/single_machine/school.toml"
    keys = [line.lstrip("# ").partition(" = ")[0] for line in example.read_text().splitlines()]
    assert read_settings({}, example).port == 8000
    assert {"name", "contact", "production", "https", "database"} <= set(keys)
