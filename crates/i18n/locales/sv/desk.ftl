### The desk: what is said about one partner on one day, from the state of a row to what to do next.

desk-text = { $text }
desk-and-more = och { $count } till

## The state of a row

desk-status-until-pmc = räknas till och med { $day }, sedan räknas PMC inte längre
desk-status-until-leaves = räknas till och med { $day }, den sista dagen här
desk-status-until-association = räknas till och med { $day }, associationens sista dag
desk-status-not-linked = inte kopplad till någon här
desk-status-pmc-over = bara associerad i PMC, som inte räknas längre
desk-status-not-employed = räknas inte, inte anställd här den dagen
desk-status-source = räknas inte, programmet erkänner inte källan
desk-status-evidence = räknas inte, källan har inte bekräftat den
desk-status-spare = giltig, men andra fyller redan platserna

desk-standing-not-started = inte påbörjad
desk-standing-started = påbörjad

## The ladder: what each rung says when it is passed or ahead, and when it fails

desk-rung-received-feed = Mottagen från { $source }, { $day }
desk-rung-received-export = Mottagen med en export från Partner Center, { $day }
desk-rung-received-person = Lämnad av någon på företaget, { $day }
desk-rung-received-future = Avlagd { $day }, efter den dag som visas
desk-rung-source = { $source } är erkänd
desk-rung-source-other = Programmet erkänner inte { $source }
desk-rung-evidence = En export eller uppladdning är inget bevis här; källan har inte bekräftat den
desk-rung-profile = Profilen { $profile } är känd här
desk-rung-profile-unknown = Ingen här har kopplat profilen { $profile }
desk-rung-associated = Associerad med { $person }
desk-rung-associated-since = Associerad med { $person } sedan { $day }
desk-rung-associated-later = Associerad med { $person } från och med { $day }
desk-rung-associated-ended = Associationen med { $person } upphörde { $day }
desk-rung-associated-next = Associerad med den som kopplar den
desk-rung-employed = Anställd här
desk-rung-employed-since = Anställd här sedan { $day }
desk-rung-employed-until = Anställd här till och med { $day }
desk-rung-employed-later = Anställd här från och med { $day }
desk-rung-left = Slutade { $day }
desk-rung-not-employed = Inte anställd här
desk-rung-pc = Associerad i Partner Center
desk-rung-pc-next = En association i Partner Center räknas utan slutdatum
desk-rung-pmc = Associerad i PMC, som räknas till och med { $day }
desk-rung-pmc-over = Bara associerad i PMC, som räknades till och med { $day }
desk-rung-pmc-unknown = Bara associerad i PMC, och ingen har angett när företaget flyttade därifrån
desk-rung-named = Namngiven av en regel: { $places }
desk-rung-not-in-force = Ingen regel som gäller namnger den
desk-rung-named-later = En regel namnger den från och med { $day }
desk-rung-not-named = Inte namngiven av någon regel
desk-rung-several = Titeln står för flera färdigheter, så det är oklart vilken det är
desk-rung-earned = Avlagd innan den drogs tillbaka { $day }
desk-rung-earned-late = Avlagd efter att den drogs tillbaka { $day }
desk-rung-accepted = Godtas utan sista dag
desk-rung-accepted-until = Godtas till och med { $day }
desk-rung-accepted-later = Godtas från och med { $day }
desk-rung-accepted-over = Tillbakadragen; den godtogs till och med { $day }
desk-rung-valid-until = Giltig till och med { $day }
desk-rung-valid-forever = Giltig för alltid
desk-rung-valid-unknown = Giltig; inget slutdatum är känt
desk-rung-expired = Gick ut efter { $day }
desk-rung-complete = Allt som regeln kräver av en person finns
desk-rung-incomplete = Regeln kräver också { $skills }
desk-rung-seat = Används inte på annat håll
desk-rung-spare = Andra fyller redan platserna
desk-rung-counted = Räknas för { $places }

## What to do about a rung that fails

desk-fix-wait = Inget: det sker av sig självt { $day }.
desk-fix-source = Avlägg samma färdighet hos en källa som programmet erkänner: { $sources }.
desk-fix-evidence = Koppla profilen till { $source }, så att källan själv lämnar uppgiften.
desk-fix-link = Logga in, öppna Min profil och koppla profilen { $profile }. Den räknas sedan genast; ingen annan kan göra det.
desk-fix-employed = Om det är fel: rätta datumen i Användarhantering.
desk-fix-pc = Associera profilen i Partner Center; den räknas sedan genast.
desk-fix-pmc-unknown = Ange i Inställningar vilken dag företaget flyttade från PMC, eller se till att profilen associeras i Partner Center.
desk-fix-not-named = Inget: programmet frågar inte efter färdigheten.
desk-fix-several = Exportera utbildningens id med raden, så att färdigheten är säker.
desk-fix-other-skill = Avlägg en färdighet som reglerna godtar i dag.
desk-fix-again = Avlägg den på nytt: när den har gått ut kan den inte förnyas.
desk-fix-complete = Avlägg även { $skills }.
desk-fix-spare = Inget: den räknas så snart någon av de andra inte längre finns.

## Causes of losses

desk-cause-leaves = { $person } slutar, sista dagen är { $day }
desk-cause-pmc = { $person } är bara associerad i PMC, som räknas till och med { $day }
desk-cause-association = associationen för { $person } upphör { $day }

## What to do next

desk-action-renew = { $count ->
    [one] Be { $people } förnya före { $day }
   *[other] Be { $count } personer förnya före { $day }: { $people }
  }
desk-action-pass-again = { $count ->
    [one] { $people } behöver avlägga provet på nytt före { $day }
   *[other] { $count } personer behöver avlägga provet på nytt före { $day }: { $people }
  }
desk-action-replace-skill = { $skill } godtas för sista gången före { $day }; { $count ->
    [one] 1 person räknas genom den
   *[other] { $count } personer räknas genom den
  }
desk-action-replace-leaver = Ersätt { $person } i { $competency } före { $day }
desk-action-relink = Be { $person } associera på nytt före { $day }, för { $competency }
desk-action-associate-pmc = { $count ->
    [one] { $people } är bara associerad i PMC
   *[other] { $count } personer är bara associerade i PMC: { $people }
  }
desk-action-link = { $count ->
    [one] Be { $people } koppla profilen
   *[other] Be { $count } personer koppla sina profiler: { $people }
  }
desk-action-link-unknown = { $count ->
    [one] 1 prestation hör till en profil som ingen här har kopplat
   *[other] { $count } prestationer hör till profiler som ingen här har kopplat
  }
desk-action-figures = { $count ->
    [one] Ange 1 siffra för { $competency }
   *[other] Ange { $count } siffror för { $competency }
  }
desk-action-merge = { $count ->
    [one] { $people } har flera profiler hos samma källa
   *[other] { $count } personer har flera profiler hos samma källa: { $people }
  }
desk-action-unused = { $count ->
    [one] 1 giltig prestation räknas inte än
   *[other] { $count } giltiga prestationer räknas inte än
  }

desk-effect-renew-open = gratis, öppet nu; håller { $competency } på { $from } i stället för { $to }
desk-effect-renew-opens = gratis, öppnar { $opens }; håller { $competency } på { $from } i stället för { $to }
desk-effect-keeps = håller { $competency } på { $from } i stället för { $to }
desk-effect-falls = { $competency } faller från { $from } till { $to } { $day }
desk-effect-pmc = { $count ->
    [one] 1 prestation slutar räknas { $day }
   *[other] { $count } prestationer slutar räknas { $day }
  }
desk-effect-pmc-over = { $count ->
    [one] 1 prestation räknas så snart den är associerad i Partner Center
   *[other] { $count } prestationer räknas så snart de är associerade i Partner Center
  }
desk-effect-link = { $count ->
    [one] 1 prestation räknas från och med då
   *[other] { $count } prestationer räknas från och med då
  }
desk-effect-figures = det som ingen har angett är okänt, inte noll
desk-effect-merge = de räknas som en person; be att profilerna slås ihop, så att även källan säger det
desk-effect-unused = reglerna kräver mer, eller platserna är fyllda: { $people }

## Why Partner Center may show something else

desk-reason-latency = { $count ->
    [one] Prestationen av { $people } fanns inte där än { $day }: det tar upp till { $days } dagar.
   *[other] Prestationer av { $count } personer fanns inte där än { $day }: det tar upp till { $days } dagar. Det är { $people }.
  }
desk-reason-expired = { $count ->
    [one] En prestation av { $people } har gått ut sedan { $day }.
   *[other] Prestationer av { $count } personer har gått ut sedan { $day }: { $people }.
  }
desk-reason-pmc = { $count ->
    [one] { $people } är bara associerad i PMC.
   *[other] { $count } personer är bara associerade i PMC: { $people }.
  }
desk-reason-by-hand = { $count ->
    [one] En prestation av { $people } lämnades för hand, och källan känner kanske inte till den.
   *[other] Prestationer av { $count } personer lämnades för hand, och källan känner kanske inte till dem: { $people }.
  }
desk-reason-figures = { $count ->
    [one] En siffra har inte angetts här: { $figures }.
   *[other] { $count } siffror har inte angetts här: { $figures }.
  }
desk-reason-none = Inget som är registrerat förklarar skillnaden. Kontrollera siffrorna som har angetts, och fråga sedan Partner Centers support.
