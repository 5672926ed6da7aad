"""A picture never holds up a turn: late or failed, it is left out; drawn once, it costs nothing more."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from bot import pictures
from bot.pictures.drawing import Picture, cached_as, of_bytes
from bot.pictures.keeping import OUTDATED_S, kept
from bot.pictures.studio import CHARTS_AT_HAND, MOST_WAITING, Studio
from core.content import library

KILLED_BESIDE_ITS_WORKER = """
import os, signal
from bot.pictures.studio import own_process
if __name__ == "__main__":
    workers = own_process()
    print(workers.submit(os.getpid).result(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def in_thread():
    return ThreadPoolExecutor(1)


def endless(name):
    time.sleep(600)


def in_a_second(name):
    time.sleep(1)
    return of_bytes(name, b"GIF89a")


def worker_of(studio):
    """The process id of its worker."""
    (worker,) = studio._executor._processes
    return worker


class Pencil:
    """Draws what it is told to, and counts."""

    def __init__(self, *, wait_for=None, error=None):
        self.drawn = []
        self._wait_for = wait_for
        self._error = error

    def __call__(self, name):
        self.drawn.append(name)
        if self._wait_for:
            self._wait_for.wait(10)
        if self._error:
            raise self._error
        return of_bytes(name, b"GIF89a")


async def test_a_demonstration_already_drawn_costs_no_drawing(tmp_path):
    pencil = Pencil()
    await Studio(tmp_path, workers=in_thread, draw_one=pencil).picture("demo/db-rdl")

    again = await Studio(tmp_path, workers=in_thread, draw_one=pencil).picture("demo/db-rdl")

    assert again.data == b"GIF89a"
    assert pencil.drawn == ["demo/db-rdl"]


async def test_a_slow_picture_is_left_out_and_is_there_the_next_time(tmp_path):
    gate = threading.Event()
    studio = Studio(tmp_path, workers=in_thread, draw_one=Pencil(wait_for=gate))

    late = await studio.picture("demo/db-rdl", within_s=0.05)
    gate.set()
    in_time = await studio.picture("demo/db-rdl", within_s=5)

    assert late is None
    assert in_time.data == b"GIF89a"


async def test_a_picture_that_fails_is_left_out(tmp_path):
    studio = Studio(tmp_path, workers=in_thread, draw_one=Pencil(error=RuntimeError("no ink")))

    assert await studio.picture("demo/db-rdl") is None


async def test_after_the_drawing_process_died_another_one_draws(tmp_path):
    started = []

    class Pool(ThreadPoolExecutor):
        def submit(self, *work):
            if len(started) == 1:
                raise BrokenProcessPool("gone")
            return super().submit(*work)

    def workers():
        started.append(1)
        return Pool(1)

    found = await Studio(tmp_path, workers=workers, draw_one=Pencil()).picture("demo/db-rdl")

    assert found.data == b"GIF89a"
    assert len(started) == 2


async def test_a_drawing_that_kills_its_process_every_time_is_left_out(tmp_path):
    studio = Studio(tmp_path, workers=in_thread, draw_one=Pencil(error=BrokenProcessPool("gone")))

    assert await studio.picture("demo/db-rdl") is None


async def test_a_worker_that_is_killed_costs_nobody_a_picture(tmp_path):
    """From outside, as the system does when memory is short: between two drawings, and in the middle of one."""
    studio = Studio(tmp_path, draw_one=in_a_second)
    await studio.picture("demo/plank", within_s=60)

    os.kill(worker_of(studio), signal.SIGKILL)
    between = await studio.picture("demo/db-rdl", within_s=60)
    wanted = asyncio.ensure_future(studio.picture("demo/bounding", within_s=60))
    await asyncio.sleep(0.2)
    os.kill(worker_of(studio), signal.SIGKILL)
    within = await wanted
    studio.close()

    assert [picture.filename for picture in (between, within)] == ["db-rdl.gif", "bounding.gif"]


async def test_a_closed_studio_leaves_no_process_behind_even_in_the_middle_of_a_drawing(tmp_path):
    studio = Studio(tmp_path, draw_one=endless)
    wanted = asyncio.ensure_future(studio.picture("demo/bounding", within_s=60))
    while studio._executor is None or not studio._executor._processes:  # noqa: ASYNC110  nobody tells when it starts
        await asyncio.sleep(0.01)
    (worker,) = studio._executor._processes.values()

    wanted.cancel()
    studio.close()
    await asyncio.to_thread(worker.join, 10)

    assert not worker.is_alive()


def test_a_program_that_is_killed_leaves_no_worker_behind():
    """Who holds its output last is its worker: the output ends when both are gone."""
    with subprocess.Popen([sys.executable, "-c", KILLED_BESIDE_ITS_WORKER], stdout=subprocess.PIPE) as program:
        told, _ = program.communicate(timeout=60)

    assert program.returncode == -signal.SIGKILL
    assert int(told) != program.pid


async def test_a_drawing_that_never_ends_ends_its_process(tmp_path):
    studio = Studio(tmp_path, draw_one=endless, hopeless_s=0.5)

    assert await studio.picture("demo/db-rdl", within_s=30) is None
    assert studio._executor is None


def hangs_on_rdls(name):
    if name == "demo/db-rdl":
        time.sleep(600)
    return of_bytes(name, b"GIF89a")


async def test_a_drawing_that_never_ends_costs_nobody_else_a_picture(tmp_path):
    """Those behind it wait for its end, whenever they came; their own time begins when it is their turn."""
    studio = Studio(tmp_path, draw_one=hangs_on_rdls, hopeless_s=2)

    async def wanted(name, after_s):
        await asyncio.sleep(after_s)
        return await studio.picture(name, within_s=60)

    names = {"demo/db-rdl": 0, "demo/plank": 0, "demo/pushup": 1, "demo/bounding": 1.9}
    shown = await asyncio.gather(*(wanted(name, after_s) for name, after_s in names.items()))
    studio.close()

    assert [picture and picture.filename for picture in shown] == [None, "plank.gif", "pushup.gif", "bounding.gif"]


async def test_waiting_for_others_is_no_part_of_a_drawings_own_time(tmp_path):
    """Four of a second each, and none may take three: the last is not given up for its place in the queue."""
    studio = Studio(tmp_path, draw_one=in_a_second, hopeless_s=3)
    await studio.picture("demo/bounding", within_s=60)  # its process is there

    names = ("demo/db-rdl", "demo/plank", "demo/pushup", "demo/side-plank")
    shown = await asyncio.gather(*(studio.picture(name, within_s=60) for name in names))
    studio.close()

    assert all(shown)


async def test_when_too_many_are_wanted_the_words_go_alone_at_once(tmp_path):
    gate = threading.Event()
    pencil = Pencil(wait_for=gate)
    studio = Studio(tmp_path, workers=in_thread, draw_one=pencil)
    slugs = sorted(library().exercises)[: MOST_WAITING + 1]
    waiting = [asyncio.ensure_future(studio.picture(f"demo/{slug}")) for slug in slugs[:-1]]
    while len(studio._under_way) < MOST_WAITING:  # noqa: ASYNC110  nobody tells when they wait
        await asyncio.sleep(0.01)

    refused = await asyncio.wait_for(studio.picture(f"demo/{slugs[-1]}"), 1)
    gate.set()

    assert refused is None
    assert all(await asyncio.gather(*waiting))
    assert (await studio.picture(f"demo/{slugs[-1]}")).data == b"GIF89a"


async def test_only_so_many_charts_stay_in_memory(tmp_path):
    drawn = []

    def chart(name):
        drawn.append(name)
        return Picture(b"\x89PNG", "chart.png", "image/png", "A chart.")

    studio = Studio(tmp_path, workers=in_thread, draw_one=chart)
    for at in range(CHARTS_AT_HAND + 1):
        await studio.picture(f"chart/{at}")
    again = len(drawn)
    await studio.picture(f"chart/{CHARTS_AT_HAND}")
    latest = len(drawn) - again
    await studio.picture("chart/0")

    assert (latest, len(drawn) - again) == (0, 1)


async def test_two_people_who_want_the_same_picture_wait_for_one_drawing(tmp_path):
    gate = threading.Event()
    pencil = Pencil(wait_for=gate)
    studio = Studio(tmp_path, workers=in_thread, draw_one=pencil)

    wanted = asyncio.gather(*(studio.picture("demo/db-rdl") for _ in range(5)))
    await asyncio.sleep(0.05)
    gate.set()

    assert {picture.data for picture in await wanted} == {b"GIF89a"}
    assert pencil.drawn == ["demo/db-rdl"]


async def test_an_unknown_name_is_no_picture(tmp_path):
    studio = Studio(tmp_path, workers=in_thread)

    for name in ("demo/flurbles", "demo/../../etc/passwd", "", "chart", "photo/db-rdl"):
        assert await studio.picture(name) is None


async def test_updates_of_the_program_do_not_fill_the_folder(tmp_path):
    """What an older edition drew of the same goes after a week, and so does what a killed worker left half written."""
    long_ago = time.time() - OUTDATED_S - 60
    old = {
        tmp_path / "demo-db-rdl-0123456789ab.gif": long_ago,
        tmp_path / "demo-db-rdl-0123456789ab.c0ffee": long_ago,
        tmp_path / "demo-db-rdl-ba9876543210.gif": time.time(),
        tmp_path / "demo-plank-0123456789ab.gif": long_ago,
        tmp_path / "still-db-rdl-0123456789ab.png": long_ago,
    }
    for file, changed in old.items():
        file.write_bytes(b"GIF89a")
        os.utime(file, (changed, changed))

    await Studio(tmp_path, workers=in_thread, draw_one=Pencil()).picture("demo/db-rdl")

    left = {file.name for file in tmp_path.iterdir()}
    assert left == {
        cached_as("demo/db-rdl"),
        "demo-db-rdl-ba9876543210.gif",
        "demo-plank-0123456789ab.gif",
        "still-db-rdl-0123456789ab.png",
    }


async def test_a_file_that_a_power_cut_left_empty_is_drawn_again(tmp_path):
    (tmp_path / cached_as("demo/db-rdl")).write_bytes(b"")

    found = await Studio(tmp_path, workers=in_thread, draw_one=Pencil()).picture("demo/db-rdl")

    assert found.data == b"GIF89a"


async def test_a_folder_that_cannot_be_written_only_costs_drawing_again(tmp_path):
    (tmp_path / "file").write_text("in the way")
    pencil = Pencil()
    studio = Studio(tmp_path / "file" / "pictures", workers=in_thread, draw_one=pencil)

    first, second = await studio.picture("demo/db-rdl"), await studio.picture("demo/db-rdl")

    assert first == second == of_bytes("demo/db-rdl", b"GIF89a")
    assert len(pencil.drawn) == 2


async def test_a_real_drawing_in_a_process_of_its_own(tmp_path):
    studio = Studio(tmp_path)

    picture = await studio.picture("demo/plank", within_s=60)
    studio.close()

    assert picture.data.startswith(b"GIF89a")
    assert picture.filename == "plank.gif"
    assert picture.media_type == "image/gif"
    assert "Plank" in picture.alt
    assert kept(tmp_path, "demo/plank") == picture


def test_a_kept_picture_is_named_after_its_exercise_and_its_drawing():
    assert cached_as("demo/db-rdl").startswith("demo-db-rdl-")
    assert isinstance(of_bytes("still/db-rdl", b""), Picture)


async def test_after_its_end_a_studio_starts_nothing_any_more(tmp_path):
    started = []

    def workers():
        started.append(1)
        return ThreadPoolExecutor(1)

    studio = Studio(tmp_path, workers=workers, draw_one=Pencil())
    studio.close()

    assert await studio.picture("demo/db-rdl") is None
    assert started == []


async def test_demonstrations_are_drawn_ahead_and_the_program_stops_in_the_middle_of_it(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "own_folder", lambda: tmp_path)
    monkeypatch.setattr(pictures, "SETTLED_S", 0.0)
    pictures.studio.cache_clear()

    async with pictures.drawing(asyncio.Event()):
        studio = pictures.studio()
        for _ in range(600):
            await asyncio.sleep(0.05)
            if any(kept(tmp_path, f"demo/{slug}") for slug in library().exercises):
                break

    assert kept(tmp_path, f"demo/{next(iter(library().exercises))}")
    assert studio._executor is None
    assert pictures.studio() is not studio
    pictures.studio.cache_clear()
