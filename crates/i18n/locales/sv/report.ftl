### Kunskapsrapporten som arbetsbok och som CSV.

## Blad

report-sheet-skills = Kunskapsrapport
report-sheet-explanation = Om rapporten
# Titeln i filens egenskaper.
report-title = Kunskapsrapport per { $day }

## Kolumner. Namnen på MCID, de båda associeringarna och relevansen är publicerade och återges ordagrant.

report-column-first-name = Förnamn
report-column-last-name = Efternamn
report-column-email = E-post
report-column-mcid = MCID
report-column-skill-type = Typ av färdighet
report-column-skill = Färdighet
report-column-code = Kod
report-column-completed = Slutförd
report-column-expires = Giltig till och med
report-column-status = Status
report-column-associated-in-pmc = Tillhörande i PMC
report-column-associated-in-pc = Tillhörande i PC
report-column-relevant = Relevant för kompetenser (alternativ) eller program
report-column-counted-for = Räknas för
report-column-location = Plats

## Celler

report-yes = Ja
report-no = Nej

## Bladet som förklarar kolumnerna

report-explanation-column = Kolumn
report-explanation-meaning = Vad den visar
report-explanation-origin = Varifrån namnet kommer
report-origin-published = Publicerat: namnet som partnerprogrammet använder i sin egen rapport
report-origin-ours = Vårt: programmet publicerar ingen sådan kolumn
report-explain-first-name = Personens förnamn, enligt användarkontot eller den importerade filen.
report-explain-last-name = Personens efternamn, enligt användarkontot eller den importerade filen.
report-explain-email = Den arbetsadress som företaget känner personen under.
report-explain-mcid = Numret på den utbildningsprofil som innehåller resultatet. Det är text: inledande nollor hör till numret.
report-explain-skill-type = Prov, certifiering, utvärdering eller en annan sorts färdighet.
report-explain-skill = Vad som har uppnåtts, med dess publicerade titel.
report-explain-code = Koden för provet, certifieringen eller utbildningen.
report-explain-completed = Dagen då färdigheten uppnåddes, exakt som källan anger den.
report-explain-expires = Den sista dagen då färdigheten gäller, exakt som källan anger den. Tomt betyder okänt: den räknas, och ingen har beräknat ett slutdatum.
report-explain-status = Om färdigheten räknas på rapportens dag och annars varför inte.
report-explain-associated-in-pmc = Ja om personens profil är associerad i Partner Membership Center, den äldre portalen. Det räknas i sex månader efter att företaget flyttade.
report-explain-associated-in-pc = Ja om personens profil är associerad i Partner Center.
report-explain-relevant = Varje kompetens (alternativ) och program i kraft på rapportens dag som nämner färdigheten och godtar den, vare sig företaget behöver den eller inte. Tomt om det inte finns något.
report-explain-counted-for = De platser som färdigheten fyller i den bästa fördelningen av personer. Tomt om den inte fyller någon.
report-explain-location = Det av företagets arbetsställen som personen hör till.
report-explanation-day = Rapporten visar vad som gällde { $day }.
report-explanation-rows = En rad är en uppnådd färdighet som någon regel har nämnt. En färdighet som ingen regel nämner räknas aldrig och finns inte med.

## Vad som kan gå fel

report-error-write = rapporten kan inte skrivas: { $reason }. Kontrollera att disken har plats och att mappen går att skriva i
report-error-workbook = arbetsboken kan inte skapas: { $reason }. Skriv rapporten som CSV i stället, eller kontrollera mappen för temporära filer
report-error-interrupted = arbetsboken kan inte skapas: dess temporära fil gick inte att skriva ({ $reason }). Kontrollera att disken med de temporära filerna har plats
