"""Every message of the site, as templates and code use them."""

from pathlib import Path

from babel.messages.extract import extract_from_dir

import web

IN_CODE = ([("drawings/**.py", "ignore"), ("**.py", "python")], {"say": None, "mark": None, "count": (1, 2)})
IN_TEMPLATES = ([("templates/**.html", "jinja2.ext:babel_extract"), ("templates/**.xml", "jinja2.ext:babel_extract")],
                {"_": None, "count": (1, 2)})


def used() -> set:
    """The messages; those that depend on a number as pairs."""
    return {message for methods, keywords in (IN_CODE, IN_TEMPLATES)
            for _, _, message, _, _ in extract_from_dir(str(Path(web.__file__).parent), methods, keywords=keywords)}
