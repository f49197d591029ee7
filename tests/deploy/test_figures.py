"""Figures for Prometheus: at a door of their own when asked for, of all workers together, and about nobody."""

import urllib.error
import urllib.request

import pytest

from tests.tools.server import free_port, serving


def figures(port) -> dict[str, float]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        lines = answer.read().decode().splitlines()
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if line[:1] != "#"}


@pytest.mark.takes_long
def test_all_workers_count_together_and_kept_pages_count_too(database, tmp_path):
    port = free_port()
    with serving(tmp_path, database, METRICS_PORT=str(port)) as site:
        before = figures(port).get('site_answers_total{method="GET",status="200"}', 0)
        for _ in range(20):
            assert site.visitor().open("/ladder/").status == 200
        assert site.visitor().open("/stories/follow/s3cret-key/").status == 404
        site.manage("work", "--once")
        found = figures(port)

        assert found['site_answers_total{method="GET",status="200"}'] - before == 20
        assert found['site_answers_total{method="GET",status="404"}'] == 1
        assert found["site_answer_seconds_count"] >= 21
        assert found['site_job_age_seconds{job="every round"}'] < 60
        assert found["site_letters_waiting"] == 0
        assert not any("s3cret-key" in name or "/ladder" in name for name in found)
        assert site.visitor().open("/metrics").status == 404, "not at the door of visitors"


def test_without_the_setting_there_is_no_such_door(database, tmp_path):
    port = free_port()
    with serving(tmp_path, database), pytest.raises(urllib.error.URLError):
        figures(port)
