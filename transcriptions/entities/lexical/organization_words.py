"""Words that the names of organizations end or begin with."""

from __future__ import annotations

from transcriptions.entities.word_sets import word_set

#: Legal forms: what stands before them in capitals is a company, whatever it is.
LEGAL_FORMS = word_set(
    "inc incorporated llc llp ltd limited plc corp corporation gmbh ag kg ug ohg sa sarl sas srl "
    "spa bv nv oy ab aps lda ltda co"
)
#: Kinds of bodies that a name stands before: Pemberton Holdings, Mercy Hospital.
KINDS = word_set(
    "council plumbing nursery bank hospital clinic university college school academy institute church cathedral synagogue "
    "mosque temple museum library foundation association society union federation committee "
    "commission council agency authority department ministry bureau company companies group "
    "holdings holding partners associates brothers sons industries enterprises solutions systems "
    "technologies technology software labs laboratories pharmaceuticals pharma pharmacy motors "
    "airlines airways insurance assurance financial finance capital investments securities trust "
    "energy electric power utilities oil gas petroleum chemicals steel construction builders "
    "logistics freight shipping transport telecom communications media entertainment studios "
    "pictures records publishing press times post tribune gazette news network radio television "
    "restaurant cafe diner pizzeria hotel hotels inn resort motel supermarket stores store shop "
    "market bakery brewery winery dental medical healthcare wellness consulting consultants "
    "services international global worldwide club football rovers firm ventures realty properties "
    "center centre theatre theater dealership farms foods cooperative infirmary garage salon gym bistro "
    "hospice orchestra barbers butchers florist florists upholstery roofing landscaping catering recruitment "
    "solicitors accountants architects surveyors opticians vets veterinary kindergarten daycare brasserie "
    "tavern boutique couriers haulage joinery carpentry electricals electrical heating interiors kitchens"
)
#: Of these, those that are said of a name in lower case too without doubt.
SURE_KINDS = word_set(
    "council plumbing nursery sons hospital clinic university college school academy institute bank insurance holdings "
    "industries enterprises associates foundation pharmaceuticals airlines airways consulting "
    "logistics construction group motors brothers llp llc inc limited ltd incorporated "
    "corporation gmbh bakery brewery infirmary hospice garage solicitors accountants architects surveyors "
    "opticians vets veterinary kindergarten daycare brasserie couriers haulage joinery roofing landscaping "
    "catering recruitment pharmacy supermarket airline pizzeria electrical heating florists butchers barbers "
    "partners systems software technologies pharma securities builders telecom dealership cooperative "
    "motel library museum cathedral salon gym bistro upholstery interiors kitchens society federation "
    "union authority ministry store stores cafe restaurant hotel"
)
#: Words inside the names of institutions: Oakridge Primary School.
MIDDLES = word_set(
    "primary elementary high middle secondary grammar community county city general regional "
    "national state memorial children's childrens children medical business law technical first "
    "federal central dental savings public veterans home life health international private royal "
    "insurance energy logistics construction financial power and & of the for saint st de"
)
#: A preposition and a place or person follow: University of Leeds, Bank of Ireland.
OF_KINDS = word_set(
    "university bank college department ministry church institute city county state bureau office "
    "school academy museum house court society association"
)
#: What stands before a kind and names nothing: the bank, my school, a good hospital.
NOT_NAMES = word_set(
    "the a an my your his her their our this that these those some any every each no which what "
    "whose local nearest new old big small good best bad private public high primary middle "
    "elementary secondary grammar of in at to from for by with and or but is was are were be been "
    "first last next same other another medical dental health general same whole entire great "
    "national international law business art film drama night day boarding graduate grad summer "
    "sunday nursery pre catholic christian i you he she we they it go went going goes after before "
    "during into near like has have had do did does will would can could small large about own "
    "online central federal commercial investment savings food blood piggy river left data "
    "insurance car life home travel pet phone company school hospital bank university college "
    "construction power world gas oil american british german french european major pay paid "
    "get got called call calling work works working worked start started finish finished left "
    "leave finance support age target focus peer study pop rock rap girl boy user news working "
    "control ethnic religious two three four five six seven eight nine ten not only just all "
    "between on as if when where how than then there here now still very so too also"
)
