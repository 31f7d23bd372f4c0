"""Names of static files, which change with what the files hold."""

import pytest

from exhibit.site.assets import fingerprint, put_fingerprints

ASSETS = fingerprint({"style.css": b"a {}"})


def test_a_page_names_a_file_as_it_is_published() -> None:
    ((marked, final),) = ASSETS.names.items()
    assert put_fingerprints(f'<link href="{marked}">', ASSETS.names) == f'<link href="{final}">'


def test_words_that_only_look_like_the_name_of_a_file_stay() -> None:
    words = "<p>assets/x.~~~~~~~~css &amp; assets/</p>"
    assert put_fingerprints(words, ASSETS.names) == words


def test_a_style_sheet_without_an_end_is_refused() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        fingerprint({"style.css": b"a" * 1_000_001})
    assert [str(one) for one in caught.value.exceptions] == [
        "static/style.css:0: The file is longer than 1000000 letters."
    ]
