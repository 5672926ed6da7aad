"""The files of docs/deploy: they name what exists, run as nobody in particular, and their commands work in a fresh environment.

No container engine is needed: the image's own commands run in a folder into which the same files were copied.
"""

import asyncio
import configparser
import contextlib
import fnmatch
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.serving import STOP_S
from bot.settings import Settings
from tests.bot.telegram.conftest import until
from tests.bot.watching.conftest import free_address
from tests.fakes.telegram import TOKEN, FakeTelegram

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "docs" / "deploy"


def steps():
    """(instruction, the rest) of each instruction of the Dockerfile, lines joined."""
    text = re.sub(r"\\\n\s*", " ", (DEPLOY / "Dockerfile").read_text())
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(line.split(" ", 1)) for line in lines]


def of(name):
    return [rest for instruction, rest in steps() if instruction == name]


def copied():
    """What comes from the project, one entry a COPY: sources and the place they go to."""
    return [(words[:-1], words[-1]) for rest in of("COPY") if not rest.startswith("--") for words in [rest.split()]]


def ignored(path):
    """Whether the image's build does not see this path; the last rule that fits decides."""
    rules = [line for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines() if line and line[0] != "#"]
    parts = [str(Path(*Path(path).parts[: n + 1])) for n in range(len(Path(path).parts))]
    verdict = False
    for rule in rules:
        pattern = rule.removeprefix("!").removeprefix("**/")
        names = [Path(part).name for part in parts] if "**/" in rule else parts
        if any(fnmatch.fnmatch(name, pattern) for name in names):
            verdict = not rule.startswith("!")
    return verdict


# --- the image ----------------------------------------------------------------------------------------------------------
def test_every_file_that_the_image_copies_is_there_and_seen_by_the_build():
    sources = [source for each, _ in copied() for source in each]

    assert {"pyproject.toml", "bot", "core", "storage"} <= set(sources)
    assert [source for source in sources if not (ROOT / source).exists()] == []
    assert [source for source in sources if ignored(source)] == []


@pytest.mark.parametrize(
    "path", [".env", "docs/deploy/.env", "ironstride.db", "bot/ironstride.db-wal", ".git", "tests"]
)
def test_no_secret_no_database_and_no_history_gets_into_the_image(path):
    assert ignored(path)


def test_the_image_stands_on_a_fixed_base_and_runs_as_nobody_in_particular():
    bases = [rest.split()[0] for rest in of("FROM")]

    assert all(re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", base) for base in bases)
    assert len(bases) == 2, "what builds stays behind"
    assert of("USER") == ["10001"]
    assert [rest for rest in of("COPY") if rest.startswith("--from")] == ["--from=build /app/.venv /app/.venv"]
    assert any("/healthz" in rest for rest in of("HEALTHCHECK"))


def test_what_the_image_sets_are_settings():
    names = set(re.findall(r"([A-Z_]+)=", of("ENV")[-1])) - {"PATH", "MPLCONFIGDIR"}

    assert names <= {name.upper() for name in Settings.model_fields}


UV = os.environ.get("UV") or shutil.which("uv")  # `uv run` says where it is


def build(app, environment):
    """Do in `app` what the Dockerfile's first stage does with our files and with uv."""
    lock = ROOT / "uv.lock"
    if lock.exists():  # the same versions as these tests run on, and no need to ask anybody for newer ones
        shutil.copy(lock, app)
    for name, rest in steps()[: steps().index(("FROM", of("FROM")[1]))]:
        if name == "COPY":
            *sources, target = rest.split()
            for source in sources:
                into = app / target / source if target == "./" else app / target
                (shutil.copytree if (ROOT / source).is_dir() else shutil.copy)(ROOT / source, into)
        elif name == "RUN" and rest.startswith("uv "):
            command = [UV, *rest.split()[1:]]
            ran = subprocess.run(command, cwd=app, env=environment, capture_output=True, text=True, check=False)
            assert ran.returncode == 0, ran.stderr


@pytest.mark.skipif(UV is None, reason="uv is not at hand: the tests were not started with it")
async def test_the_commands_of_the_image_work_in_a_fresh_environment(tmp_path):
    """Build as the Dockerfile does, serve as it does, be asked by its HEALTHCHECK, stop by its STOPSIGNAL."""
    app, data = tmp_path / "app", tmp_path / "data"
    app.mkdir()
    data.mkdir()
    environment = {key: value for key, value in os.environ.items() if key not in {"VIRTUAL_ENV", "PYTHONPATH"}}
    await asyncio.to_thread(build, app, environment)

    (entry,), (start,) = map(json.loads, of("ENTRYPOINT")), map(json.loads, of("CMD"))
    listen = free_address()
    healthcheck = json.loads(of("HEALTHCHECK")[0].split("CMD ")[1])
    asks = [part.replace("127.0.0.1:8080", listen) for part in healthcheck]
    environment |= {
        "PATH": f"{app / '.venv' / 'bin'}:{os.environ['PATH']}",
        "DATABASE_URL": f"sqlite:///{data}/ironstride.db",
        "LISTEN": listen,
        "TELEGRAM_TOKEN": TOKEN,
    }

    async def run(*command):
        return await asyncio.create_subprocess_exec(
            *command, cwd=data, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )

    async def healthy():
        return await (await run(*asks)).wait() == 0

    async with FakeTelegram() as telegram:
        environment["TELEGRAM_API_URL"] = telegram.address
        before = await healthy()
        serving = await run(*entry, *start)
        try:
            await until(lambda: telegram.of("getUpdates"))
            during = await healthy()
        finally:
            with contextlib.suppress(ProcessLookupError):
                serving.terminate()
            await asyncio.wait_for(serving.communicate(), STOP_S)

    assert (before, during, serving.returncode) == (False, True, 0)
    assert (data / "ironstride.db").exists()
    assert not (app / ".venv" / "bin" / "pytest").exists(), "what only tests need stays outside"


# --- compose ------------------------------------------------------------------------------------------------------------
def test_compose_runs_two_replicas_on_a_database_that_outlives_them():
    services = (whole := yaml.safe_load((DEPLOY / "compose.yaml").read_text()))["services"]
    ours, database = services["ironstride"], services["postgres"]

    build = ours["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Dockerfile"
    assert ours["deploy"]["replicas"] == 2
    assert ours["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert ours["env_file"] == ".env"
    assert set(ours["environment"]) <= {name.upper() for name in Settings.model_fields}
    assert "@postgres/" in ours["environment"]["DATABASE_URL"]
    assert int(ours["stop_grace_period"].rstrip("s")) > STOP_S
    assert (ours["read_only"], ours["cap_drop"], "ports" in ours) == (True, ["ALL"], False)
    assert re.fullmatch(r"postgres:\d+\.\d+-alpine", database["image"])
    assert "pg_isready" in database["healthcheck"]["test"]
    assert {volume.split(":")[0] for volume in database["volumes"]} == set(whole["volumes"])
    assert not re.search(r"PASSWORD: (?!\$\{)", (DEPLOY / "compose.yaml").read_text()), "no password stands in the file"


# --- systemd ------------------------------------------------------------------------------------------------------------
def unit():
    parser = configparser.RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(DEPLOY / "ironstride.service")
    return parser["Service"]


def test_the_unit_is_hardened_and_waits_for_the_end():
    service = unit()

    assert service["ExecStart"].endswith("/bin/ironstride serve")
    assert (service["DynamicUser"], service["ProtectSystem"], service["NoNewPrivileges"]) == ("yes", "strict", "yes")
    assert service["Restart"] == "on-failure"
    assert STOP_S < int(service["TimeoutStopSec"]) <= STOP_S + 5
    assert service["StateDirectory"] == "ironstride"
    assert "Environment=DATABASE_URL=sqlite:////var/lib/ironstride/" in (DEPLOY / "ironstride.service").read_text()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")
def test_systemd_understands_the_unit(tmp_path):
    there = shutil.which("true")
    text = (DEPLOY / "ironstride.service").read_text()
    (tmp_path / "ironstride.service").write_text(re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={there}", text))

    ran = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "ironstride.service"], capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stderr) == (0, "")
