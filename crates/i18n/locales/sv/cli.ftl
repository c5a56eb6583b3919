### Kommandoraden: rapporten som text, och vad som kan gå fel.

## Rapportens rader

skill-exam = Prov
skill-certification = Certifiering
skill-assessment = Utvärdering
skill-training = Utbildning

status-counted = räknas
status-counted-renewable = räknas, kan förnyas nu
status-counted-expiry-unknown = räknas, utgång okänd
status-incomplete = giltig, men en regel kräver mer
status-not-in-force = giltig, men ingen gällande regel nämner den
status-expired = utgången
status-not-yet = inte avslutad än
status-earned-too-late = avlagd efter tillbakadragandet { $day }
status-no-longer-accepted = tillbakadragen, godtogs till och med { $day }
status-not-yet-accepted = godtas från och med { $day }
status-not-named = nämns inte av någon regel

report-row-several = `{ $title }` är titeln på flera färdigheter (`{ $codes }`), så raden kan inte räknas; exportera utbildningens id eller skriv koden före titeln

## Ställning

standing-none = ingen
standing-met = uppfyllt
standing-open = öppet
standing-unknown = okänt
standing-qualified = kvalificerad
standing-in-progress = pågår

summary-sheet = Sammanfattning
summary-competency = Kompetens
summary-part = Alternativ eller mått
summary-track = Spår
summary-standing = Ställning
summary-points = Poäng eller uppfyllda
summary-of = Av
summary-first-loss = Första förlust
summary-note = Ställning enligt { $programme } den { $day }. "Första förlust" är den första dag då mindre är uppnått, om ingen gör något.

not-in-force = gäller inte { $day }; de närmaste reglerna används
not-in-force-before = gäller inte { $day }: utgåvan börjar { $from }; dess första regler används
not-in-force-after = gäller inte { $day }: utgåvan slutade { $to }; dess sista regler används

## Rapporten som text

cli-title = { $programme } den { $day }
cli-rows = { $read } rader lästa, { $used } använda, { $unnamed } nämns inte av någon regel, { $unusable } oanvändbara
cli-people = { $people ->
    [one] 1 person med färdigheter som en regel nämner
   *[other] { $people } personer med färdigheter som en regel nämner
  }
cli-several-mpn-ids = filen innehåller { $count } MPN-ID:n, alla räknas: { $ids }
cli-duplicate = en person, flera MCID på samma adress: { $mcids }
cli-ignored = mått som programmet inte frågar efter: { $ids }
cli-not-exact = Personer konkurrerar om många kompetenser: fördelningen är giltig men kanske inte den bästa.
cli-at-most = { $level } eller högre: { $attained } uppnådda, högst { $most }
cli-headline-level = { $competency } sjunker till { $to } den { $day }, om ingen gör något.
cli-headline-qualified = { $competency } går förlorad den { $day }, om ingen gör något: från { $from } till { $to } poäng.
cli-headline-points = { $competency } sjunker från { $from } till { $to } poäng den { $day }, om ingen gör något.
cli-headline-none = Inget som är uppnått går förlorat.
cli-headline-saved = Om alla förnyar sina certifieringar i tid förblir den { $worth }.
cli-headline-saved-points = Om alla förnyar sina certifieringar i tid har den { $worth } poäng den dagen.
cli-level-attained = { $competency }: { $level } genom { $option }
cli-level-none = { $competency }: ingen nivå uppnådd
cli-points-qualified = { $competency }: kvalificerad med { $points } poäng
cli-points-open = { $competency }: { $points } av { $threshold } poäng
cli-points-known = { $competency }: { $points } av { $threshold } poäng kända
cli-track = spår { $track }
cli-other-track = spår { $track } skulle ge { $points } poäng
cli-skilling = färdigheterna ger { $points } av { $max }, { $needed } behövs från annat håll
cli-skilling-enough = färdigheterna ger { $points } av { $max }
cli-met = uppfyllt
cli-open = öppet
cli-unknown = okänt
cli-option-level = { $option }, { $level }
cli-line = rad { $line }
cli-step = steg { $step }
cli-people-have = { $have } personer, { $needed } behövs
cli-figure-have = { $have } av { $needed }
cli-figure-have-most = { $have }, högst { $needed }
cli-figure-unknown = okänt, kräver { $needed }
cli-figure-unknown-most = okänt, högst { $needed }
cli-credentials-have = { $have } meriter, { $needed } behövs
cli-attains-have = { $have } uppnådda, { $needed } behövs
cli-elective = { $have ->
    [one] 1 person, { $each } poäng per person
   *[other] { $have } personer, { $each } poäng per person
  }
cli-gate-open = valbara ger inga poäng förrän { $missing } till har den
cli-points = { $points } av { $max }
cli-and-more = och { $count } till
cli-rests-on = vilar på enskilda personer: { $people }
cli-rests-on-one = { $person } (utan: { $left })
cli-anniversary-active = aktiv till årsdagen den { $day }: { $then } den dagen
cli-anniversary-window = aktiv till årsdagen den { $day }: { $then } den dagen, men kvalificerad någon dag i fönstret
cli-anniversary-at-risk = i riskzonen på årsdagen den { $day }: { $then } den dagen i stället för { $today }
cli-anniversary-grace = i respit sedan årsdagen den { $day }, inaktiv från { $inactive }
cli-anniversary-inactive = inaktiv sedan respiten efter årsdagen den { $day }
cli-anniversary-renewable = kan förnyas under respiten: { $days }
cli-anniversary-not-renewable = kan inte förnyas under respiten: kraven kommer inte att vara uppfyllda då
cli-anniversary-unrenewed = om ingen förnyar: i respit från { $grace }, inaktiv från { $inactive }
cli-anniversary-rests-on = vilar på enskilda personer den dagen: { $people }
cli-losses = vad som går förlorat, om ingen gör något
cli-loss = { $day }: { $from } till { $to }
cli-loss-level = { $day }: { $from } till { $to }, därefter { $level }
cli-loss-unqualified = { $day }: { $from } till { $to }, inte längre kvalificerad
cli-cause-expiry = { $skill } för { $person } går ut efter { $day }
cli-cause-acceptance = { $skill } godtas till och med { $day }
cli-cause-rule = regeln ändras
cli-cause-figure = en annan månads mätvärde gäller
cli-more-losses = { $count ->
    [one] och 1 senare förlust
   *[other] och { $count } senare förluster
  }
cli-doubt = tveksamt: { $text }
cli-doubt-derived = tveksamt: { $skills } { $count ->
    [one] räknas
   *[other] räknas
  } till och med { $day }, tolv månader efter tillbakadragandet; ingen källa anger sista dagen
cli-unnamed = nämns inte av någon regel
cli-unnamed-training = { $title }: { $rows ->
    [one] 1 rad
   *[other] { $rows } rader
  }
cli-unusable = oanvändbara
cli-warnings = använda, men värda en titt
cli-row-issue = rad { $line }, { $column }: { $reason }
cli-row-issue-whole = rad { $line }: { $reason }
cli-issues-more = och { $count } till
cli-wrote = skrev { $path }
cli-expiry-unknown = { $rows ->
    [one] 1 certifikat saknar känd utgång och räknas
   *[other] { $rows } certifikat saknar känd utgång och räknas
  }

## Inga kunskapsdata: den publicerade meningen och dess orsaker

cli-no-skills-data = Inga användare hittades med kunskapsdata. Kontrollera om användarna har associerat sina Learning- eller Partner University-konton med sina profiler.
cli-no-skills-cause-created = Kontot skapades direkt i Partner Center.
cli-no-skills-cause-migration = Ingen hade associerat en profil i Partner Membership Center före flytten.
cli-no-skills-next = Exporten har en rubrikrad men inga rader. Be personerna associera sina profiler och exportera sedan igen.
cli-not-written = inte skriven, eftersom det inte finns något att rapportera: { $path }

## Vad som kan gå fel

cli-error-open = kan inte öppna `{ $path }`: { $reason }; kontrollera sökvägen
cli-error-directory = `{ $path }` är en mapp; ange filen i den
cli-error-read = kan inte använda `{ $path }`: { $reason }
cli-error-write = kan inte skriva `{ $path }`: { $reason }; kontrollera att mappen finns och går att skriva i; inget lämnades kvar
cli-error-catalogue = `{ $path }` har { $count ->
    [one] 1 fel
   *[other] { $count } fel
  }; `tierwise check { $path }` visar var
cli-error-same-output = `{ $path }` anges både som indata och utdata; skriv till en annan fil
cli-error-two-outputs = `{ $path }` anges för två utdata; skriv dem till olika filer
cli-error-not-utf8 = den är inte text i UTF-8; kontrollera att det är rätt fil, eller spara den som UTF-8
