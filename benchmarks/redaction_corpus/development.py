"""Natural sentences written by hand that recognizers were developed on.

Each was new to them when it was first tried, and what was missed then was worked on: they
tell whether something that once was found is found still, not how well new ones are.
"""

from __future__ import annotations

from collections.abc import Iterator

from .cases import Sentence

NUMBERS = """
Can you read it back? It's [phone_number|773 555 0182|seven seven three five five five zero one eight two].
The fax is the same but ends in [phone_number|83|eight three].
Yeah so it's plus [phone_number|353 87 123 4567|three five three eight seven one two three four five six seven].
Area code [phone_number|415|four one five], then [phone_number|555 2671|triple five two six seven one].
My number is [phone_number|1-800-555-0199|one eight hundred five five five oh one nine nine], extension [phone_number|42|forty two].
Call [~phone_number|911|nine one one]!
Reach me at [phone_number|555-2368|five five five two three six eight] [~|tonight].
It's [email_address|m.k.tanaka@ntt.co.jp|m dot k dot tanaka at n t t dot co dot j p].
My address is [email_address|sales@bluefin.io|sales at blue fin dot i o].
Email me, [email_address|kate-93@live.com|kate hyphen ninety three at live dot com].
Is it [email_address|bob@foo.org|bob at foo dot org] or [email_address|robert@foo.org|robert at foo dot org]?
We met at dot com boom times.
Look at dot matrix printers.
He looked at [~url,organization|google.com|google dot com] for a second.
The card, it's [credit_card_number|6011 1111 1111 1117|six zero double one one one one one one one one one one one one seven].
[~organization|Amex] ending in [credit_card_number|1005|one double oh five].
My [~organization|Mastercard's] [credit_card_number|5500 0000 0000 0004|fifty five hundred zero zero zero zero zero zero zero zero zero zero zero four].
It expires [credit_card_expiration|12/2026|twelve twenty twenty six], code [credit_card_cvv|017|zero one seven].
Good through [credit_card_expiration|March '29|march twenty nine].
Social is [us_social_security_number|078 05 1120|zero seven eight zero five one one two zero].
Last four of the SSN, [us_social_security_number|1120|one one two zero].
My account with you is [account_number|000-447-1208|triple zero four four seven one two oh eight].
Member number [account_number|M7714|m seven seven one four].
IBAN [banking_information|IE29 AIBK 9311 5212 3456 78|i e two nine a i b k nine three one one five two one two three four five six seven eight].
BIC is [banking_information|DEUTDEFF|d e u t d e f f].
SWIFT code [banking_information|BOFAUS3N|b o f a u s three n].
Passport [passport_number|N 1234 5678|n one two three four five six seven eight], issued [~date|2019|twenty nineteen].
DL number [drivers_license|S530-4607-0984|s five three oh four six oh seven oh nine eight four].
VIN? It ends in [vehicle_id|004352|double oh four three five two].
Plate [vehicle_id|ABC 1234|a b c one two three four].
The number plate is [vehicle_id|M-AB 1234|m a b twelve thirty four].
Log in as [username|admin|admin], password [password|letmein|let me in].
Her [~organization|Instagram] is [username|@sofia.travels|at sofia dot travels].
Skype name [username|live:markus77|live colon markus seventy seven].
My password is the name of my dog, [password|Biscuit].
The door code is [password|4417|four four one seven].
The security answer is [password|Springfield].
One-time code [password|482 913|four eight two nine one three].
My order is [number_sequence|114-3941689-8772232|one one four three nine four one six eight nine eight seven seven two two three two].
Ticket number [number_sequence|58213|five eight two one three].
Invoice [number_sequence|INV-2024-0098|i n v twenty twenty four double oh nine eight] is overdue.
Server [ip_address|2001:db8::8a2e:370:7334|two zero zero one colon d b eight colon colon eight a two e colon three seventy colon seven three three four] is down.
It's on [ip_address|127.0.0.1|one two seven dot zero dot zero dot one], port [~|8080|eighty eighty].
See [url|https://docs.tally.dev/v2/setup?x=1|h t t p s colon slash slash docs dot tally dot dev slash v two slash setup question mark x equals one].
Go to [url|tally.dev|tally dot dev].
"""

NAMES = """
Hello, am I speaking to [person_name|<Mr.> Oyelaran|<mister> oyelaran]?
[person_name|Sunita] here, from the front desk.
This is [person_name|Piotr], how can I help you?
You asked for [person_name|Maureen Blackwood]?
I'll pass you on to [person_name|Jin-ho|jin ho].
Thanks, [person_name|Gabriela], that's very kind.
My mother is [person_name|Eudora Finch].
Have you met [person_name|Ravi]?
It's for my daughter, [person_name|Matilda].
[person_name|Rachel] and I went there.
I'm [person_name|Suleiman], by the way.
They call me [person_name|Buddy].
Sign here, [person_name|<Ms.> Castellanos|<miss> castellanos].
[person_name|Donald Trump] said something else.
[person_name|Grace] said no.
I asked [person_name|Mark] to wait.
[person_name|Will] is late again.
We're staying in [location|Marrakesh] until [date|Friday].
My flight goes via [location|Doha].
I was in [location|Kentucky] then.
He lives on [location|Bleecker Street].
It's [location|1600 Pennsylvania Avenue|sixteen hundred pennsylvania avenue] in [location|Washington].
They're at [location|77 Massachusetts Avenue, Cambridge, MA 02139|seventy seven massachusetts avenue cambridge m a oh two one three nine].
Turn into [location|Cranbrook Lane], it's the third house.
I'm from a village near [location|Innsbruck].
[location|Berlin] was cold.
The warehouse is in [location|Rotterdam], not in [location|Antwerp].
I work at [organization|Nando's].
She joined [organization|Google] after [organization|Stripe].
[organization|Ryanair] lost my bag.
I have a loan with [organization|Lloyds].
We sued [organization|Whitcombe & Sons|whitcombe and sons].
My [~occupation|GP|g p] is at [organization|<the> Larkspur Clinic|<the> larkspur clinic].
I study at [organization|King's College London].
I turned [person_age|18|eighteen] [~|last week].
He's [person_age|seventy-two].
A [person_age|12|twelve]-year-old [~|girl].
My kids are [person_age|five] and [person_age|seven].
She's in her [person_age|forties].
At [person_age|44|forty four], she had [medical_condition|<a> stroke].
I paid [money_amount|$20|twenty dollars] for it.
It was [money_amount|a hundred and fifty thousand pounds].
They want [money_amount|1.2 million euros|one point two million euros].
It costs [money_amount|99 cents|ninety nine cents].
Can you lend me [money_amount|twenty quid]?
That's [money_amount|4.99|four ninety nine].
He was born in [date_of_birth|1958|nineteen fifty eight].
Her birthday is [date_of_birth|July 4th|july fourth].
I was born on [date_of_birth|the twelfth of November nineteen eighty|<the> twelfth of november nineteen eighty].
See you on [date|Monday].
It arrived on [date|09/11/2023|nine eleven twenty twenty three].
We open in [date|September 2025|september twenty twenty five].
The deadline is [date|Friday, March 14|friday march fourteenth].
I'm on [drug|sertraline] and [drug|statins].
Give him [drug|epinephrine] now.
He's got [medical_condition|COPD|c o p d].
I have [medical_condition|lupus].
She had [medical_condition|<a> heart attack].
They removed [medical_process|<my> appendix].
I need [medical_process|<a> root canal].
He fell and broke [injury|<his> hip].
She's a [occupation|midwife].
I'm the [occupation|head chef] at a hotel.
I'm [nationality|Dutch] but live here.
He's a practising [religion|Hindu].
We're [marital_status|newlyweds].
I am [gender_sexuality|bisexual].
I'm type [blood_type|A negative].
He's a [zodiac_sign|Libra].
It takes [duration|45 minutes|forty five minutes].
Come at [time|3:15|three fifteen].
Be there at [time|7 a.m.|seven a m] sharp.
From [date_interval|May to August|may to august].
[statistics|Two thirds] of them failed.
[~date,date_interval|May|may] was nice, [~date,date_interval|June|june] was wet.
I'd like to book a table for two.
Mark my words.
We had [~nationality,language|Chinese|chinese] [~|last night].
There's an apple and a target on the table.
The [~location,organization|Amazon|amazon] is a long river.
Bill me for the rest.
That's the gap in the market.
We play chess and drink sprite.
He has a china cup and a jersey.
Dawn broke over the hills.
Can you hear me now?
You're welcome, take care.
Sure, no worries at all.
The system is slow [~date|today], sorry about that.
I'll check that for you right away.
Let me transfer you to a colleague.
It's a bit of a nightmare, to be honest.
What a lovely day.
The kids love that place.
"""

HALVES = """
Could you ask [person_name|Ingeborg] to ring me?
[person_name|Malik] says hello.
I said goodbye to [person_name|Rose].
My niece [person_name|Paloma] is [person_age|14|fourteen].
Our [~occupation|driver] was called [person_name|Gus].
We christened him [person_name|Ambrose].
[person_name|Prudence Adler] was a lovely [~occupation|teacher].
Ask for [person_name|Joost van der Berg], he runs the place.
The [~occupation|landlord] is a [person_name|<Mr.> Petrakis|<mister> petrakis].
It's [person_name|Shanice], spelled [~|S H A N I C E|s h a n i c e].
Dear [person_name|<Mrs.> Nakagawa|<misses> nakagawa], thank you for your letter.
I was in a meeting with [person_name|Bilal] and [person_name|Sofía Quiroga].
[~|Sergeant] [person_name|Doyle] took the statement.
[~|Coach] [person_name|Barnes] picked the team.
The plaintiff, [person_name|Eileen Rourke], is [person_age|58|fifty eight].
My twins are [person_age|three].
She's nearly [person_age|ninety].
When I was [person_age|19|nineteen], I left home.
Our eldest just turned [person_age|eleven].
A [person_age|45|forty five] year old [~occupation|plumber] from [location|Swindon].
He is [person_age|61|sixty one] and [~|retired].
I'm [person_age|33|thirty three], [marital_status|divorced].
We live on the corner of [location|Grant Street and Third Avenue].
[location|8 Wexford Quay|eight wexford quay], second door.
Our office is at [location|Unit 12, Kestrel Park, Swindon SN5 7XB|unit twelve kestrel park swindon s n five seven x b].
It's [location|44 rue de la Paix|forty four rue de la paix].
My hotel is on [location|Ocean Drive].
Postcode [location|EH1 1YZ|e h one one y z].
[location|Suite 300, 55 Water Street, New York, NY 10041|suite three hundred fifty five water street new york n y one oh oh four one].
Drop me at [location|King's Cross].
We camped by [location|Lake Garda].
He's in the [location|Czech Republic].
I rang [organization|Pritchard Plumbing].
My [~occupation|solicitor] is with [organization|Wardle and Crane].
I left [organization|Unilever] for a start-up.
She drives for [organization|Uber].
I got a mortgage from [organization|Halifax].
The kids go to [organization|Beechfield School].
We raised [money_amount|2 million|two million dollars] for it.
It was [money_amount|£12|twelve pounds], not [money_amount|£20|twenty].
They quoted [money_amount|eight fifty] for the window.
I owe [money_amount|four hundred and twenty].
My son has [medical_condition|ADHD|a d h d] and [medical_condition|dyslexia].
I've had [medical_condition|<a> migraine|<a> migraine] since [~|yesterday].
She was treated for [medical_condition|sepsis].
He had [medical_process|stents] put in.
I take [drug|<20 mg of> fluoxetine|<twenty milligrams of> fluoxetine].
I tore [injury|<my> hamstring|<my> hamstring].
She has [physical_attribute|<a> limp|<a> limp] and [physical_attribute|grey hair].
He was [physical_attribute|skinny], about [physical_attribute|five eleven].
On [date|Tuesday the 9th|tuesday the ninth] I'm away.
It was signed in [date|March of last year].
Born [date_of_birth|1 Jan '64|first of january sixty four].
DOB is [date_of_birth|12-06-1983|twelve six eighty three].
The window is open.
He marks the homework [~|on Sundays].
The chase was on and they lost him.
The olive tree died in the frost.
Would you like the chicken or the fish?
We're heading out in a bit.
You have to scroll down.
[~|Summer's] over, back to work.
There's a queue of [-|fifty] people.
They had [-|three] starters and [-|five] mains.
I've seen it [-|four] times.
Take it or leave it.
Sorry, I didn't catch that.
Do you mean the red one or the blue one?
The new heater broke [~|after a day].
Give me [~duration,time|five] and I'm with you.
Someone left the gate open.
Nobody told us about it.
It's cheaper online, isn't it?
The lid won't close.
It's a bit of a squeeze.
That's the spirit.
You can pay in cash or by card.
"""

CODES = """
The number you want is [phone_number|0800 555 111|oh eight hundred triple five triple one].
Fax it to [phone_number|+33 1 42 68 53 00|<plus> thirty three one forty two sixty eight fifty three hundred].
His pager is [phone_number|4471902|four four seven one nine oh two].
I'm on [phone_number|086 123 4567|oh eight six one two three four five six seven], it's an [~nationality|Irish] mobile.
[~organization|WhatsApp] me on [phone_number|+971 50 123 4567|<plus> nine seven one fifty one two three four five six seven].
[email_address|noreply@parcelhub.eu|no reply at parcel hub dot e u] keeps emailing me.
My work email is [~email_address|first name dot last name at acme.com|first name dot last name at acme dot com].
Send it to [email_address|hr@lumen-tech.com|h r at lumen dash tech dot com].
It's [email_address|vik2k@aol.com|vik two k at a o l dot com].
The address is capital J, [email_address|jacko@mail.ru|jacko at mail dot r u].
The card is a debit card, [credit_card_number|4000056655665556|four thousand oh five six six five five six six five double five six].
First four, [credit_card_number|5200. <Yes.> 8282. <Yes.> 8282. <Yes.> 8210|five two double oh <yes> eight two eight two <yes> eight two eight two <yes> eight two one oh], that's all of it.
Sorry, I said that wrong, it's [credit_card_number|2223 0031 2200 3222|double two two three double oh three one double two double oh three double two two].
Valid thru [credit_card_expiration|04/30|oh four thirty].
The card runs out in [credit_card_expiration|February 2031|february twenty thirty one].
My card's security number is [credit_card_cvv|640|six forty].
My SSN ends in [us_social_security_number|4410|forty four ten].
Social's [us_social_security_number|601 11 2345|six oh one eleven two three four five].
Please wire to account [banking_information|0098 7712 34|double oh nine eight double seven one two three four], bank code [banking_information|37040044|three seven oh four double oh double four].
Our IBAN begins with [banking_information|FR76 3000|f r seventy six thirty hundred].
My checking account is [banking_information|100 448 2291|one hundred four four eight double two nine one].
Your file number is [account_number|88-3120-7|eight eight three one two oh seven].
Subscription number [account_number|SUB 48812|s u b four eight eight one two].
Gold card member [account_number|7003 1182|seven thousand and three eleven eighty two].
Meter serial [number_sequence|19K 004 8821|nineteen k double oh four double eight two one].
The docket is [number_sequence|CV-2023-00418|c v twenty twenty three double oh four eighteen].
Claim number [number_sequence|C 7781 920|c double seven eight one nine two oh].
PIN is [password|0 0 7 1|double oh seven one].
Enter [password|8842|double eight four two] at the gate.
The code to the safe is [password|31-7-22|thirty one seven twenty two].
My login's [username|t.brandt|t dot brandt], password [password|Winter2020|capital w winter twenty twenty].
[~organization|Twitter] handle is [username|@mo_salami|at mo underscore salami].
He posts as [username|dark_knight_9|dark underscore knight underscore nine].
His gamer tag is [username|xX_Reaper_Xx|x x underscore reaper underscore x x].
My green card number is [number_sequence|SRC 01 234 56789|s r c oh one two three four five six seven eight nine].
My passport expired, the old number was [passport_number|L 4839201|l four eight three nine two oh one].
Travel document [passport_number|P00482911|p double oh four eight two nine one one].
My provisional licence is [drivers_license|FARME 100165 AB5XY|f a r m e one double oh one six five a b five x y].
CDL number [drivers_license|T0048 2231|t double oh four eight double two three one].
Chassis number [vehicle_id|SALLDHMF8BA123456|s a l l d h m f eight b a one two three four five six].
Tag number [vehicle_id|RTX 4471|romeo tango x ray four four seven one], state of [location|Georgia].
Her Medi-Cal number is [healthcare_number|91234567A|nine one two three four five six seven a].
Group number [healthcare_number|GRP-00417|g r p double oh four one seven], [organization|Aetna].
Chart number [healthcare_number|55 2091|fifty five twenty ninety one] for the [~medical_process|blood work].
The gateway is [ip_address|172.16.254.1|one seventy two dot sixteen dot two fifty four dot one].
Ban [ip_address|198.51.100.23|one nine eight dot fifty one dot one hundred dot twenty three] please.
Visit [url|bit.ly/3xYz|bit dot l y slash three x y z].
Our page is [url|green-leaf.co.nz|green dash leaf dot co dot n z].
Check out [url|youtube.com/@handyhank|youtube dot com slash at handy hank].
It's saved as [filename|tax return 2022.pdf|tax return twenty twenty two dot pdf].
The log is [filename|/var/log/app.log|slash var slash log slash app dot log].
Delete [filename|IMG_0442.jpeg|i m g underscore oh four four two dot jpeg].
Add [-|270|two hundred seventy] grams of flour.
The road is [-|210|two hundred ten] miles long.
Dial nine for an outside line.
I'd say a two or a three on the scale.
We tried [-|five or six] times at one point.
She said dot dot dot and hung up.
He stood at the dot on the floor.
What's a good password [~|these days]?
Your username can't have spaces.
We got [-|8, 9 or 10|eight nine or ten] calls [~|an hour].
Count down from [-|ten, nine, eight, seven|ten nine eight seven].
The pattern is [-|2, 4, 6, 8|two four six eight].
On a scale of [-|one to ten], how bad is it?
It's [-|thirty] degrees in the shade.
It has [-|1,500|fifteen hundred] seats.
My blood sugar was [~statistics|140|one forty] [~time|after lunch].
The flight number is [~number_sequence|LH 401|l h four oh one].
I need a [-|13|thirteen] millimetre spanner.
"""

PEOPLE = """
Hello, [person_name|Rasheeda] speaking.
Is [person_name|Lionel] in?
[person_name|Odette] called while you were out.
Let me get [person_name|<Mr.> Fairweather|<mister> fairweather] for you.
I'm [person_name|Kwabena Asante] and this is my [~marital_status|partner], [person_name|Lisette].
My brother in law [person_name|Stellan] drove us.
You must be [person_name|Harriet].
We interviewed [person_name|Tomasz Zielinski] and [person_name|Carla Mendes] [~date|today].
[person_name|<Aunt> Ruth|<aunt> ruth] passed away.
That's [person_name|Jolene]'s handwriting.
[person_name|Ronan]'s birthday is on [date|June 3rd|june third].
I'd like to speak with [person_name|<Ms.> Abdi|<miss> abdi], if she's free.
My [~occupation|manager] is [person_name|Kirsty Dunlop].
[~|Judge] [person_name|Castellano] dismissed it.
Please welcome [person_name|Ama Serwaa].
I texted [person_name|Dilip] and [person_name|Meena] about it.
[person_name|Vera Lindholm], aged [person_age|88|eighty eight], died at home.
We lost [person_name|<Grandpa> Joe|<grandpa> joe] to [medical_condition|cancer].
He's called [person_name|Ptolemy], like the king.
The kids, [person_name|Ada] and [person_name|Milo], are [person_age|four] and [person_age|six].
He's [person_age|twenty-six] and she's [person_age|thirty].
She had him at [person_age|seventeen].
My grandfather lived to [person_age|101|a hundred and one].
A boy of [person_age|nine] was hurt.
[person_name|Sally], [person_age|52|fifty two], from [location|Bristol], won.
She's my [person_age|three]-year-old.
I live in [location|Maplewood Gardens].
My house is number [location|7, Orchard Mews|seven orchard mews].
We drove from [location|Tulsa] to [location|Amarillo].
I'm stuck in [location|Gatwick].
He was last seen on [location|Harrow Road].
She's flying to [location|Addis Ababa] on [date|<the> 2nd of May|<the> second of may].
The office is on [location|Potsdamer Platz].
My grandparents live in [location|Puerto Rico].
It's the [location|P.O. Box 418|p o box four eighteen] in [location|Flagstaff].
I crossed [location|<the> Rio Grande|<the> rio grande].
I was born and raised in [location|Hackney].
We went skiing in [location|Zermatt].
I'm an [occupation|architect] with [organization|Foster and Partners].
She runs [organization|Bluebell Nursery].
I ordered it from [organization|Argos].
My pension is with [organization|Aviva].
[organization|Greenfield Council] sent me a fine.
We bank at [organization|Chase].
I teach at [organization|Ridgeway High School].
[organization|Delta] changed my flight.
He plays for [organization|Arsenal].
I volunteer for [organization|Oxfam].
He owes me [money_amount|two grand].
My rent's [money_amount|nine hundred] a month.
It cost [money_amount|$3.5 million|three and a half million dollars].
I'd pay [money_amount|fifteen quid] for that.
You still have [money_amount|€60|sixty euros] in credit.
I was paid [money_amount|18.50 an hour|eighteen fifty an hour].
I've got [medical_condition|shingles].
He's recovering from [medical_condition|<a> stroke].
I'm [medical_condition|diabetic].
She's in [medical_process|labour].
They gave me [drug|morphine] for the [~|pain].
I take [drug|vitamin D] and [drug|Nurofen].
She had [medical_process|<her> tonsils out].
I twisted [injury|<my> knee].
He's got [injury|<a> gash on his leg].
I'm a [occupation|postman].
My mum's a [occupation|cleaner] at a school.
I've got [physical_attribute|brown eyes] and [physical_attribute|<a> mole on my cheek].
I weigh [physical_attribute|80 kilos|eighty kilos].
We're [religion|Mormon].
I'm [nationality|Welsh], actually.
She's [marital_status|<a> single mum].
My [language|Cantonese] is rusty.
He is a [political_affiliation|Tory].
It's on [date|<the> first Monday in May|<the> first monday in may].
Between [date_interval|March and June|march and june].
I've been here since [date|2009|two thousand nine].
At [time|0830|oh eight thirty] on the dot.
Come for [time|half seven].
He slept for [duration|ten hours].
We [~marital_status|married] in [date|'94|ninety four].
It's a nice spot for a picnic.
You can park on the street.
He rose through the ranks.
The young lady in front was first.
A price rise was on the cards.
Don't be so harsh on him.
I'm in the middle of something.
The field was full of poppies.
We had a long drive through the hills.
She's the one with the loud voice.
The lane was blocked by a lorry.
I can see the lake from here.
It will all work out.
The [~occupation|baker] on the corner is shut.
They want a new [~occupation|cook].
What's in the box?
The market opens early.
It's all [~nationality,language|Greek] to me.
The king is dead, long live the king.
[~nationality,language|French] fries and a [~organization|coke], please.
Her eyes lit up.
The court is in session.
"""

GROUPS = (NUMBERS, NAMES, HALVES, CODES, PEOPLE)


def sentences() -> Iterator[Sentence]:
    for text in GROUPS:
        for line in text.strip().splitlines():
            yield Sentence.of(line, "developed on")
