"""Natural sentences written by hand, held out: recognizers must not be tuned on them."""

from __future__ import annotations

from collections.abc import Iterator

from .cases import Sentence

CALL_CENTRE = """
Hello, you're through to [person_name|Marisol], how can I help?
Yeah hi, it's [person_name|Declan Rafferty], I rang [~date|this morning] about my broadband.
Sure, my account number is [account_number|4471 0093|four four seven one double oh nine three].
The number on the bill is [account_number|BT-77120-K|b t seven seven one two oh k].
So the order number was [number_sequence|7741 9920|seven seven four one <okay> double nine two oh].
It's [phone_number|07911 123456|oh seven nine double one <um> one two three four five six].
You can ring me on [phone_number|020 7946 0958|oh two oh seven nine four six oh nine five eight] after [~time|six].
Ring my [~marital_status|wife] instead, she's on [phone_number|(617) 253-1000|six one seven two five three one thousand].
My number? [phone_number|617 253. <Mm-hmm.> 1 0 0 0.|six one seven two five three <mm hmm> one oh oh oh]
It's [phone_number|+41 44 668 18 00|<plus> forty one forty four six six eight eighteen hundred], that's the office in [location|Zurich].
My email? It's [email_address|t.okonkwo@brightmail.co.uk|t dot okonkwo at brightmail dot co dot u k].
Spell it for me? [email_address|w-e-n-d-y at sunrise dot ch|w e n d y at sunrise dot c h].
That's [email_address|john.smith@example.com|john dot smith at example dot com], all one word.
It's [email_address|pete_the_plumber@gmail.com|pete underscore the underscore plumber at gmail dot com].
Try [email_address|info at mulligans dot ie|info at mulligans dot i e] if I don't pick up.
Your ticket is [number_sequence|INC0042817|i n c double oh four two eight one seven], please quote it next time.
Go to [url|support.vandermeer.com/returns|support dot vandermeer dot com slash returns] and print the label.
I was on [url|www.fly-cheap.net|w w w dot fly dash cheap dot net] and it took my money twice.
The login is [username|kzofia88|k zofia eighty eight] and no, I never wrote the password down.
I typed in [password|Sunshine99!|capital s sunshine nine nine exclamation mark] like ten times.
It said my username, [username|big_dave|big underscore dave], was already taken.
The router shows [ip_address|192.168.0.1|one nine two dot one six eight dot zero dot one], is that right?
They saw a login from [ip_address|85.214.132.117|eighty five dot two one four dot one thirty two dot one seventeen] in [location|Romania].
I was charged [money_amount|£49.99|forty nine pounds ninety nine] instead of [money_amount|£29|twenty nine].
The delivery went to [location|14 Larch Close|fourteen larch close], I'm at [location|40|forty].
Ship it to [location|Flat 3, 27 Calder Street, Govanhill, Glasgow G42 7NR|flat three twenty seven calder street govanhill glasgow g four two seven n r].
It's under my [~marital_status|husband's] name, [person_name|Tadeusz Wrona|tadeusz wrona].
I've been with [organization|Vodafone] for [duration|eleven years] and never had this.
The handset is a [~organization|Samsung] and the serial is [number_sequence|R58M 3109 QZX|r five eight m three one zero nine q z x].
Could you confirm your mother's maiden name? It's [person_name|Abernathy].
My pin, um, it's [password|4 8 2 9|four eight two nine].
It's [person_name|Nguyen], [~|N-G-U-Y-E-N|n g u y e n].
"""

MEDICAL = """
[~|Dr.|doctor] [person_name|Achterberg] referred me for [medical_process|<an> MRI|<an> m r i] of the knee.
The patient is a [person_age|67|sixty seven] year old [~|woman] with [medical_condition|atrial fibrillation].
She takes [drug|metoprolol] and [drug|Eliquis], nothing else.
I'm allergic to [drug|penicillin].
My NHS number is [healthcare_number|943 476 5919|nine four three <er> four seven six five nine one nine].
The member ID on the insurance card is [healthcare_number|XKW 4410 7725|x k w four four one zero seven seven two five].
Her Medicare number is [healthcare_number|1EG4-TE5-MK73|one e g four t e five m k seven three].
MRN [healthcare_number|00482913|double zero four eight two nine one three], room four please.
He was born on [date_of_birth|<the> 9th of June 1961|<the> ninth of june nineteen sixty one].
Date of birth? [date_of_birth|11/02/1987|eleven two eighty seven].
When were you born? [date_of_birth|May 5th, '92|may fifth ninety two].
[person_name|Ottoline] came in with [injury|<a> broken collarbone] after she fell off a horse.
He has had [medical_condition|type 1 diabetes|type one diabetes] since he was [person_age|nine].
They found [medical_condition|<a> tumour] and started [medical_process|chemotherapy] on [date|<the> 3rd of March|<the> third of march].
I had [medical_process|<a> hysterectomy] in [date|2014|twenty fourteen].
My blood group is [blood_type|B positive].
She's [~|pregnant], and she is [physical_attribute|five foot two].
My son, he's [person_age|six], keeps having [medical_condition|seizures].
We'll see you at [organization|St. Vincent's Hospital] on [date|Thursday the 14th|thursday the fourteenth].
The prescription is for [drug|amoxicillin], [~time,duration,date,date_interval|three times a day].
I've struggled with [medical_condition|anxiety] ever since.
Please fax the results to [phone_number|212-639-2000|two one two six three nine two thousand].
I see a [~occupation|psychiatrist] for [medical_condition|PTSD|p t s d].
[person_name|Wanjiru Kamau] was discharged [~date|today] with [drug|warfarin].
"""

BANK = """
Okay, the card is [credit_card_number|4929 1234 5678 9015|four nine two nine one two three four five six seven eight nine oh one five].
It's [credit_card_number|5425 2334. <Yep.> 3010 9903.|five four two five two three three four <yep> three oh one oh double nine oh three]
Mine is an [~organization|Amex], [credit_card_number|3782 822463 10005|three seven eight two eight two two four six three one triple oh five].
The number? [credit_card_number|4 0 1 2 8 8 8 8 8 8 8 8 1 8 8 1|four oh one two double eight double eight <uh> double eight double eight one double eight one].
And it expires [credit_card_expiration|09/28|oh nine twenty eight].
Expires in [credit_card_expiration|August 2027|august twenty twenty seven].
Three digits on the back are [credit_card_cvv|804|eight oh four].
The code on the front is [credit_card_cvv|7 3 3 1|seven three three one], it's an [~organization|Amex].
I need to read you the IBAN, it's [banking_information|DE89 3704 0044 0532 0130 00|d e eight nine three seven oh four double oh double four oh five three two oh one three double oh].
The sort code is [banking_information|40-47-84|forty forty seven eighty four] and the account is [banking_information|70872490|seven oh eight seven two four nine oh].
Routing number [banking_information|021000021|oh two one triple zero oh two one], account [banking_information|6102 3345 81|six one oh two double three four five eight one].
Wire it to [banking_information|CH93 0076 2011 6238 5295 7|c h ninety three double zero seven six twenty eleven sixty two thirty eight fifty two ninety five seven], please.
My social is [us_social_security_number|219-09-9994|two one nine <go ahead> oh nine <um> nine nine nine four].
The last four of my social are [us_social_security_number|7730|seven seven three oh].
I want to move [money_amount|$12,500|twelve thousand five hundred dollars] to my savings.
My salary is [money_amount|eighty-two thousand dollars] before tax.
A payment of [money_amount|€1,204.16|one thousand two hundred and four euros sixteen] to [organization|Bellweather Lettings] didn't go through.
The mortgage is in both names, [person_name|Gwendolyn Pryce-Jones] and [person_name|Tariq Aziz].
I opened it at the branch in [location|Wolverhampton] in [date|November 2019|november twenty nineteen].
The password for phone banking is [password|marmalade].
My memorable word is [password|Kingfisher].
They took [money_amount|three hundred quid] out of my account.
The reference on the transfer is [number_sequence|RF18 5390|r f one eight five three nine oh].
My online banking user ID is [username|8830172|eight eight three oh one seven two].
The card ends in [credit_card_number|4471|four four seven one].
My IBAN, let me see, [banking_information|GB29 NWBK 6016 1331 9268 19|g b two nine n w b k sixty sixteen thirteen thirty one ninety two sixty eight nineteen].
"""

POLICE = """
The suspect is a [~|white male], about [person_age|35|thirty five], with [physical_attribute|<a> scar on his chin].
He drove a blue Corolla, plate [vehicle_id|8XKR291|eight x ray kilo romeo two nine one].
The registration was [vehicle_id|LD19 FHK|lima delta one nine foxtrot hotel kilo].
License and registration please. It's [drivers_license|D6210034|d six two one double oh three four].
The VIN on the dashboard reads [vehicle_id|1M8GDM9AXKP042788|one m eight g d m nine a x k p oh four two seven eight eight].
I saw [person_name|<Mr.> Balakrishnan|<mister> balakrishnan] leave the house at [time|half past two].
It happened at the corner of [location|Fifth Avenue and 42nd Street|fifth avenue and forty second street].
My passport, number [passport_number|533380006|five three three three eight triple oh six], was in that bag.
They took my passport as well, it's [passport_number|X4RTBPFW4|x four r t b p f w four].
The witness, [person_name|Imogen Achebe], lives at [location|9 Harbour View|nine harbour view].
[~|Officer] [person_name|Delgado], badge [number_sequence|20714|two zero seven one four].
He said his name was [person_name|Kofi] and that he came from [location|Kumasi].
She's [nationality|Ukrainian] and doesn't speak much [language|English].
Case number [number_sequence|24-118830|two four one one eight eight three oh], filed on [date|April 2nd|april second].
He's about [physical_attribute|six foot three], [physical_attribute|bald], no glasses.
We got a call from [phone_number|305-555-0147|three oh five five five five oh one four seven] about a break-in on [location|Alder Lane].
The victim, [person_name|Rosalind Tuck], is [person_age|81|eighty one].
Send a unit to [location|2216 West Belmont Avenue|twenty two sixteen west belmont avenue], second floor.
"""

WORK = """
We're offering you [money_amount|$95,000|ninety five thousand dollars] a year plus bonus.
Her emergency contact is [person_name|Bjørn Halvorsen] on [phone_number|+47 22 12 34 56|<plus> four seven double two one two three four five six].
I was a [occupation|forklift operator] at [organization|Maersk] [date_interval|<from> 2015 to 2021|<from> twenty fifteen to twenty twenty one].
My employee number is [account_number|E-30947|e three zero nine four seven].
I'm [marital_status|divorced] and I have [~|two kids].
She's on [~|maternity leave] until [date|<the> first of October].
[person_name|Hyun-woo|hyun woo] will take over from [person_name|Saoirse] in [date|January].
He studied at [organization|<the> University of Coimbra].
I'd like to put [person_name|Emeka Obi] forward for promotion.
My national insurance number is [number_sequence|QQ 12 34 56 C|q q one two three four five six c].
Tax ID, that's [number_sequence|86 095 742 719|eighty six oh nine five seven four two seven one nine].
He is openly [gender_sexuality|gay] and a practising [religion|Catholic].
As a [religion|Muslim] I'd need a room to pray.
Please share [filename|payroll_2024.xlsx|payroll underscore twenty twenty four dot x l s x] only with [person_name|Henrike].
I put it under [url|https://intranet.holtmann.io/leave|h t t p s colon slash slash intranet dot holtmann dot i o slash leave].
We had [person_name|Guillermo], [person_name|Anneliese] and [person_name|Raj] in the meeting.
I interviewed with [person_name|Fenella Marchbanks] from [organization|Deloitte].
I turned [person_age|fifty] and they let me go.
Her visa says she's [nationality|Filipino].
The commute from [location|Croydon] takes [duration|ninety minutes].
"""

EVERYDAY = """
[~event|Happy birthday], [person_name|Thandiwe]!
Mum said [person_name|<Uncle> Barnaby|<uncle> barnaby] is coming for [~event,date|Christmas].
Tell [person_name|Zainab] I said hi.
We flew from [location|Reykjavik] to [location|Faro].
I met [person_name|Ludovic] at [event|<the> Edinburgh Festival].
Did you see that [person_name|Serena Williams] won again?
[person_name|Hugo]'s school is on [location|Pembroke Road].
My little sister is [person_age|four].
My gran's [person_age|ninety-three] and still drives.
I'm a [zodiac_sign|Taurus], so I'm stubborn.
We named the baby [person_name|Oluwaseun].
The party is at [location|52 Juniper Crescent|fifty two juniper crescent], come around [time|8 p.m.|eight p m].
He speaks [language|Finnish] and a bit of [language|Welsh].
My dad's a [occupation|beekeeper], he's from [location|Slovenia].
I voted [political_affiliation|Labour] my whole life.
Meet me in [location|Trafalgar Square] at [time|noon].
The Wi-Fi is [password|blueberry-42|blueberry dash forty two].
I follow [username|@lena.bakes|at lena dot bakes] for the recipes.
[person_name|Theodora] and [person_name|Cyrus] got [marital_status|engaged] in [location|Lisbon].
I bought it at [organization|IKEA] for [money_amount|sixty euros].
We're off to [location|Sicily] in [date|June].
She was born [date_of_birth|<on> Christmas Day 1999|<on> christmas day nineteen ninety nine].
"""

NEGATIVE = """
I'll mark it down as paid.
May we come a bit later?
She rose early and went for a run.
Grant us a little more time, would you?
I'm in the queue, number [-|7|seven].
Your call is important to us.
All our agents are busy at the moment.
Press [-|1|one] for [~language,nationality|English].
You have [-|3|three] new messages.
I've told you [-|three] times already.
Can I have your card number, please?
Take a seat, the [~occupation|nurse] is coming.
Take [-|two] tablets [~time,duration,date|twice a day] after meals.
Blood pressure is [~statistics|120 over 80|one twenty over eighty].
Her temperature is [-|38.5|thirty eight point five].
The pulse is [-|72|seventy two], that's fine.
The wound is [-|4|four] centimetres long.
It's on the second shelf from the top.
We beat them [-|5-2|five two] at home.
Interest rates are going up again.
I can't remember the code.
Is it a credit or a debit card?
Your balance is too low for this.
You need at least [-|12|twelve] characters in it.
The suspect ran towards the river.
There were [-|3|three] of them in a van.
He was doing [-|80|eighty] in a thirty zone.
Nobody was hurt, thank God.
Shots fired, all units respond.
The door was locked from the inside.
We have [-|15|fifteen] applicants for one position.
The meeting is in the big room.
Please fill in the form and sign it.
The annual report has [-|212|two hundred twelve] pages.
Let's circle back on that.
Our headcount went from [-|40 to 65|forty to sixty five].
We're on version [-|3.11|three point eleven] now.
The penny dropped in the end.
It's as old as the hills.
I could murder a curry.
Preheat the oven to [-|200|two hundred] degrees.
You need [-|250|two hundred and fifty] grams of butter.
Read page [-|94|ninety four] for homework.
He ran a marathon and came in [-|1,204th|one thousand two hundred and fourth].
A hundred and one dalmatians is a lot of dogs.
The remote needs [-|two] batteries.
They live happily ever after.
It's a long story, I'll tell you later.
Turn left at the lights, then straight on.
There's a pub at the end of the road.
Well, that was a bit rich.
I'd give it [~statistics|seven out of ten].
The dog ate my sandwich.
Don't you dare.
That's [-|six of one and half a dozen of the other].
"""

GROUPS = (CALL_CENTRE, MEDICAL, BANK, POLICE, WORK, EVERYDAY)


def sentences() -> Iterator[Sentence]:
    for text in GROUPS:
        yield from (Sentence(line, "held out") for line in text.strip().splitlines())
    for line in NEGATIVE.strip().splitlines():
        yield Sentence(line, "held out negative")
