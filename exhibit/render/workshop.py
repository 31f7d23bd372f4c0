"""The workshop of one build, in which everything that a page may read is watched, and the scenes.

So a page that was made before is made again exactly if something that it has read is no longer
what it was.
"""

from __future__ import annotations

from exhibit.charts import read_palette
from exhibit.content import Images, Look, Project
from exhibit.i18n import Languages
from exhibit.render.feature import Features
from exhibit.render.links import PageLinks
from exhibit.render.scene import Scene, Workshop
from exhibit.render.templates import Templates
from exhibit.site import PICTURES, Assets, PageKey, Site, fingerprint
from exhibit.storage import Memory, Run


def set_up(
    project: Project, languages: Languages, site: Site, memory: Memory, run: Run
) -> Workshop:
    """What all pages are made with."""
    images, style = project.images, read_palette(project.look.static.get("style.css", b""))
    templates = project.look.templates
    return Workshop(
        contents=project.contents,
        images=Images(
            run.watch("drawings", images.drawings),
            run.watch("photographs", images.photographs),
        ),
        languages=languages,
        site=site,
        assets=_watch_assets(project.look, images, run),
        style=style,
        schemes=run.watch("colours", style.schemes),
        templates={locale: Templates(templates, one) for locale, one in languages.items()},
        memory=memory,
        run=run,
    )


def _watch_assets(look: Look, images: Images, run: Run) -> Assets:
    pictures = {f"{PICTURES}/{name}": content for name, content in images.drawings.items()}
    assets = fingerprint({**look.static, **pictures})
    paths, names = run.watch("assets", assets.paths), run.watch("asset names", assets.names)
    return Assets(paths, names, assets.files)


def set_scene(workshop: Workshop, key: PageKey, features: Features) -> Scene:
    page = workshop.site.by_key[key]
    links = PageLinks(
        origin=page,
        contents=workshop.contents,
        site=workshop.site,
        assets=workshop.assets,
        images=workshop.images,
        base_url=workshop.settings.base_url,
        targets=features.targets,
    )
    return Scene(workshop, page, links, features.layouts[page.layout].is_glossed)
