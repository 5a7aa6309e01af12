"""Small word lists of English copy: roles, titles, organisations, groups, anonymous sources.

Everything in `people` that rests on a word rests on a list here, so that it can be read in one
place. The lists are general English, made by hand; no list knows a particular person or film.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ROLE_FAMILIES: Final[dict[str, str]] = {
    "director": "director filmmaker film-maker auteur helmer moviemaker writer-director co-director "
    "documentarian",
    "writer": "writer screenwriter author novelist playwright scriptwriter co-writer essayist "
    "biographer poet memoirist co-author writer-director librettist scribe",
    "actor": "actor actress star lead co-star performer thespian comedian comic comedienne",
    "producer": "producer co-producer showrunner",
    "crew": "cinematographer editor choreographer designer costumier conductor",
    "musician": "singer musician rapper songwriter singer-songwriter frontman frontwoman vocalist "
    "guitarist drummer bassist pianist composer violinist cellist artist lyricist dj saxophonist",
    "coach": "coach manager boss gaffer",
    "player": "player striker forward midfielder defender goalkeeper keeper captain skipper "
    "quarterback pitcher batter batsman bowler winger full-back fullback athlete sprinter swimmer "
    "cyclist golfer boxer fighter champion driver rider jockey gymnast skater skier runner goalie "
    "centre-back halfback linebacker receiver shortstop seed scorer substitute wicketkeeper",
    "chief": "ceo boss chief executive chief-executive head president",
    "officer": "cfo coo cto treasurer",
    "chair": "chairman chairwoman chair chairperson",
    "founder": "founder co-founder entrepreneur businessman businesswoman billionaire tycoon owner",
    "lawyer": "lawyer attorney counsel barrister solicitor",
    "prosecutor": "prosecutor",
    "judge": "judge justice magistrate",
    "defendant": "defendant accused suspect",
    "witness": "witness complainant victim plaintiff claimant",
    "spokesperson": "spokesman spokeswoman spokesperson publicist representative rep press-secretary",
    "police": "sheriff detective officer inspector superintendent constable commissioner sergeant",
    "politician": "senator congressman congresswoman lawmaker governor mayor minister premier "
    "secretary chancellor councillor councilman councilwoman candidate nominee leader politician "
    "speaker ambassador president incumbent congressperson legislator mp front-runner senator-elect "
    "president-elect prime-minister",
    "doctor": "doctor physician surgeon paediatrician psychiatrist psychologist nurse coroner",
    "academic": "professor researcher scientist historian economist scholar academic biologist "
    "physicist chemist anthropologist sociologist lecturer geologist astronomer expert",
    "analyst": "analyst strategist adviser advisor aide consultant pollster",
    "journalist": "journalist reporter critic columnist host presenter broadcaster anchor "
    "interviewer correspondent commentator pundit blogger reviewer podcaster moderator",
    "agent": "agent",
    "cleric": "bishop archbishop pope priest rabbi imam pastor reverend",
    "teacher": "teacher principal headteacher dean",
    "worker": "engineer farmer soldier pilot chef builder driver firefighter activist campaigner "
    "organizer organiser photographer painter sculptor architect lieutenant general colonel admiral "
    "captain organist gardener baker-owner developer inventor",
    "kin": "mother father wife husband son daughter brother sister widow widower partner girlfriend "
    "boyfriend fiancé fiancée uncle aunt cousin grandmother grandfather niece nephew mum mom dad "
    "grandson granddaughter friend colleague neighbour neighbor",
    "descriptor": "man woman teenager boy girl native veteran newcomer winner nominee laureate icon "
    "legend medallist medalist debutant star graduate survivor mogul pioneer favourite favorite "
    "father-of-two mother-of-two pensioner fugitive youngster resident villager islander icelander "
    "dane swede finn norwegian spaniard frenchman frenchwoman englishman englishwoman irishman irishwoman "
    "scot scotsman scotswoman welshman welshwoman dutchman dutchwoman briton londoner "
    "parisian new-yorker new-zealander",
}
"""Kinds of role, each with its words; `chief executive` and the like are joined by a hyphen first."""

ROLE_WORDS: Final[dict[str, frozenset[str]]] = {
    word: frozenset(f for f, ws in ROLE_FAMILIES.items() if word in ws.split())
    for words in ROLE_FAMILIES.values()
    for word in words.split()
}

COMPOUND_ROLES: Final[dict[tuple[str, str], str]] = {
    ("chief", "executive"): "ceo",
    ("managing", "director"): "ceo",
    ("artistic", "director"): "head",
    ("executive", "director"): "head",
    ("finance", "director"): "cfo",
    ("musical", "director"): "conductor",
    ("prime", "minister"): "minister",
    ("press", "secretary"): "spokesman",
    ("district", "attorney"): "prosecutor",
    ("state", "attorney"): "prosecutor",
    ("vice", "president"): "officer",
    ("police", "chief"): "sheriff",
    ("police", "officer"): "officer",
    ("team", "principal"): "manager",
    ("attorney", "general"): "minister",
    ("casting", "director"): "producer",
    ("campaign", "manager"): "aide",
    ("leading", "lady"): "actress",
    ("leading", "man"): "actor",
}
"""Two-word roles whose second word alone would mislead, and the role they count as."""

DESCRIPTIVE_FAMILIES: Final = _words(
    "descriptor actor player musician writer director academic worker"
)
"""Roles that may simply describe the person last spoken of ("The striker said …"); a judge or a
spokesman never does, for he is usually somebody new."""

POSSESSED_FAMILIES: Final = _words("kin lawyer spokesperson agent analyst doctor teacher")
"""Roles that, after a possessive, name somebody other than the possessor ("Lund's lawyer")."""

FEMALE_WORDS: Final = _words(
    "frenchwoman englishwoman irishwoman scotswoman welshwoman dutchwoman "
    "mrs ms miss lady dame madam actress comedienne spokeswoman chairwoman congresswoman frontwoman "
    "businesswoman councilwoman wife mother daughter sister widow girlfriend fiancée aunt niece mum "
    "mom grandmother granddaughter woman girl queen princess duchess heroine mother-of-two sen-woman "
    "baroness policewoman sportswoman saleswoman hostess waitress stepmother"
)
MALE_WORDS: Final = _words(
    "frenchman englishman irishman scotsman welshman dutchman "
    "mr sir lord spokesman chairman congressman frontman businessman councilman husband father son "
    "brother widower boyfriend fiancé uncle nephew dad grandfather grandson man boy king prince duke "
    "batsman father-of-two baron policeman sportsman salesman stepfather"
)

HONORIFICS: Final = _words(
    "mr mrs ms miss mx dr prof professor sir dame judge justice sen rep gov lt col sgt capt "
    "cpl pvt gen adm rev fr coun sister brother president senator representative governor mayor minister "
    "sheriff captain colonel general lieutenant sergeant detective "
    "inspector officer commissioner congressman congresswoman secretary chancellor speaker "
    "ambassador bishop archbishop rabbi imam pastor reverend chief director actor actress coach "
    "manager attorney superintendent constable councillor councilman councilwoman chairman "
    "chairwoman professor doctor premier supt insp cllr hon first "
    "ex-president vice deputy former assistant associate acting rt prime co-director producer "
    "writer author screenwriter singer rapper comedian filmmaker novelist critic editor "
    "founder co-founder ceo cfo prosecutor spokesman spokeswoman spokesperson lawyer"
)
"""Titles that may stand before a name, with or without a capital letter and a full stop."""

ABBREVIATIONS: Final = _words(
    "mr mrs ms mx dr prof sen rep gov lt col sgt capt cpl pvt gen adm rev fr"
)
SUFFIXES: Final = _words("jr sr ii iii iv jnr snr kc qc mp msp mbe obe cbe phd md")
PARTICLES: Final = _words(
    "de del della der den di da dos du la le van von bin ibn al el ter ten bint"
)

_GIVEN: Final = json.loads((Path(__file__).parent / "given_names.json").read_text(encoding="utf-8"))
GIVEN_FEMALE: Final = _words(_GIVEN["female"])
GIVEN_MALE: Final = _words(_GIVEN["male"])
"""Common given names, hardly ever the other gender's, made by hand: soft evidence, overruled by any other."""

NICKNAMES: Final[tuple[frozenset[str], ...]] = tuple(
    _words(row)
    for row in (
        "robert bob bobby rob robbie bert",
        "william bill billy will liam",
        "richard dick rick rich ricky",
        "james jim jimmy jamie",
        "john jack johnny jon",
        "joseph joe joey",
        "michael mike mick mickey",
        "thomas tom tommy",
        "edward ed eddie ted ned",
        "theodore ted theo teddy",
        "charles charlie chuck chas",
        "daniel dan danny",
        "david dave davey",
        "benjamin ben benny",
        "samuel sam sammy",
        "samantha sam",
        "matthew matt",
        "anthony tony",
        "antonio tony",
        "andrew andy drew",
        "alexander alex sandy",
        "alexandra alex sandra",
        "nicholas nick nicky",
        "christopher chris kit",
        "christine chris chrissie",
        "stephen steve steven stevie",
        "kenneth ken kenny",
        "ronald ron ronnie",
        "donald don donnie",
        "gregory greg",
        "jeffrey jeff",
        "timothy tim",
        "patrick pat paddy",
        "patricia pat patty trish",
        "peter pete",
        "lawrence larry laurie",
        "gerald gerry jerry",
        "raymond ray",
        "frederick fred freddie",
        "francis frank",
        "elizabeth liz beth betty eliza lizzie",
        "katherine kate kathy katie kat",
        "catherine kate cathy katie cat",
        "margaret maggie meg peggy",
        "jennifer jen jenny",
        "rebecca becky",
        "susan sue susie",
        "deborah deb debbie",
        "barbara barb",
        "victoria vicky tori",
        "bernard bernie",
        "joshua josh",
        "nathaniel nate nathan",
        "philip phil",
        "walter walt",
        "arthur art",
        "henry harry hank",
        "harold harry hal",
        "jessica jess jessie",
        "abigail abby",
        "joanna jo",
        "josephine jo josie",
    )
)

ORGANISATION_WORDS: Final = _words(
    "inc corp corporation ltd llc plc co company group holdings partners studios studio pictures films "
    "entertainment productions media records music games police department ministry court university "
    "college school institute academy committee commission council association federation society "
    "foundation trust bank agency bureau authority party union league club fc afc united rovers "
    "athletic hotspur times post herald tribune guardian telegraph journal gazette chronicle news "
    "magazine daily weekly press network radio tv television broadcasting channel airlines airways "
    "motors industries technologies systems software energy oil gas pharmaceuticals labs laboratories "
    "hospital church museum orchestra philharmonic symphony ballet opera theatre theater festival "
    "congress senate parliament government administration house office board army navy force guard "
    "service services center centre coalition alliance conference campaign institution organization "
    "organisation watch international global capital securities insurance airlines steel foods "
    "supermarkets stores brewery railways rail water electric healthcare health ventures logistics "
    "review observer mirror reporter variety deadline podcast show awards guild instruments "
    "cooperative co-operative "
    "seafood farms hotels homes properties constabulary registry tribunal cabinet kremlin pentagon nato un"
)
THING_WORDS: Final = _words(
    "war scholarship olympics championship championships cup prize award act law day week wave "
    "battle battles revolution rights treaty games tour trial project plan deal theory art arts "
    "album song series season agreement summit crisis election elections amendment code test "
    "medal race bill budget grammys fund programme program ii iii world"
)
PLACE_STARTS: Final = _words("new san las los north south east west el saint st great lake mount")
ORGANISATION_STARTS: Final = _words(
    "united national international royal supreme central world federal"
)
PLACE_WORDS: Final = _words(
    "street road avenue square river lake mount mountain county city town valley bay beach island "
    "islands park bridge north south east west airport station hill hills coast lane boulevard"
)
"""Words that make a name that of a place, unless a word of organisations stands with them."""

COUNTRIES: Final = _words(
    "america britain england scotland wales ireland france germany italy spain portugal russia china "
    "japan india pakistan iran iraq israel syria turkey egypt ukraine poland sweden norway denmark "
    "finland iceland greece austria hungary canada mexico brazil argentina chile australia "
    "korea vietnam thailand indonesia nigeria kenya ethiopia somalia afghanistan europe asia africa "
    "london paris berlin moscow beijing tokyo washington brussels rome madrid texas california "
    "florida ohio iowa virginia boston chicago hollywood nevada netherlands belgium switzerland"
)

DEMONYMS: Final = _words(
    "american british english scottish welsh irish french german italian spanish portuguese russian "
    "chinese japanese indian pakistani iranian iraqi israeli palestinian syrian turkish egyptian "
    "ukrainian polish swedish norwegian danish finnish icelandic greek austrian hungarian canadian "
    "mexican brazilian argentine chilean australian korean vietnamese thai nigerian kenyan european "
    "asian african dutch belgian swiss czech republican democratic democrat labour conservative tory "
    "liberal oscar-winning emmy-winning grammy-winning bafta-winning jewish muslim christian catholic "
    "texan californian londoner cuban colombian saudi afghan croatian serbian romanian"
)
CALENDAR: Final = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december christmas easter thanksgiving "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "tue tues thu thurs feb aug sept sep oct nov dec"
)
PROPER_GROUPS: Final = _words(
    "republicans democrats conservatives liberals americans palestinians israelis russians "
    "ukrainians britons germans canadians australians muslims christians catholics jews tories "
    "europeans africans asians mexicans iranians syrians egyptians scots londoners texans"
)

WHERE: Final = _words("at in over across near around inside outside through into along beyond")
"""Prepositions that say where something is."""
MALE_IN_A: Final = _words(
    "luca andrea nicola joshua ezra elisha nikita ilya sasha misha dima kolya vanya mustafa hamza musa "
    "osama zakaria yahya akira kenta ryota shota dana krishna rama sankara kwabena mika juha "
    "jukka pekka ilkka sava aditya abdalla abdulla battista barnaba isaia elia reza "
    "alireza mahatma mirza raja baba"
)
"""Given names in -a that men have, or both."""

ORGANISATION_NOUNS: Final = _words(
    "company studio firm bank club team police department court ministry government agency newspaper "
    "magazine outlet network union association committee council board party organisation "
    "organization university school hospital office administration campaign label distributor "
    "broadcaster retailer maker charity league federation site website publication paper commission "
    "foundation army military church authority regulator airline manufacturer startup start-up "
    "festival museum theatre theater institute academy tribunal inquest tabloid daily weekly "
    "platform streamer publisher supermarket carmaker automaker parliament senate congress "
    "corporation watchdog think-tank business lender insurer developer-group consortium band group "
    "prosecution defence defense city county state trust chain brand giant operator"
)
"""Common nouns for organisations: "the company" is linked to one that the article names."""

RECITING: Final = _words("read reads reading quoted quotes quoting recited recites cited cites")
"""Verbs of whoever speaks the words of another."""

DOCUMENT_NOUNS: Final = _words(
    "statement report letter memo email e-mail post tweet filing lawsuit complaint indictment document "
    "documents study survey poll research data article story book review release announcement "
    "transcript records affidavit ruling notice synopsis caption record law letter figures results "
    "prospectus verdict reports papers polls constitution suit headline video note message"
)
ANONYMOUS_NOUNS: Final = _words(
    "source sources insider insiders someone somebody anyone person nobody everyone one no-one others "
    "informant whistleblower people user commenter"
)
GROUP_NOUNS: Final = _words(
    "people fans critics officials residents viewers audiences audience experts scientists "
    "researchers prosecutors police lawyers producers actors directors witnesses workers voters "
    "supporters opponents investors analysts reporters friends parents children families family "
    "relatives neighbours neighbors players students teachers members colleagues authorities leaders "
    "politicians lawmakers protesters activists detectives investigators economists historians "
    "observers readers users customers staff crew cast employees ministers senators women men girls "
    "boys siblings couple pair duo trio many some most few all both several others those crowd public "
    "media press jury panel aides advisers advisors allies commentators executives firefighters "
    "doctors nurses bosses owners organisers organizers campaigners sisters brothers twins judges jurors "
    "teammates reviewers moviegoers cinemagoers filmmakers stars hosts candidates rivals republicans "
    "shareholders everyone"
)
PLURAL_QUANTIFIERS: Final = _words(
    "both several many some most few all two three four five those these"
)
INDEFINITES: Final = _words("a an one another some any no")
DEFINITES: Final = _words("the this that")
POSSESSIVES: Final = _words("his her their its my our your")

PRONOUN_GENDER: Final[dict[str, str]] = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
PREPOSITIONS: Final = _words(
    "of in with by to for from at on about against between as than like into over under after before "
    "during without within through toward towards upon among around behind beside despite near since "
    "until via alongside off onto across including"
)
SPEECH_VERBS: Final = _words(
    "said says say told tells added adds explained explains revealed reveals continued admitted noted "
    "recalled insisted argued claimed stated wrote writes asked replied answered joked remarked "
    "announced confirmed denied warned suggested concluded observed called described thinks thought "
    "believes believed hopes hoped knows felt feels tweeted posted testified ruled reported declared "
    "urged praised laughed sighed shouted whispered muttered cried stressed acknowledged conceded "
    "predicted promised vowed acknowledged agreed complained maintained reiterated reflected mused"
)
AUXILIARIES: Final = _words(
    "is was are were has had have will would can could may might must should did does do be been "
    "became becomes went goes came comes made makes took takes got gets left leaves won lost led "
    "began begins found finds gave gives sat stood spoke met wore ran set put kept grew also never "
    "just still then now later once recently previously once-again not"
)
STARTERS: Final = _words(
    "the a an this that these those it he she they we i you his her their its our my your there here "
    "what when where who why how which while although though because since if as but and or nor so yet "
    "for in on at by to of from with without after before during until upon under over between among "
    "against about into through despite like unlike both either neither each every all any some many "
    "most more few several one two three four five six seven eight nine ten no not now then today "
    "tomorrow yesterday last next first second third another other others also even still just only "
    "never ever once later earlier meanwhile however instead moreover furthermore indeed perhaps maybe "
    "afterwards afterward eventually finally recently previously originally initially according asked "
    "speaking writing following given having being made born known based set let do does did is are "
    "was were will would can could should may might must have has had be been new old former young "
    "long early late good great big small yes well oh ah okay ok please thanks thank sorry hello hi "
    "why whether than too very much such same own per via amid along across around back down up out "
    "off again away soon always often sometimes usually rather quite almost nearly fans critics police "
    "sources officials people everyone everybody someone nothing something anything everything none "
    "part half q question answer chapter scene act update photo image picture watch read see listen "
    "spoiler warning look there's it's that's what's let's he's she's i'm i've i'd we're we've they're "
    "they've you're don't didn't isn't can't won't wasn't couldn't speaking starring directed written "
    "produced dressed born raised when's dear ladies gentlemen because veteran actor actress director "
    "writer producer singer coach manager lawyer judge prosecutors residents investigators lawyers "
    "detectives researchers scientists members mum dad mother father sister brother"
)
"""Words that begin sentences; with a capital letter there they are no part of a name."""
