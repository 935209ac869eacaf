"""From files to a database: file → read → check → build → page.

Nouns hold knowledge and import nothing of ours but nouns above them; verbs do work and never import each
other, except where the map says so. A test walks the imports and compares them with this map.

    records       <- vocabularies
    vocabularies  <-
    problems      <-
    text          <-
    tables        <- records vocabularies
    read          <- problems records vocabularies
    check         <- problems records vocabularies read text
    write         <- records read vocabularies
    rows          <- records tables read text vocabularies
    index         <- tables text
    measure       <- tables
    build         <- index measure problems read rows tables
    describe      <- records tables vocabularies

Beside the map: ``cli`` imports verbs and ``problems``; ``web`` imports ``vocabularies``, ``problems`` and ``text``
and reads the database; nothing here imports ``web`` or datasette. YAML is parsed in ``read`` and written in
``write`` and ``describe``, pandas works in ``measure``, SQL stands in ``tables``, ``rows``, ``build``, ``index``
and ``measure``.
"""
