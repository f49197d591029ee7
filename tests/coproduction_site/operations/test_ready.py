"""/readyz is for a balancer: it says whether this machine can serve, and which one it is."""

import socket

import pytest


@pytest.mark.django_db
def test_whoever_asks_whether_it_is_ready_hears_which_machine_answers(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.headers["X-Served-By"] == socket.gethostname()


@pytest.mark.django_db
def test_no_page_for_people_names_the_machine(client):
    assert "X-Served-By" not in client.get("/ladder/").headers
