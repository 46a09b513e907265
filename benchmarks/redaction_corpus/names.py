"""Names of people, firms and places, written down for this corpus, of many origins."""

from __future__ import annotations

from random import Random

from . import spoken_forms
from .listing import listed
from .values import Value, word

GIVEN = listed("""
John Mary David Linda Robert Karen Michael Susan James Patricia Emily Joshua Ashley
Siobhan Niamh Callum Rhys Gwen Hamish Ewan Priya Arjun Lakshmi Rajesh Anjali Sandeep
Mohammed Fatima Aisha Omar Yusuf Layla Khalid Wei Ling Xiaoming Jiahui Hiroshi Yuki
Kenji Sakura Minjun Seoyeon Nguyen Linh Thuy Chidi Ngozi Adebayo Amara Kwame Abena Thabo
Sipho Olga Dmitri Svetlana Ivan Agnieszka Krzysztof Zofia Jürgen Heike Wolfgang Sabine
François Amélie Mathieu Giulia Lorenzo Chiara María José Guadalupe Alejandro Ximena João
Beatriz Thiago Ingrid Lars Astrid Mikko Aino Eleni Nikos Ayşe Mehmet Elif Tamar Avi Noa
Leilani Kai Aroha Dakota Tyrone Keisha Jamal Latoya
""")
FAMILY = listed("""
Smith Johnson Williams Miller Thompson Henderson Fitzgerald O'Brien O'Sullivan Murphy
MacDonald McAllister Llewellyn Evans Patel Sharma Iyer Banerjee Krishnamurthy Khan Hussain
Al-Rashid Haddad Rahman Zhang Wang Huang Xu Tanaka Watanabe Nakamura Kim Park Choi Tran
Pham Okafor Adeyemi Mensah Nkosi Dlamini Petrov Ivanova Kuznetsov Kowalski Wójcik Nowak
Schneider Müller Hoffmann Zimmermann Dubois Lefèvre Moreau Rossi Ferrari Esposito García
Hernández Rodríguez Castillo Silva Pereira Carvalho Andersson Lindqvist Virtanen
Papadopoulos Özdemir Demir Cohen Goldberg Kahananui Ngata Washington Jefferson Whitfield
Baptiste Van_Dijk
""")
CITIES = listed(
    """
Springfield;Portland;Denver;Manchester;Leeds;Cardiff;Glasgow;Dublin;Zurich;Geneva;Munich;
Hamburg;Lyon;Toulouse;Milan;Naples;Seville;Porto;Utrecht;Ghent;Stockholm;Bergen;Kraków;
Prague;Athens;Istanbul;Cairo;Lagos;Accra;Nairobi;Johannesburg;Mumbai;Chennai;Lahore;Dhaka;
Hanoi;Osaka;Busan;Melbourne;Auckland;Toronto;Vancouver;Guadalajara;Bogotá;São Paulo;
Santa Fe;Baton Rouge;Chipping Norton;Winterthur;Stratford-upon-Avon;Kalamazoo;Tuscaloosa
""",
    ";",
)
REGIONS = listed(
    "Ohio;Texas;New Jersey;Kent;Bavaria;Ontario;Queensland;Kerala;North Carolina", ";"
)
COUNTRIES = listed(
    "Canada;Switzerland;Nigeria;Vietnam;Portugal;New Zealand;Poland;Kenya", ";"
)
STREETS = listed(
    """
Maple;Elm;Oakwood;Church;Station;Queen;Jefferson;Sycamore;Lincoln;Highfield;Mill;Victoria;
Martin Luther King;Cedar Hill;Old Kent;Willow Creek
""",
    ";",
)
KINDS = ["Street", "Avenue", "Road", "Lane", "Drive", "Boulevard", "Court", "Terrace"]
FIRMS = listed(
    """
Microsoft;Amazon;Barclays;Wells Fargo;Deutsche Bank;Vodafone;Verizon;Blue Cross;Allianz;
Toyota;Siemens;Novartis;Nestlé;Lufthansa;Walmart;Tesco;Goldman Sachs;Pfizer;Red Cross;
Stanford University;<the> University of Leeds;Mercy Hospital;St. Mary's Hospital;
Kaiser Permanente;<the> Home Office;UNICEF;Accenture;Harlow & Finch LLP;Brightwater Energy Ltd;
Castellan Insurance Group;Northgate Logistics Inc.;Oakridge Primary School;
Pemberton Holdings;Zenith Dental Clinic;Ferris Brothers Construction;First National Bank
""",
    ";",
)


def family_name(pick: Random) -> str:
    return pick.choice(FAMILY).replace("_", " ")


def person_name(pick: Random) -> Value:
    given, family = pick.choice(GIVEN), family_name(pick)
    return word(pick.choices([f"{given} {family}", given], [3, 1])[0])


def full_name(pick: Random) -> Value:
    return word(f"{pick.choice(GIVEN)} {family_name(pick)}")


def surname(pick: Random) -> Value:
    return word(family_name(pick))


def organization(pick: Random) -> Value:
    text = pick.choice(FIRMS)
    return Value(text, (word(text.replace("&", "and")).spoken[0],))


def place(pick: Random) -> Value:
    city = pick.choice(CITIES)
    return word(
        pick.choice(
            [city, city, f"{city}, {pick.choice(REGIONS)}", pick.choice(COUNTRIES)]
        )
    )


def street_address(pick: Random) -> Value:
    number, street = (
        pick.randint(2, 4999),
        f"{pick.choice(STREETS)} {pick.choice(KINDS)}",
    )
    city, code = pick.choice(CITIES), f"{pick.randint(10000, 98999)}"
    if number > 999 and number % 100 > 9:
        said = f"{spoken_forms.cardinal(number // 100)} {spoken_forms.cardinal(number % 100)}"
    else:
        said = spoken_forms.cardinal(number)
    parts = [f"{number} {street}"], [f"{said} {street}"]
    if pick.random() < 0.4:
        flat = pick.randint(2, 19)
        parts[0].append(f"Apartment {flat}")
        parts[1].append(f"apartment {spoken_forms.cardinal(flat)}")
    if pick.random() < 0.7:
        parts[0].append(city)
        parts[1].append(city)
        if pick.random() < 0.5:
            parts[0][-1] += f", {pick.choice(REGIONS)} {code}"
            region = parts[0][-1].split(", ")[1].rsplit(" ", 1)[0]
            parts[1][-1] += f" {region} {spoken_forms.digits(code, pick)}"
    return Value(", ".join(parts[0]), tuple(word(part).spoken[0] for part in parts[1]))
