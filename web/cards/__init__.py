"""Social cards: the picture of a page where its address is shared, 1200 by 630 pixels, drawn before anybody asks.

    faces       the fonts of cards: what they can write, and how wide it is
    wording     text broken into lines that fit
    collect     what cards show, from the database
    drawing     a card as SVG
    files       where cards lie, and what of them a page must know; the site needs this module alone
    make        draws the cards that have changed

``convert_fonts`` made ``fonts/``; see the notice there.
"""
