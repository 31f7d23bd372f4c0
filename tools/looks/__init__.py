"""The exhibit looked at: pictures of every kind of page, and measures taken on them in Chromium.

    .venv/bin/python -m tools.looks             takes pictures and lays them on contact sheets
    .venv/bin/python -m tools.looks measure     measures, and ends with 1 if anything is found

Both see what a visitor would see: the built site on a server of its own, in a real browser.
"""
