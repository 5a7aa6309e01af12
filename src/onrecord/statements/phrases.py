"""What a subject and a verb of saying look like in running text: patterns that several stages share."""

from __future__ import annotations

import re

PART = r"(?:[A-Z]\.(?= [A-Z])|[A-Z](?:[\w'’-]|\.(?=\w))+)"
TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Sen|Rep|Gov|Prof|Rev|Lt|Col|Capt|Sgt|Judge|President)\.? )?"
)
NAME = rf"{TITLE}{PART}(?: (?:de|van|von|bin|al|la|le|di|da))?(?: {PART}){{0,3}}"
PRONOUN_OR_NAME = re.compile(rf"(?:[Hh]e|[Ss]he|[Tt]hey|{NAME})(?![\w'’])")
SAYING = (
    r"(?:said|says|added|adds|told|tells|explained|explains|continued|continues|wrote|writes|recalled|recalls"
    r"|admitted|admits|insisted|insists|joked|jokes|noted|notes|replied|replies|answered|asked|asks|argued"
    r"|argues|confessed|concluded|remarked|quipped|laughed|laughs|claimed|claims|revealed|reveals|declared"
    r"|stated|states|tweeted|posted|warned|warns|promised|shouted|whispered|remembers|remembered|observed"
    r"|observes|suggested|suggests|shared|shares|teased|stressed|offered|put it)"
)
