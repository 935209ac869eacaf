"""How many of the world's people live in each region, to compare the spread of cases with."""

SOURCE = "https://population.un.org/wpp/"
PUBLISHER = "United Nations, World Population Prospects"
YEAR = 2024

# Rounded shares of all people by regions of UN M49; as exact as the comparison needs.
SHARES = {
    "africa": 0.19,
    "northern-america": 0.05,
    "latin-america-and-caribbean": 0.08,
    "asia": 0.59,
    "europe": 0.09,
    "oceania": 0.01,
}
