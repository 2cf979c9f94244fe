"""Ways to read the board without a browser: RSS, Atom and JSON Feed of any search, and the whole board as XML."""
