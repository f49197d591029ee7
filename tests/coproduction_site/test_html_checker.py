from tests.tools.html_validator import errors_in

GOOD = b'<!doctype html><html lang="en"><title>A page</title><h1>A page</h1>'
BAD = GOOD + b'<p><a href="/">one <a href="/">inside another</a></a></p>'


def test_the_html_checker_finds_what_is_wrong_and_says_on_which_page():
    errors = errors_in({"/good/": GOOD, "/bad/": BAD})

    assert errors
    assert all(error.startswith("/bad/, line 1: ") for error in errors)
