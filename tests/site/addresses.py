"""One page of each kind."""

PAGES = ("", "trends", "trends?year=2016&sort=stage", "trends/crisis-mapping", "trends/giving-days?for=foundations", "innovations/kiva", "innovations", "innovations?view=table",
         "innovations?view=map", "innovations?cluster=crisis&view=timeline&sort=oldest", "innovations/ushahidi", "partnerships",
         "partnerships/payback-spendenwelt-betterplace", "tools", "tools/storify", "organisations/ushahidi-inc", "search?q=SMS", "search?q=Fluechtling",
         "data", "about", "map", "map?by=use&cluster=crisis&sort=region", "countries/ke", "countries/pn", "coverage", "method",
         "accessibility", "imprint")
MISSING = ("trends/nothing-here", "innovations/ushahidy", "what/ever", "countries/xx", "countries/atlantis")
