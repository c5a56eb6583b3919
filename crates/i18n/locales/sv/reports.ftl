### Start, rapporten och personernas sidor.


## Lists and filters

web-search = Sök
web-filter = Filtrera
web-filter-none = Inget stämmer med det du frågade efter.
web-filter-clear = Visa allt
web-any = Alla
web-unknown = okänt
web-show = Visa
web-as-of = Per den
web-and-more = { $count ->
   *[other] och { $count } till
  }
web-upload-missing = ingen fil valdes; välj en och försök igen
web-upload-unreadable = uppladdningen kunde inte läsas: { $reason }; välj filen och försök igen

## Home

web-home-lead = { $people } personer, { $counted } med färdigheter som räknas · per den { $day }
web-where-we-stand = Var vi står
web-twelve-months = De kommande tolv månaderna, om ingen gör något
web-twelve-months-picture = Vilken kompetens som hålls hur länge; samma dagar står i tabellen nedanför.
web-chart-legend = Grönt: uppnådd. Blått: pågår. Rött: förlorad. Grått: inget än.
web-chart-table = Samma sak i ord
web-what-next = Vad du gör nu
web-what-next-none = Inget: allt som är uppnått består de kommande tolv månaderna.
web-partner-center-says = Partner Center säger
web-act-before = före { $day }
web-act-figures = Ange
web-act-list = Öppna listan
web-act-person = Öppna
web-act-requirements = Se varför
web-competency = Kompetens
web-standing = Status
web-attained = Uppnått
web-people = Personer
web-ours = Tierwise säger
web-people-counted = Personer som räknas
web-next-change = Nästa ändring
web-no-loss = inget går förlorat
web-bar = { $have } av { $needed }
web-points = { $points } poäng
web-points-of = { $points } av { $max } poäng
web-points-unknown = poängen är okända tills siffrorna har angetts
web-level-none = ingen nivå
web-level-silver = Silver
web-level-gold = Guld
web-not-in-force = gäller inte

## The report

web-tabs = Rapportens delar
web-tab-skills = Data om användarfärdigheter
web-tab-summary = Sammanfattning
web-tab-requirements = Krav
web-tab-training = Utbildning
web-tab-history = Historik
web-report-lead = { $programme } · { $day } · som känt nu
web-download = Ladda ned kunskapsrapport
web-download-standings = Ladda ned antalen
web-skills-search = Namn, e-post, MCID, färdighet
web-rows-people = { $rows ->
    [one] 1 rad
   *[other] { $rows } rader
  }, { $people ->
    [one] 1 person
   *[other] { $people } personer
  }
web-status-counted = räknas
web-status-ending = räknas, slutar snart
web-status-incomplete = behövs inte eller ofullständig
web-status-not-linked = inte länkad
web-status-expired = utgången
web-status-not-counted = räknas inte
web-until = till { $day }
web-rows = Uppnådda färdigheter
web-rows-counted = Färdigheter som räknas
web-losses = Vad som går förlorat, om ingen gör något
web-day-word = Dag
web-from = Från
web-to = Till
web-causes = Orsaker
web-requirement = Krav
web-have = Har
web-needed = Behövs
web-who-counts = Vilka som räknas
web-rests-on = Vilar på enskilda personer
web-without = utan
web-who-nearly = Vilka som nästan räknas
web-at-most = högst { $needed }
web-near-missing = bara { $skill } saknas
web-met = uppfyllt
web-open = öppet
web-doubt = Tveksamt
web-held = Har
web-counted = Räknas
web-skills = Färdigheter
web-history-lead = Första dagen i varje månad, beräknat av det som är känt nu. Varje import kan granskas och ångras.
web-sort-by = Sortera efter
web-sort-catalogue = Program
web-no-skills-title = Inga kunskapsdata
web-no-skills-next = Be medarbetarna associera sina profiler under Min profil i Partner Center, eller importera en export som har deras resultat.
web-enrol-why = Ett företag som inte är anslutet till programmet har inga rapporter. Så ansluter ni:
web-enrol-step-1 = Kontrollera under Inställningar att företagets MPN-ID är rätt.
web-enrol-step-2 = Be installationens operatör ansluta företaget; operatören behöver MPN-ID:t.
web-enrol-step-3 = Kom tillbaka hit: rapporten finns här från den stunden.

## A person

web-person = Person
web-here-since = här sedan { $day }
web-leaves = sista dag { $day }
web-passed-on = klarad { $day }
web-expires-on = går ut { $day }
web-expiry-unknown = utgång okänd
web-received = mottagen { $when }
web-rung-passed = uppfyllt
web-rung-failed = stannar här
web-rung-ahead = kommer att uppfyllas
web-rung-also-fails = uppfylls inte heller
web-earliest = Sedan räknas den från { $day }.
web-helper-person = Personen
web-helper-you = Du
web-helper-partner-admin = En MPN-partneradministratör
web-helper-user-admin = Den som hanterar användare
web-profiles = Inlärningsprofiler
web-profiles-none = Ingen inlärningsprofil är länkad. Länka det egna MCID:t under Min profil i Partner Center.
web-linked = länkad
web-linked-not-counting = länkad, räknas inte
web-linked-before = inte längre
web-channel-pc = associerad i PC
web-channel-pmc = associerad i PMC
web-origin-feed = enligt källan
web-origin-export = enligt en export
web-origin-person = länkad av personen
web-duplicates = Flera profiler
web-duplicates-lead = Dessa profiler hör till en person. Resultaten i alla räknas när intygets profil slås samman med den länkade.
web-own-nothing = Inget resultat är registrerat för dig. Länka din inlärningsprofil, så räknas det du har klarat genast.
web-person-nothing = Inget resultat är registrerat för personen. Be personen länka sin inlärningsprofil.
