"""The workshop of one build, in which everything that a page may read is watched.

So a page that was made before is made again exactly if something that it has read is no longer
what it was.
"""

from __future__ import annotations

from dataclasses import replace

from exhibit.charts import read_palette
from exhibit.content import Images, Project
from exhibit.i18n import Catalogue, Language, Languages
from exhibit.render.scene import Workshop
from exhibit.render.templates import Templates
from exhibit.site import PICTURES, Assets, Site, fingerprint
from exhibit.storage import Memory, Run


def set_up(
    project: Project, languages: Languages, site: Site, memory: Memory, run: Run
) -> Workshop:
    """What all pages are made with."""
    look, images, settings = project.look, project.images, project.settings
    pictures = {f"{PICTURES}/{name}": content for name, content in images.drawings.items()}
    assets = fingerprint({**look.static, **pictures})
    palette = read_palette(look.static.get("style.css", b""))
    spoken = {locale: _watch_language(run, one) for locale, one in languages.items()}
    templates = run.watch("templates", look.templates)
    return Workshop(
        settings=settings,
        contents=project.contents,
        images=Images(
            run.watch("drawings", images.drawings),
            run.watch("photographs", images.photographs),
        ),
        languages=spoken,
        site=replace(site, by_key=run.watch("pages", site.by_key)),
        assets=Assets(run.watch("assets", assets.paths), assets.files),
        palette=palette,
        templates={locale: Templates(templates, one) for locale, one in spoken.items()},
        memory=memory,
    )


def _watch_language(run: Run, language: Language) -> Language:
    name = f"revised {language.locale}"
    revised = run.watch(name, dict.fromkeys(sorted(language.revised)))
    return replace(
        language,
        catalogue=language.catalogue
        and _watch_catalogue(run, f"catalogue {language.locale}", language.catalogue),
        revised=revised,
    )


def _watch_catalogue(run: Run, name: str, catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, entries=run.watch(name, catalogue.entries), obsolete={})
