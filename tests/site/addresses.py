"""One page of each kind."""

PAGES = ("", "trends", "trends/crisis-mapping", "innovations", "innovations?view=table", "innovations/ushahidi", "partnerships",
         "partnerships/payback-spendenwelt-betterplace", "tools", "tools/storify", "organisations/ushahidi-inc", "search?q=SMS",
         "data", "about")
MISSING = ("trends/nothing-here", "innovations/ushahidy", "what/ever")
