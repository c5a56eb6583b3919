### Sidorna för det som kommer in: importer, prestandamått och det som Partner Center visar.

## Importer

web-imports-lead = Ladda upp en export och se vad den skulle ändra. Inget ändras förrän du verkställer den, och den senaste importen kan ångras.
web-imports-none = Inget har importerats än. Öppna Insights i Partner Center, sedan Download reports, välj TrainingCompletions och spara som CSV eller TSV. Ladda sedan upp filen här ovanför.
web-imports-all = Alla importer
web-import-upload = Ladda upp en export
web-import-choose = Filen
web-import-where = TrainingCompletions från Partner Center (Insights, Download reports), som CSV eller TSV. En fil som är större än 256 MiB är ingen export från ett enda företag.
web-import-dates = Datumens ordning
web-import-dates-hint = 03/04/2026 är den 3 april med dagen först och den 4 mars med månaden först. Oftast avgör filen det själv.
web-import-dates-file = Som filen visar
web-import-dates-dmy = Dagen först: 31/12/2026
web-import-dates-mdy = Månaden först: 12/31/2026
web-import-look = Se ändringarna
web-import-history = Historik
web-import-file = Fil
web-import-summary = { $new } nya, { $changed } ändrade, { $unchanged } oförändrade, { $unusable } oanvändbara
web-import-change = ändring { $number }

## En imports tillstånd

web-import-previewed = Inte verkställd än
web-import-applying = Verkställs
web-import-interrupted = Avbruten
web-import-applied = Verkställd
web-import-undone = Ångrad
web-import-cancelled = Kastad
web-import-previewed-lead = Inget har ändrats än. Gå igenom vad som skulle ändras och verkställ det sedan eller kasta det.
web-import-applying-lead = Inget av den syns förrän allt är skrivet. Sidan förnyar sig själv. Du kan lämna den; arbetet fortsätter.
web-import-interrupted-lead = Arbetet stannade före slutet, och inget av det syns. Verkställ importen igen eller kasta den.
web-import-applied-lead = Allt gäller. Rapporten och nivåerna räknar redan med det.
web-import-undone-lead = Den är ångrad, och allt är som det var före den. Ladda upp filen igen om du vill ha tillbaka den.
web-import-cancelled-lead = Den kastades och ändrade inget. Ladda upp filen igen om du ändå vill ha den.
web-import-progress = { $written } av { $total } poster är skrivna
web-import-apply = Verkställ importen
web-import-discard = Kasta
web-import-stop = Stoppa och kasta
web-import-report = Öppna rapporten
web-import-undo = Ångra importen
web-import-undo-not = Den kan inte ångras nu: en senare import har verkställts. Ångra den först.
web-import-undo-lost = { $count ->
    [0] Ingen prestation försvinner.
    [one] 1 prestation som den förde in försvinner och räknas inte längre.
   *[other] { $count } prestationer som den förde in försvinner och räknas inte längre.
  }
web-import-undo-back = { $count ->
    [0] Ingen får tillbaka ett tidigare tillstånd.
    [one] 1 prestation får tillbaka det tillstånd som den hade förut.
   *[other] { $count } prestationer får tillbaka det tillstånd som de hade förut.
  }
web-import-undo-sure = Det som importen avslutade öppnas igen, och personer som den skapade utan konto försvinner. Allt som andra har gjort sedan dess står kvar.

## Vad en import ändrar

web-import-new = Nya
web-import-changed = Ändrade
web-import-unchanged = Oförändrade
web-import-repeated = Står två gånger
web-import-unusable = Oanvändbara
web-import-unusable-lead = Dessa rader används inte. Rätta dem i filen och ladda upp den igen; de andra kan verkställas som de är.
web-import-gone = Inte längre i filen
web-import-gone-lead = Tidigare exporter hade dessa prestationer, och den här har dem inte. Inget avslutas av sig självt: ange vad som ska hända med dem.
web-import-keep-all = Behåll alla
web-import-end-all = Avsluta alla
web-import-end-ticked = Avsluta de markerade
web-import-end = Avsluta
web-import-people = Nya personer
web-import-people-lead = Ingen som är registrerad har deras MCID eller adress. De behålls utan konto, räknas, och kan senare föras samman med en användare.
web-import-duplicates = En person med flera MCID
web-import-duplicates-lead = Dessa MCID har samma adress och räknas därför som en person. Be personen att slå ihop dem hos källan.
web-import-warnings = Att se över
web-lines-beyond = { $count ->
    [one] Och 1 till.
   *[other] Och { $count } till.
  }
web-line = Rad
web-column = Kolumn
web-reason = Orsak
web-before = Förut
web-skill = Färdighet
web-completed = Slutförd
web-expires = Går ut
web-state = Tillstånd

## Prestandamått

web-metrics-lead = Värden som ingen färdighet säger något om, som intäkter eller kunder, per månad. Det som ingen har angett är okänt, inte noll.
web-metrics-none = Inget av era program frågar efter ett prestandamått, så det finns inget att ange. Inställningarna visar vilka program ni följer.
web-metrics-unknown = Poängen tar inte med det som är okänt: de kan vara högre än vad som visas. Ange de värden som är märkta som okända.
web-metrics-show-unknown = Bara okända
web-metrics-show-known = Bara kända
web-metrics-upload = Ladda upp många
web-metrics-upload-lead = En CSV-fil med ett värde per rad och denna första rad. En månad skrivs 2026-03 eller lämnas tom; måttens id finns i tabellen på denna sida. Hela filen tas emot, eller inget av den.
web-metrics-uploaded = Filen är läst: { $new } nya, { $changed } ändrade, { $unchanged } oförändrade.
web-metric-enter = Ange ett värde
web-metric-not-asked = Era program frågar inte efter det, eller inte i er klassificering
web-metric = Mått
web-month = Månad
web-month-hint = Till exempel 2026-03. Lämna tomt om värdet gäller för vilken månad som helst.
web-any-month = Alla månader
web-value = Värde
web-value-hint = 20000, 0.5, 20/3, yes eller no. Lämna tomt för att ta bort värdet: det är då okänt, inte noll.
web-figures = Värden
web-upload = Ladda upp

## Det som Partner Center visar

web-reconcile-lead = Det som Tierwise kommer fram till bredvid det som Partner Center visar, och varför de kan skilja sig åt.
web-reconcile-record = Registrera vad Partner Center visar
web-reconcile-not-seen = Inte registrerat än
web-reconcile-same = Lika
web-reconcile-more = Partner Center visar { $points } mer
web-reconcile-less = Partner Center visar { $points } mindre
web-reconcile-other = En annan nivå
web-theirs = Partner Center visar
web-theirs-hint = Poängen, eller nivån som till exempel gold, eller none. Lämna tomt för att ta bort det som är registrerat.
web-seen-on = Sett den
web-difference = Skillnad
