"""Words about names: titles, introductions, and what is capitalized but no person."""

from __future__ import annotations

from transcriptions.entities.phrases import Leads
from transcriptions.entities.word_sets import word_set

#: A surname or full name follows, even one that is a common word: Mr. King.
TITLES = word_set(
    "mr mister mrs missus misses ms mx miss dr doctor prof professor sir madam herr frau monsieur "
    "madame mademoiselle señor señora señorita signor signora signore meneer mevrouw senhor "
    "senhora doutor doutora dottor dottoressa"
)
#: Also words of their own: a name follows only if it looks like one.
OFFICES = word_set(
    "officer detective sergeant captain lieutenant colonel major general judge justice senator "
    "president governor mayor pastor father reverend rabbi imam uncle aunt auntie coach nurse lord grandma grandpa granny "
    "lady king queen prince princess chancellor minister secretary congressman congresswoman "
    "principal agent inspector don doña tante onkel oncle tío tía zio zia"
)
#: Of those, the ones that a given name follows, whatever word it is: aunt May.
KIN = word_set("uncle aunt auntie grandma grandpa granny gramps cousin sister brother")
#: What stands right before a name and says so.
INTRODUCTIONS = Leads(
    "my name is;my name;name is;name was;first name is;last name is;surname is;named;"
    "i am called;he is called;she is called;the name;goes by;named him;named her;named it;name him;name her;names are;account holder is;"
    "under the name;under the name of;in the name of;by the name of;full name is;full name;"
    "first name;last name;maiden name is;maiden name;surname;account holder;"
    "mein name ist;ich heiße;ich heisse;heißt;name ist;nachname ist;vorname ist;"
    "je m'appelle;m'appelle;mon nom est;s'appelle;me llamo;se llama;mi nombre es;mi chiamo;"
    "si chiama;il mio nome è;mijn naam is;ik heet;heet;meu nome é;me chamo;chamo me;se chama"
)
#: A name may follow; what else may too must be ruled out.
GREETINGS = Leads(
    "hi;hello;hey;dear;thanks;thank you;good morning;good afternoon;good evening;bye;goodbye;"
    "welcome;call me;call him;call her;hallo;danke;liebe;lieber;bonjour;merci;cher;chère;hola;gracias;querido;querida;"
    "ciao;grazie;caro;cara;dag;bedankt;beste;olá;obrigado;obrigada;guten tag;buenos días"
)
APPROACHES = Leads(
    "i'm;i am;this is;that is;that's;it's;it is;spoke to;spoke with;speak to;speak with;"
    "speaking to;speaking with;talk to;talk with;talked to;talked with;talking to;"
    "talking with;ask for;asked for;asking for;ask;asked;through to;connect me to;met;meet;"
    "kids are;children are;sons are;daughters are;twins are;parents are;friends are;"
    "texted;emailed;phoned;rang;visited;asked;please welcome;goodbye to;you on to;"
    "told;tell;called;it was;that you;is that;is this;was that;attention;regards;sincerely;signed;signed by;"
    "yours truly;kind regards;best regards;sincerely yours;"
    "issued to;payable to;belongs to;married to;engaged to;on behalf of;patient;"
    "ich bin;hier ist;hier spricht;ici;c'est;je suis;soy;habla;sono;parla;ik ben;met;sou;"
    "aqui é;fala"
)
RELATIONS = word_set(
    "son daughter wife husband brother sister friend neighbor neighbour boss colleague coworker "
    "cousin nephew niece uncle aunt grandson granddaughter girlfriend boyfriend partner fiancé "
    "fiancée fiance fiancee roommate classmate manager supervisor assistant lawyer attorney "
    "therapist landlord tenant client patient agent suspect victim witness mum mom dad stepson "
    "stepdaughter godson godmother godfather buddy frau mann tochter sohn femme mari fille fils "
    "esposa marido hijo hija hermano hermana moglie marito figlio figlia"
)
#: What only people do, behind a name.
PERSON_VERBS = word_set(
    "said says told asked asks called calls wants wanted signed wrote texted emailed phoned thinks "
    "thought replied answered speaking calling here whispered smiled laughed"
)
PARTICLES = word_set(
    "de del della di da dos das van von der den la le bin ibn al el ter ten zu du o mac mc st"
)
#: Given and family names that are verbs or other words so often that, in lower case, only
#: a title or an introduction before them, never a first name alone, makes them one.
NEVER_ALONE = word_set(
    "will may more good case hope love way day long little best post read real hand date even much "
    "can so an one two in on is was be do see any all may say you he she his her its we us me my "
    "the a and or not no yes yeah okay ok to for of at by as with from about into over after again "
    "how why who what when where which that this these those there here now then just only very "
    "also too but if than because while until since have has had get got go going come came make "
    "made take took give gave tell told said says call called calls ask asked want wants know knows "
    "think thinks like likes need needs work works live lives early fall fair short small low power "
    "clear please speaking calling regarding lot guy man son job else ever less true worth add link "
    "chance price general page major edit baby media doctor lawyer author boss carry kick roll till "
    "hence unique press floor cash lucky summer karma sister male brain math rush con skip con tab "
    "fed una del les van der sole lone tad dot versa sincere english french german christian best "
    "today tomorrow yesterday tonight morning afternoon evening monday tuesday wednesday thursday "
    "friday saturday sunday spell spelled spelt"
)
#: Virtues, and other words that may stand where a person might.
ABSTRACT = word_set(
    "hope faith grace joy patience art chance love justice destiny mercy charity harmony liberty "
    "rose dawn may june april august summer young rich sunny max cash guy buddy lucky honey precious "
    "sky star junior prince princess angel baby christian german happy true earnest sincere frank "
    "major doctor sage rusty dusty rocky sandy misty stormy windy pleasant merry royal noble"
)
#: Written with capitals though no person.
PROPER_NOT_PERSON = word_set(
    "i i'm i'll i've i'd ok okay tv usa uk us eu pm am mr mrs dr id pin god lord jesus christ bible "
    "internet web english french german monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december "
    "christmas easter thanksgiving covid dna mri cvv cvc ssn dob vin vat iban nhs gps usb pdf html "
    "url http wifi wi fi north south east west northern southern eastern western street avenue road "
    "lane drive boulevard court social security medicare medicaid visa mastercard passport "
    "apartment suite unit floor room number reference page chapter"
)
