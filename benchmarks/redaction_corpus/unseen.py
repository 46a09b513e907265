"""More natural sentences by hand, held out, too: written while recognizers were developed.

None of their misses was looked at when these were worked on.
"""

from __future__ import annotations

from collections.abc import Iterator

from .cases import Sentence

CALLS = """
Hiya, can I speak to [person_name|Bronagh] please?
Right, so the name's [person_name|Ferdinand Osei], [person_name|O S E I].
Lovely. And a contact number? Yeah, [phone_number|0161 496 0713|oh one six one <yeah> four nine six <yeah> oh seven one three].
It's a landline, [phone_number|01632 960 983|zero one six three two nine six zero nine eight three].
My mobile's [phone_number|(332) 456-7788|three three two four five six double seven double eight].
Um, the email, it's, um, [email_address|rosa.delgado91@hotmail.com|rosa dot delgado nine one at hotmail dot com].
Email it over to [email_address|accounts@thistleandco.com|accounts at thistle and co dot com] would you?
My email's just my first name and last name, [email_address|ingaberg@posteo.de|inga berg at posteo dot d e].
Card number's [credit_card_number|4539 5787 6362 1486|four five three nine five seven eight seven six three six two one four eight six].
Then the expiry. [credit_card_expiration|11/27|eleven twenty seven]. And the CVV? [credit_card_cvv|392|three nine two].
Okay so that's [credit_card_number|5105 1051. <Sorry, go on.> 0510 5100.|five one oh five one oh five one <sorry go on> oh five one oh five one oh oh]
The social's [us_social_security_number|512-33-8841|five one two three three double eight four one], born [date_of_birth|2/14/79|two fourteen seventy nine].
My date of birth's the [date_of_birth|22nd of the 8th 1990|twenty second of the eighth nineteen ninety].
I'm [person_age|29|twenty nine] and my husband is [person_age|31|thirty one].
The wee man is only [person_age|three].
She passed away [~|last year], she was [person_age|102|a hundred and two].
I live on [location|Ravenscourt Avenue], number [location|18|eighteen].
The postcode is [location|SW1A 2AA|s w one a two a a].
Zip code [location|90210|nine oh two one oh].
They found her in [location|Lake Tahoe].
He's gone back to [location|Bangladesh] to see his mum.
I've been on [drug|citalopram] since the summer.
My dad's got [medical_condition|dementia], he keeps wandering off.
She slipped and got [injury|<a> black eye].
They're doing [medical_process|<a> bypass] on him [~date,time|tomorrow].
I bank with [organization|Santander], have done for years.
Used to work at [organization|Tesco] on the tills.
We're with [organization|Hargreave Mutual] for the house insurance.
My sort code's [banking_information|60-83-71|sixty eighty three seventy one], account [banking_information|5567 0132|five five six seven oh one three two].
Account number [account_number|93 771 204|nine three double seven one two oh four], it's the gas.
Policy [account_number|HX/2219/04|h x two two one nine oh four], the home one.
Booking reference [number_sequence|K7PQ2M|k seven p q two m].
Tracking says [number_sequence|1Z 999 AA1 01 2345 6784|one z nine nine nine double a one oh one two three four five six seven eight four].
The reg is [vehicle_id|YK21 ZBD|yankee kilo two one zulu bravo delta].
Passport number? Hang on. [passport_number|C01X00T47|c oh one x double oh t four seven].
My licence number is [drivers_license|MORGA 753116 SM9IJ|m o r g a seven five three one one six s m nine i j].
My NHS number, it's [healthcare_number|401 023 2137|four oh one oh two three two one three seven].
The password's [password|qwerty123|q w e r t y one two three], I know, I know.
I set the pin to [password|1 9 8 4|one nine eight four].
Username's [username|mrs_biscuit|mrs underscore biscuit].
I'm [username|nightowl77|nightowl seventy seven] on there.
Have a look on [url|moneysavingexpert.com|moneysavingexpert dot com].
It's slash billing, so [url|tallybooks.app/billing|tallybooks dot app slash billing].
It pings [ip_address|10.0.0.254|ten dot zero dot zero dot two fifty four] fine.
The bill's [money_amount|£184.20|a hundred and eighty four pounds twenty].
I paid a deposit of [money_amount|five grand].
The fine was [money_amount|$275|two seventy five dollars].
Book me in for [date|the 19th of December|the nineteenth of december] at [time|quarter past nine].
My daughter [person_name|Persephone] and her friend [person_name|Mbali] went missing on [date|Sunday].
[person_name|Ravinder Gill], that's [person_name|R A V].
Tell [person_name|<Sergeant> Whitlock|<sergeant> whitlock] I called.
I'm a [occupation|locksmith] by trade.
He's [nationality|Scottish] and [religion|Jewish].
I was with [person_name|Nuala], [person_name|Dermot] and a lad called [person_name|Spike].
It's [person_name|Joanna] with a J.
Is that [person_name|Cormac]? It's [person_name|Aoife] from the clinic.
My surname's [person_name|Vandenberghe].
The cheque is made out to [person_name|Lucinda Hartwell].
My boss, [person_name|Takumi], signed it off.
[person_name|Zehra] hasn't replied.
He goes by [person_name|Mohsin].
I need to change the name from [person_name|Harriet Bloom] to [person_name|Harriet Sandhu].
We're at the [organization|Marriott] near [location|Heathrow].
I'm calling about flat [location|4B, 110 Rosewood Close|four b one ten rosewood close].
I was brought up in [location|Aberystwyth].
My address? [location|5708 Cactus Wren Way, Tucson, Arizona|fifty seven oh eight cactus wren way tucson arizona].
Her number's [phone_number|0049 151 2345 6789|double oh four nine one five one two three four five six seven eight nine].
Send me a text, [phone_number|808 555 0134|eight oh eight five five five oh one three four].
It's the Visa, [credit_card_number|4916 3385 0608 2832|forty nine sixteen thirty three eighty five oh six oh eight twenty eight thirty two].
Do you take [~organization|Amex]? [credit_card_number|3714 496353 98431|three seven one four <yes> four nine six three five three <okay> nine eight four three one].
Security code [credit_card_cvv|561|five six one].
I've got [medical_condition|eczema] on both arms.
They put me on [drug|Humira].
She's having [medical_process|<an> ultrasound] in [date|May].
I sprained [injury|<my> wrist].
His dad was [nationality|Italian].
My income's [money_amount|thirty-one thousand] a year.
We settled on [money_amount|$4.2 million|four point two million dollars].
I'm retired, [person_age|68|sixty eight], living on my own.
Last seen wearing a red coat at [time|11:20 p.m.|eleven twenty p m].
The meeting's on [date|6 November|the sixth of november].
I'm a [occupation|welder] by trade.
May I put you on hold?
I'd mark that as urgent.
Will that be all?
Did you try to turn it off and on again?
My hands are full at the moment.
The page won't load past [~statistics|60 percent|sixty percent].
Rose water and basil make a nice syrup.
I've got [-|two] bags and a coat to check in.
The engine makes a funny noise at high speed.
We have a sale on, everything must go.
It says error [-|503|five oh three] on the screen.
The bus comes every [~duration,time|15 minutes|fifteen minutes].
I'm just browsing, thanks.
There's a hole in the roof.
You'll get a text with a link.
It takes [~duration|three to five working days].
He missed a penalty and they lost [-|3-1|three one].
Bring [-|2|two] forms of ID.
It's a hard pill to swallow.
The crown jewels are on show.
I'm all ears.
We use a [-|12|twelve] volt battery.
Is the shop still open?
She was over the moon.
"""

EXCHANGES = """
Good afternoon, [organization|Trinity Water], [person_name|Colette] speaking, how may I help?
Yeah, hi, [person_name|Colette], my name's [person_name|Desmond Achterkamp] and I've moved house.
Can I take the first line of your address? It's [location|31 Bramble Walk|thirty one bramble walk].
And the postcode? [location|LS6 2QT|l s six two q t].
And your customer number? It's, um, [account_number|5520 7781 4|double five two oh double seven eight one four].
And what was your old address? [location|Flat 9, Wharfside House, Hull|flat nine wharfside house hull].
The direct debit comes from [organization|Nationwide], sort code [banking_information|07-01-16|oh seven oh one one six].
It's [banking_information|3381 9042|double three eight one nine oh four two], the account.
Best number for you? [phone_number|07700 900461|oh double seven double oh nine double oh four six one].
And an email? [email_address|des.achterkamp@talktalk.net|des dot achterkamp at talk talk dot net].
All done, [person_name|<Mr.> Achterkamp|<mister> achterkamp], your reference is [number_sequence|TW-88130|t w double eight one three oh].
Emergency, which service? My dad's collapsed, he's [person_age|79|seventy nine].
What's the address? [location|16 Vicarage Road|sixteen vicarage road], hurry.
Is he breathing? Yes, but he's got [medical_condition|angina], he takes [drug|bisoprolol].
His name is [person_name|Leopold], [person_name|Leopold Brandt].
We've got a unit coming from [location|Newbury].
And who are you, love? I'm his daughter, [person_name|Mina].
I'm [~occupation|Nurse] [person_name|Okeke] and I'll be doing your [medical_process|blood pressure check].
Any allergies? [drug|Codeine] makes me sick.
You had [medical_process|<a> hernia repair] in [date|2018|twenty eighteen], is that right?
Her date of birth is [date_of_birth|19/04/2001|nineteen four two thousand and one].
Hospital number [healthcare_number|T 448 1290|t four four eight one two nine oh].
I was knocked off my bike and have [injury|<a> cracked rib|<a> cracked rib].
My [~marital_status|wife] [person_name|Hedda] is [person_age|37|thirty seven] and [~|pregnant].
Hi [person_name|Ottavio], this is [person_name|Brandi] from [organization|Summit Credit Union].
I'm calling about a charge of [money_amount|$318.45|three hundred eighteen dollars and forty five cents].
To verify you, the last four of your social? [us_social_security_number|6092|six oh nine two].
And your full card number? [credit_card_number|4485 2757 4230 8327|four four eight five <mm hmm> two seven five seven <okay> four two three oh <okay> eight three two seven].
The expiration? [credit_card_expiration|June 2028|june twenty twenty eight].
And the code on the back? It's [credit_card_cvv|229|double two nine].
Your mother's maiden name? [person_name|Salvatore].
Put it in savings, routing [banking_information|121000248|one two one triple zero two four eight].
My online name is [username|otti_v|otti underscore v].
I set my password to [password|Blue$Heron7|capital blue dollar sign capital heron seven].
I make about [money_amount|six thousand dollars] a month at [organization|FedEx].
I live in [location|Baton Rouge] now but my license is from [location|Idaho].
Driver's license is [drivers_license|AB 123 456 C|a b one two three four five six c].
The truck's VIN, [vehicle_id|1FTFW1ET5DFC10312|one f t f w one e t five d f c one oh three one two].
I saw a silver [~organization|Honda], plate [vehicle_id|6TRJ244|six t r j two four four].
He was around [physical_attribute|five nine], with [physical_attribute|<a> goatee|<a> goatee].
Name's [person_name|Yevgenia Marchenko], I'm [nationality|Ukrainian].
My passport's [passport_number|FE 482 911|f e four eight two nine one one].
We interviewed [~occupation,person_name|Dr.|doctor] [person_name|Solveig Aune] for the position.
She's been a [occupation|paramedic] for [duration|six years].
I emailed [person_name|Bharti] at [email_address|b.nair@corvid.ai|b dot nair at corvid dot a i].
See [url|corvid.ai/careers|corvid dot a i slash careers].
We're hiring in [location|Tallinn] and [location|Vilnius].
I went to school with [person_name|Anselm].
[person_name|Femi] broke up with [person_name|Charlotte].
Nan's in [location|Torquay] till [date|Saturday].
[person_name|<Auntie> Jo|<auntie> jo] is making dinner.
[person_name|Kieran], dinner's ready!
Have you seen [person_name|Blessing] around?
My cousin [person_name|Xander] is [gender_sexuality|gay].
My [religion|Quaker] friends don't drink.
The vet is on [location|Canal Street].
Let's meet on [date|<the> 30th|<the> thirtieth].
It's [time|ten to seven] already.
That'll be [money_amount|twelve pounds fifty], please.
Have a read of that and let me know.
The first bit is fine, the second isn't.
I've been on hold for ages, this is a joke.
We stock it in green, brown and rose.
Ray of light, that's what it looked like.
Add [-|2|two] cups of flour and a pinch of salt.
Pick up the chips from the chip shop.
They're drawn to the light at the end.
You need to sign page [-|3|three] and page [-|11|eleven].
He has more goals than the rest put together.
I might sue, but it's a faff.
That lamp uses a [-|60|sixty] watt bulb.
Sandy beaches and clear water, that's my kind of trip.
The car park is full.
We drew [-|2-2|two all] in the end.
The line's not great, could you speak up?
Just bear with me a moment.
What was the question again?
It'll be [-|four or five] boxes, tops.
Don't bank on it.
He was frank about the whole thing.
"""

GROUPS = (CALLS, EXCHANGES)


def sentences() -> Iterator[Sentence]:
    for text in GROUPS:
        for line in text.strip().splitlines():
            yield Sentence.of(line, "unseen")
