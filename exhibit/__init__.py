"""A bilingual museum exhibit, built as a static site from a folder of German texts and tables.

    read_project     folder   → Project    what people wrote, parsed and checked
    assemble_site    Project  → Site       every page in every language, with its address
    render_site      Site     → Rendered   every file of the site, in memory
    check_site       Rendered → files      once every link leads somewhere
    write_files      files    → folder     exchanged whole, the old site or the new

The first and the last touch the disk. Those between are pure: frozen values in,
frozen values out. No stage knows another; only `pipeline` knows their order.
"""
