"""One page of each kind."""

PAGES = ("", "trends", "trends/crisis-mapping", "innovations", "innovations?view=table", "innovations/ushahidi", "partnerships",
         "partnerships/payback-spendenwelt-betterplace", "tools", "tools/storify", "organisations/ushahidi-inc", "search?q=SMS",
         "data", "about", "map", "map?by=use&cluster=crisis&sort=region", "countries/ke", "countries/pn", "coverage", "method",
         "accessibility", "imprint")
MISSING = ("trends/nothing-here", "innovations/ushahidy", "what/ever", "countries/xx", "countries/atlantis")
