"""From files to a database: file → read → check → build → page.

Nouns hold knowledge and import nothing of ours but the nouns named here; verbs do work and import nouns, and another
verb only where the map says so. A test walks the imports and compares them with this map.

    vocabularies  <-
    problems      <-
    text          <-
    many          <-
    versions      <-
    kept          <-
    records       <- vocabularies
    repository    <- records vocabularies
    tables        <- records vocabularies
    read          <- problems records repository text many vocabularies
    check         <- problems records repository text many read vocabularies
    write         <- records read
    draft         <- records repository text read
    rows          <- records repository tables text vocabularies
    glean         <- problems repository text versions read check rows
    harvest       <- kept problems records many versions read check glean
    index         <- records tables text vocabularies
    measure       <- records
    made          <- versions read
    build         <- problems records repository tables many versions rows harvest index measure made
    export        <- tables
    describe      <- records repository tables vocabularies read check

Beside the map: ``cli`` imports verbs and ``problems``, ``records`` and ``text``; ``web`` imports ``vocabularies``,
``problems`` and ``text`` and reads the database; nothing here imports ``web`` or datasette. YAML is parsed in ``read``
and written in ``write`` and ``describe``; pandas works in ``measure`` and ``export``; SQL stands in ``tables``, ``build``, ``index``,
``measure`` and ``export``.
"""
