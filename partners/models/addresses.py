"""An address in the parts that Open Referral wants, from the lines that a partner wrote.

The standard wants a town, a part of the country and a postcode for every address. What cannot be
told for sure is left out: a wrong address sends a family to the wrong door.
"""

import re

POSTCODE = re.compile(r"\b([A-Z]{1,2})(\d[A-Z\d]?) ?(\d[ABD-HJLNP-UW-Z]{2})$", re.IGNORECASE)
NATIONS = ["England", "Scotland", "Wales", "Northern Ireland"]
UNITED_KINGDOM = {"uk", "united kingdom", "great britain", "gb"}
# Postcode areas that lie in one nation alone. Others lie across a border, and the address has to say where.
AREAS = {
    "England": (
        "AL B BA BB BD BH BL BN BR BS CB CM CO CR CT CV CW DA DE DH DL DN DT DY E EC EN EX FY GU HA HD HG HP"
        " HU HX IG IP KT L LA LE LN LS LU M ME MK N NE NG NN NR NW OL OX PE PL PO PR RG RH RM S SE SG SK SL SM"
        " SN SO SP SR SS ST SW TA TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO"
    ),
    "Scotland": "AB DD EH FK G HS IV KA KW KY ML PA PH ZE",
    "Wales": "CF SA",
    "Northern Ireland": "BT",
}
NATION_OF = {area: nation for nation, areas in AREAS.items() for area in areas.split()}
ACROSS_A_BORDER = {"CA", "CH", "DG", "GL", "HR", "LD", "LL", "NP", "SY", "TD"}
COUNTY = re.compile(
    r".*shire$|(county|co\.?) .*|(greater|west|east|north|south) (manchester|london|midlands|sussex|yorkshire)"
    r"|(berk|buck|hant|lanc|lincoln|north|staff|warwick|wilt|worc)s\.?|cornwall|cumbria|devon|dorset|durham"
    r"|essex|gwent|gwynedd|clwyd|dyfed|powys|isle of wight|kent|merseyside|middlesex|middx|norfolk"
    r"|northumberland|rutland|suffolk|surrey|tyne (and|&) wear|cleveland|avon|salop|fife",
    re.IGNORECASE,
)
NOT_A_TOWN = re.compile(
    r"\d|@|\b(avenue|building|centre|center|close|college|court|crescent|drive|estate|floor|gardens|grove"
    r"|hall|hospital|house|lane|mews|office|offices|park|parade|place|rd|road|room|row|school|square|st"
    r"|street|suite|terrace|unit|walk|way|yard)\.?$",
    re.IGNORECASE,
)


def parts_of(address: str) -> dict[str, str] | None:
    """The parts by the standard's names, or nothing where a part of them would be a guess."""
    lines = [" ".join(line.split()) for line in re.split(r"[\n,;]", address)]
    lines = [line for line in lines if line and line.lower() not in UNITED_KINGDOM]
    named, lines = _without_nation(lines)
    postcode = POSTCODE.search(lines[-1]) if lines else None
    if not postcode:
        return None
    lines = [line for line in [*lines[:-1], lines[-1][: postcode.start()].strip()] if line]
    named_before, lines = _without_nation(lines)
    nation = _nation(postcode[1].upper(), named or named_before)
    county = lines.pop() if len(lines) > 2 and COUNTY.fullmatch(lines[-1]) else ""
    if not nation or not _are_a_place(lines):
        return None
    return {
        "address_1": ", ".join(lines[:-1]),
        "city": lines[-1],
        "region": county,
        "state_province": nation,
        "postal_code": f"{postcode[1]}{postcode[2]} {postcode[3]}".upper(),
        "country": "GB",
    }


def _without_nation(lines: list[str]) -> tuple[str, list[str]]:
    """Somebody may end with the nation, before or after the postcode."""
    for nation in NATIONS:
        if lines and lines[-1].lower() == nation.lower():
            return nation, lines[:-1]
    return "", lines


def _nation(area: str, named: str) -> str:
    if area in ACROSS_A_BORDER:
        return named
    nation = NATION_OF.get(area, "")
    return nation if named in ("", nation) else ""


def _are_a_place(lines: list[str]) -> bool:
    """At least a door and a town, and the town does not look like a street or a house."""
    return len(lines) > 1 and not NOT_A_TOWN.search(lines[-1]) and not COUNTY.fullmatch(lines[-1])
