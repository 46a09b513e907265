"""Sentences in which nobody is named, that look as if somebody were.

Times, dates, durations, prices and percentages in them may be found as what they are;
found as anything else, or any other word found, is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from . import spoken_forms as said
from .cases import Sentence

FIXED = """
May I ask a question?
May I come in?
It may rain, so bring a coat.
I will mark the papers tonight.
Will mark the date on the wall.
She rose from the chair and left.
The turkey was nice, but a little dry.
He threw the china at the wall.
We need more grace and less faith in machines.
There's no hope of finding it.
I'll be frank with you, it doesn't work.
The jack is in the trunk of the car.
The bill came and nobody paid.
Put the lid on the pot and stir.
He got a grant for his research.
They sat on the bank of the river and fished.
It will be a cold summer, I guess.
The art of the deal is patience.
My back hurts when I sit.
Don't sue me for saying so.
Rob them of their victory, that's the plan.
The pen is on the table.
I saw the dawn and heard the birds.
What a joy it is to see them play.
I'd miss the olive oil and the basil.
The harbour was full of violet light.
Pat the dough until it's flat.
They drew up a list of what was missing.
Just grant me a minute.
The victor takes it all.
Use the chuck to hold the drill.
He's a bright ray of sunshine.
Buy a dozen eggs and a pint of milk.
You can bill me later.
We had a blast at the old place.
The reading room closes early.
I had a nice bath and went to bed.
Polish the shoes before you leave.
There's a nice bit of chili left.
A jersey and a pair of shorts will do.
They made a mobile for the baby.
She bought a bottle of cologne and a scarf.
The battery drains fast in the cold.
Add the cumin, then the pepper.
The rock was as big as a house.
The lance broke in two.
Please hold the line.
The account is closed, thanks for your patience.
I forgot my password again.
What's your email address?
Could you give me your phone number?
I don't have a credit card.
I'd rather not say my social security number on the phone.
My passport is at home.
We never ask for your password.
Please enter the security code that we sent you.
I lost my driver's license and my purse.
The website is down again.
Is the date of birth needed at all?
What is your date of birth?
Can you spell your last name for me?
Your username isn't the same as your email.
The IP address keeps changing.
Do I have to tell you how old I am?
My bank account is empty.
I'm at a dot on the map, in the middle of nowhere.
Connect the dots at the bottom of the page.
He looked at dot after dot until he fell asleep.
There's a dash of salt in it.
Two dots and a slash, that's all it prints.
It's point blank nonsense.
We walked down the street and turned at the light.
It's a dead end street, you have to turn round.
Take the first road on the left, then the second on the right.
Right down the lane there's a little shop.
One way or another we'll get there.
He drives me crazy, up the avenue and back.
That was a long and winding road.
I was in court [~time,duration|all morning].
They closed the park for repairs.
One of these two must go.
One or two of them were late.
I told you one hundred times.
A million thanks for that.
The two of us did it in one go.
For one thing, it's too late to eat.
I ate one, and then one more, and then another one.
It takes two to tango.
Ten to one they won't come.
He's second to none.
Oh no, not again.
Oh, for heaven's sake.
I won, you lost, oh well.
Two by four is what the plank says.
It's all the same to me.
To be or not to be.
I double checked everything.
It was a triple espresso.
Double trouble, as they say.
Their number is small but growing.
A number of people complained.
The line was busy for ages.
The code doesn't compile on my machine.
I pinned the note to the board.
The key is under the mat.
He has the key to success.
Her temper is short.
Sit tight, help is on its way.
Just a second, please.
Hang on a minute, I'm not ready.
Let me see, it's here somewhere.
One moment please, I'm looking it up.
That makes sense to me.
Thank you so much for your help.
I'm sorry to hear that.
How can I help you?
Is there anything else I can do for you?
Have a nice day.
[~time|Good morning] and thank you for calling.
I can't hear you, can you repeat that?
Could you say that again, more slowly?
I'm not sure what you mean.
It's green on the outside and red on the inside.
I'm feeling blue.
He's a bit of a character.
The cat sat on the mat.
Everything is fine, don't worry.
It's the best film that I've ever seen.
Let's see if that helps.
The printer is jammed again.
They painted the fence white.
""".strip().splitlines()

_MARKED = """
Call me at [~time|five].
I'll be there [~time|at eight].
See you [~time|at six].
The shop opens [~time,date|at nine on weekdays].
We leave at [~time|10:45|ten forty five], platform [-|4|four].
He ran it in [~duration,time|9.58 seconds|nine point five eight seconds].
At [~time,duration|12:34|twelve thirty four] into the recording there's a bang.
Jump to minute [~time,duration|3|three] of the video.
That was [~duration|twenty years ago].
We've been [~marital_status|married] [~duration|for ages], since [~date,date_interval|1999|nineteen ninety nine].
In [~date,date_interval|2008|two thousand and eight] everything went wrong.
The class of [~date,date_interval|'85|eighty five] was the best.
The [~date,date_interval|1990s|nineteen nineties] were fun.
Back in the [~date,date_interval|eighties] nobody cared.
I love the summer of [~date,date_interval|sixty nine].
A coffee is [~money_amount|$4.50|four dollars fifty], that's too much.
The tickets cost [~money_amount|90 euros|ninety euros] each.
It's only [~money_amount|ten bucks].
About [~statistics|one in five] can't say.
Chances are [~statistics|fifty fifty].
We're [~statistics|99 percent|ninety nine percent] done.
It's a [~statistics|100%|one hundred percent] cotton shirt.
Testing, [-|one, two, three].
[-|5, 6, 7, 8|five six seven eight], and turn.
[-|Three, two, one], go!
Is this thing on? [-|1, 2. 1, 2.|one two one two]
They've got it in A, B and C.
It's plan B or nothing.
He scored [-|147|a hundred and forty seven] with one hand.
We run [~organization|Windows|windows] [-|11|eleven] on all of them.
It's printed on [-|A4|a four] paper.
I bought an [~organization|iPhone|iphone] [-|15|fifteen] last time.
They're certified to [~organization|ISO|i s o] [-|9001|nine thousand and one].
A [~organization|Boeing|boeing] [-|747|seven four seven] took off.
Support is there [~|24/7|twenty four seven].
It's a catch [-|22|twenty two].
The video is in [-|1080p|ten eighty p].
Fill in form [-|1040|ten forty] and sign.
You need vitamin [~drug|B12|b twelve] and some iron.
The signal is [-|5G|five g] here.
It's a four by four.
The town has [-|8,336,817|eight million three hundred thirty six thousand eight hundred seventeen] people.
My phone is at [~statistics|3 percent|three percent].
The map is at a scale of [-|1:50000|one to fifty thousand].
The resolution is [-|1920 by 1080|nineteen twenty by ten eighty].
It needs [-|64|sixty four] gigabytes of memory and [-|8|eight] cores.
Pick a number between [-|1 and 1,000|one and one thousand].
The odds are [~statistics|100 to 1|one hundred to one].
Error [-|404|four oh four], not found.
She finished [-|3,000|three thousand] words of it.
It sold for [~money_amount|2.5 million|two point five million].
They've won [-|six] of the last [-|ten] games.
The set was [-|6-4, 7-5|six four seven five].
We were up [-|98 to 87|ninety eight to eighty seven] at half time.
Type dot slash run and hit return.
Put an at sign in front of it.
The dash at the end is optional.
Send it at once, slash it if you must.
""".strip().splitlines()

TEMPLATES = (
    "We ordered {count} boxes of paper.",
    "There were {big} people at the concert.",
    "It's {count} kilometres from here.",
    "The engine has {big} parts.",
    "He scored {count} points in one game.",
    "They won {score}, it was a great match.",
    "We lost {score} in the second half.",
    "The final score was {score}.",
    "Update to version {version} first.",
    "It runs on release {version} only.",
    "The oven should be at {tens} degrees.",
    "Page {count}, second paragraph.",
    "Chapter {count} is the best one.",
    "Turn to slide {count}.",
    "I have {count} cousins and {count} aunts.",
    "The file is {count} megabytes.",
    "The house has {count} rooms.",
    "Take the {nth} exit at the roundabout.",
    "She came in {nth} in the race.",
    "The {nth} time it worked.",
    "Our flat is on the {nth} floor.",
    "It weighs {decimal} kilos.",
    "The ratio is {decimal} to one.",
    "Add {count} grams of sugar and {tens} grams of flour.",
    "The bus number {count} doesn't stop here.",
    "Question {count} was too hard.",
    "There are {count} of us, maybe more.",
    "They sold {big} copies of the book.",
    "The tower is {tens} metres high.",
    "It's {count} below zero outside.",
    "Rule number {count}, never be late.",
    "I got {count} out of a hundred.",
    "Press {digit} for sales or {digit} for support.",
    "Gate {count} is at the other end.",
    "Room {count} is free.",
    "The screen is {decimal} inches wide.",
)
ROUNDS = 3


def _score(pick: Random) -> tuple[str, str]:
    home, away = pick.randint(0, 6), pick.randint(0, 6)
    words = [said.ONES[n] if n else "nil" for n in (home, away)]
    return f"{home}-{away}", " ".join(words)


def _version(pick: Random) -> tuple[str, str]:
    parts = [pick.randint(1, 20) for _ in range(pick.choice([2, 3]))]
    return ".".join(map(str, parts)), " point ".join(map(said.cardinal, parts))


def _decimal(pick: Random) -> tuple[str, str]:
    whole, tenth = pick.randint(1, 40), pick.randint(1, 9)
    return f"{whole}.{tenth}", f"{said.cardinal(whole)} point {said.cardinal(tenth)}"


def _nth(pick: Random) -> tuple[str, str]:
    number = pick.randint(2, 12)
    ending = {2: "nd", 3: "rd"}.get(number, "th")
    return f"{number}{ending}", said.ordinal(number)


def _number(pick: Random, first: int, last: int, step: int = 1) -> tuple[str, str]:
    number = pick.randrange(first, last, step)
    return f"{number:,}" if number > 9999 else str(number), said.cardinal(number)


QUANTITIES: dict[str, Callable[[Random], tuple[str, str]]] = {
    "count": lambda pick: _number(pick, 2, 40),
    "digit": lambda pick: _number(pick, 1, 10),
    "tens": lambda pick: _number(pick, 50, 300, 10),
    "big": lambda pick: _number(pick, 200, 90_000, 50),
    "score": _score,
    "version": _version,
    "decimal": _decimal,
    "nth": _nth,
}


def sentences(seed: int) -> Iterator[Sentence]:
    """The fixed ones, and quantities as the seed decides."""
    for text in [*FIXED, *_MARKED]:
        yield Sentence(text, "negative")
    pick = Random(f"{seed} negative")
    for template in TEMPLATES * ROUNDS:
        yield Sentence(_fill(template, pick), "negative")


def _fill(template: str, pick: Random) -> str:
    for kind, make in QUANTITIES.items():
        while f"{{{kind}}}" in template:
            written, spoken = make(pick)
            template = template.replace(f"{{{kind}}}", f"[-|{written}|{spoken}]", 1)
    return template
