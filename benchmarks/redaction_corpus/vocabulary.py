"""What is named by words of its own: illnesses, trades, faiths and so on."""

from __future__ import annotations

from random import Random

from .values import Value, word

_TERMS = {
    "blood_type": "O negative;A positive;B negative;AB positive;O positive;type A negative",
    "drug": (
        "ibuprofen;metformin;Lipitor;amoxicillin;Xanax;insulin;paracetamol;Zoloft;warfarin;"
        "lisinopril;prednisone;oxycodone;Ozempic;levothyroxine;aspirin;gabapentin"
    ),
    "event": (
        "<the> World Cup;<the> Super Bowl;<the> Olympics;Hurricane Katrina;World War II;"
        "Oktoberfest;Glastonbury Festival;<the> French Revolution"
    ),
    "filename": (
        "report_final.pdf;invoice.docx;budget.xlsx;holiday.jpg;backup.zip;notes.txt;"
        "setup.exe;contract_signed.pdf"
    ),
    "gender_sexuality": (
        "transgender;bisexual;gay;lesbian;non-binary;heterosexual;<a> trans woman;queer"
    ),
    "injury": (
        "<a> broken arm;<a> sprained ankle;<a> concussion;<a> torn ligament;<a> fractured wrist;"
        "whiplash;<a> dislocated shoulder;third-degree burns"
    ),
    "language": "Spanish;Mandarin;Portuguese;Arabic;German;Tagalog;Hindi;Swahili;Polish",
    "marital_status": "married;divorced;single;widowed;separated;engaged;<a> widow",
    "medical_condition": (
        "type two diabetes;asthma;epilepsy;high blood pressure;breast cancer;depression;"
        "Parkinson's disease;migraines;HIV;arthritis;bipolar disorder;Crohn's disease;"
        "pneumonia;hypertension"
    ),
    "medical_process": (
        "chemotherapy;<a> colonoscopy;<an> MRI;<a> hip replacement;dialysis;<a> blood test;"
        "<a> biopsy;knee surgery;<a> C-section;<an> X-ray;physiotherapy"
    ),
    "nationality": "Canadian;Brazilian;Nigerian;Swiss;Japanese;Irish;Pakistani;Norwegian",
    "occupation": (
        "electrician;software engineer;nurse;truck driver;accountant;plumber;dentist;"
        "kindergarten teacher;paralegal;bartender;civil engineer;pharmacist"
    ),
    "physical_attribute": (
        "blue eyes;red hair;<a> tattoo;brown hair;<a> beard;curly hair;green eyes;<a> mole"
    ),
    "political_affiliation": (
        "Republican;Democrat;Labour;conservative;socialist;<the> Green Party;libertarian"
    ),
    "religion": "Catholic;Muslim;Jewish;Buddhist;Hindu;Sikh;Lutheran;Jehovah's Witness",
    "zodiac_sign": "Scorpio;Leo;Sagittarius;Pisces;Capricorn;Virgo;Gemini;Aquarius",
}
TERMS = {policy: tuple(terms.split(";")) for policy, terms in _TERMS.items()}
_SPOKEN = {
    "report_final.pdf": "report underscore final dot p d f",
    "invoice.docx": "invoice dot doc x",
    "budget.xlsx": "budget dot x l s x",
    "holiday.jpg": "holiday dot j p g",
    "backup.zip": "backup dot zip",
    "notes.txt": "notes dot t x t",
    "setup.exe": "setup dot e x e",
    "contract_signed.pdf": "contract underscore signed dot pdf",
    "World War II": "world war two",
    "HIV": "h i v",
    "<an> MRI": "<an> m r i",
    "<a> C-section": "<a> c section",
    "<an> X-ray": "<an> x ray",
}


def term(policy: str, pick: Random) -> Value:
    text = pick.choice(TERMS[policy])
    return Value(text, (_SPOKEN[text],)) if text in _SPOKEN else word(text)
