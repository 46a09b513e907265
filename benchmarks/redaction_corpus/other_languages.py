"""The same in other languages, written by hand and counted apart."""

from __future__ import annotations

from collections.abc import Iterator

from .cases import Sentence

TEXTS = {
    "de": """
Meine E-Mail-Adresse ist [email_address|anna.huber@gmx.de|anna punkt huber at gmx punkt de].
Sie erreichen mich unter [phone_number|0171 2345678|null eins sieben eins zwei drei vier fünf sechs sieben acht].
Meine Telefonnummer ist [phone_number|+49 30 901820|<plus> vier neun drei null neun null eins acht zwei null].
Die IBAN lautet [banking_information|DE89 3704 0044 0532 0130 00|d e acht neun drei sieben null vier null null vier vier null fünf drei zwei null eins drei null null null].
Die Kartennummer ist [credit_card_number|4111 1111 1111 1111|vier eins eins eins eins eins eins eins eins eins eins eins eins eins eins eins].
Ich heiße [person_name|Annegret Schütz].
Mein Name ist [person_name|Bernd Kastner].
Ich bin am [date_of_birth|3. Mai 1974|dritten mai neunzehnhundertvierundsiebzig] geboren.
Ich wohne in [location|Bielefeld].
Meine Reisepassnummer ist [passport_number|C01X00T47|c null eins x null null t vier sieben].
Ich wollte nur kurz fragen, ob das noch geht.
Wir haben [-|drei] Stühle und einen Tisch gekauft.
Das war ein schöner Abend.
""",
    "fr": """
Mon adresse mail est [email_address|luc.moreau@orange.fr|luc point moreau arobase orange point fr].
Mon numéro de téléphone est le [phone_number|06 12 34 56 78|zéro six douze trente quatre cinquante six soixante dix huit].
Voici l'IBAN, [banking_information|FR14 2004 1010 0505 0001 3M02 606|f r quatorze vingt zéro quatre dix dix zéro cinq zéro cinq zéro zéro zéro un trois m zéro deux six zéro six].
Le numéro de carte est [credit_card_number|5555 5555 5555 4444|cinq cinq cinq cinq cinq cinq cinq cinq cinq cinq cinq cinq quatre quatre quatre quatre].
Je m'appelle [person_name|Clémence Girard].
Je suis né le [date_of_birth|12 juillet 1985|douze juillet mille neuf cent quatre vingt cinq].
J'habite à [location|Grenoble].
Le site est [url|www.ma-mutuelle.fr|w w w point ma tiret mutuelle point fr].
On se voit tout à l'heure alors.
Il y avait [-|vingt] personnes dans la salle.
Je ne sais pas quoi vous dire.
""",
    "es": """
Mi correo es [email_address|p.lopez@correo.es|p punto lopez arroba correo punto es].
Mi número de teléfono es el [phone_number|612 34 56 78|seis uno dos tres cuatro cinco seis siete ocho].
El número de la tarjeta es [credit_card_number|4012 8888 8888 1881|cuatro cero uno dos ocho ocho ocho ocho ocho ocho ocho ocho uno ocho ocho uno].
El IBAN es [banking_information|ES91 2100 0418 4502 0005 1332|e s noventa y uno veintiuno cero cero cero cuatro dieciocho cuarenta y cinco cero dos cero cero cero cinco trece treinta y dos].
Me llamo [person_name|Pilar Echeverría].
Nací el [date_of_birth|8 de marzo de 1990|ocho de marzo de mil novecientos noventa].
Vivo en [location|Salamanca].
No pasa nada, se lo explico otra vez.
Compramos [-|diez] sillas para la oficina.
¿Me puede ayudar con una cosa?
""",
    "it": """
La mia mail è [email_address|g.conti@libero.it|g punto conti chiocciola libero punto it].
Il mio numero è [phone_number|347 123 4567|tre quattro sette uno due tre quattro cinque sei sette].
Il numero della carta è [credit_card_number|4929 1234 5678 9015|quattro nove due nove uno due tre quattro cinque sei sette otto nove zero uno cinque].
Mi chiamo [person_name|Donatella Bruno].
Abito a [location|Perugia].
Va bene così, la ringrazio.
Abbiamo [~duration|cinque minuti] per decidere, dai.
""",
    "nl": """
Mijn e-mailadres is [email_address|joost@ziggo.nl|joost apenstaartje ziggo punt nl].
Mijn telefoonnummer is [phone_number|06 12345678|nul zes een twee drie vier vijf zes zeven acht].
Het IBAN is [banking_information|NL91 ABNA 0417 1643 00|n l negen een a b n a nul vier een zeven een zes vier drie nul nul].
Ik heet [person_name|Marijke Hoekstra].
Ik woon in [location|Groningen].
Dat is helemaal goed, dank u wel.
""",
    "pt": """
O meu e-mail é [email_address|rita@sapo.pt|rita arroba sapo ponto pt].
O meu telefone é [phone_number|912 345 678|nove um dois três quatro cinco seis sete oito].
O número do cartão é [credit_card_number|5105 1051 0510 5100|cinco um zero cinco um zero cinco um zero cinco um zero cinco um zero zero].
Chamo-me [person_name|Inês Figueiredo].
Moro em [location|Coimbra].
Pode repetir, por favor?
""",
}


def sentences() -> Iterator[Sentence]:
    for language, text in TEXTS.items():
        for line in text.strip().splitlines():
            yield Sentence(line, "other languages", language)
