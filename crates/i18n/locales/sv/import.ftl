### Läsning av en export av TrainingCompletions från Partner Center.

## Hela filen

import-io = filen kunde inte läsas: { $error }; kontrollera att den är hel och försök igen
import-empty = filen är tom; ladda ned exporten TrainingCompletions på nytt och ange den filen
import-not-text = filen är inte text i en kodning som kan läsas, så den har inga rader; öppna originalet i ett kalkylprogram och spara det som CSV UTF-8
import-workbook = filen är en arbetsbok, men bara textfiler läses; öppna den i ett kalkylprogram, spara bladet som CSV UTF-8 och ange den filen
import-not-an-export = filen är inte en export av TrainingCompletions: första raden nämner ingen av exportens kolumner, till exempel `TrainingTitle` och `MCPID`; ladda ned rapporten från Partner Center som CSV eller TSV och behåll första raden
import-missing-columns = första raden nämner inte { $columns }, och utan det kan en utbildning inte knytas till en person; ladda ned exporten TrainingCompletions på nytt och behåll alla kolumner
import-other-dataset = filen är nedladdningen `{ $dataset }`, som inte visar vem som har vilken certifiering; ladda ned TrainingCompletions i stället
import-skills-report = filen är en kunskapsrapport, som tas fram ur utbildningar och inte kan läsas som sådana; ladda ned TrainingCompletions från Partner Center i stället
import-repeated-column = första raden nämner kolumnen `{ $column }` två gånger, så det är oklart vilken som gäller; ta bort den ena eller ladda ned exporten på nytt
import-open-dates = datumet `{ $value }` på rad { $line } kan läsas med dagen först eller med månaden först, och inget i filen avgör vilket; ange ordningen med `--dates dmy` (dagen först) eller `--dates mdy` (månaden först)
import-too-many-unusable = de flesta rader till och med rad { $line } är oanvändbara, så läsningen avbröts; filen är troligen skadad: ladda ned exporten på nytt

## Rader som inte används

import-row-open-quote = ett citattecken på den här raden inleder en cell som inte slutar där den ska, så cellerna kan inte skiljas åt; ta bort tecknet eller ladda ned exporten på nytt
import-row-too-long = raden är mycket längre än någon rad i en export; ladda ned exporten på nytt
import-row-fields = raden har { $found } celler men första raden nämner { $expected } kolumner, så cellerna kan inte skiljas åt; rätta raden eller ladda ned exporten på nytt
import-row-no-mcid = raden saknar MCID och hör därför inte till någon; be personen associera sin utbildningsprofil och ladda sedan ned exporten på nytt
import-row-mcid-zero = MCID `{ $value }` är ingen utbildningsprofil, så raden hör inte till någon; rätta det eller ladda ned exporten på nytt
import-row-mcid = `{ $value }` är inget MCID, som består av 1 till 18 siffror och inget annat; rätta det eller ladda ned exporten på nytt
import-row-mcid-shortened = `{ $value }` är ett MCID som ett kalkylprogram har förkortat, och de sista siffrorna är borta; ladda ned exporten på nytt och spara den inte från ett kalkylprogram, eller importera kolumnen som text
import-row-no-training = raden har varken utbildnings-id eller titel, så det är okänt vad som slutfördes; rätta den eller ladda ned exporten på nytt
import-row-training-id = utbildnings-id `{ $value }` är inget tal och raden saknar titel, så det är okänt vad som slutfördes; rätta det eller ladda ned exporten på nytt
import-row-no-date = raden saknar datum för slutförandet, så det är okänt sedan när den räknas; rätta den eller ladda ned exporten på nytt
import-row-date = `{ $value }` är inget datum med fyrsiffrigt årtal, eller inget som finns; skriv det som år-månad-dag, till exempel `2026-03-12`
import-row-open-date = `{ $value }` kan läsas med dagen först eller med månaden först, och filen har datum av båda slagen; ange med `--dates dmy` (dagen först) eller `--dates mdy` (månaden först) hur sådana datum ska läsas
import-row-two-orders = giltighetstiden `{ $value }` och slutförandet `{ $completed }` kan inte båda läsas med dagen först eller båda med månaden först; rätta raden eller ladda ned exporten på nytt

## Rader som används, med något att titta på

import-row-id-ignored = utbildnings-id `{ $value }` är inget tal och användes inte; utbildningen känns igen på sin titel, så kontrollera att det är rätt utbildning
import-row-other-month = kolumnen anger `{ $value }` men slutförandet lästes som { $day }, vilket behölls; kontrollera datumet i originalet
import-row-expires-before = utbildningen upphör att gälla { $expires }, före slutförandet { $completed }; båda behölls, så kontrollera dem i originalet
import-row-not-active = aktiveringsstatus är `{ $value }` och inte `Active`; raden används ändå, så kontrollera om den ska räknas

### Läsning av mätvärden: METRICS.csv med kolumnerna metric, month och value.

import-metrics-empty = filen är tom; skriv `metric,month,value` som första rad och ett mätvärde på varje rad därunder
import-metrics-not-figures = filen har inga mätvärden: första raden nämner varken `metric` eller `value`; skriv `metric,month,value` som första rad i en CSV-fil och ett mätvärde på varje rad därunder
import-metrics-missing-columns = första raden nämner inte { $columns }; ange `metric`, `month` och `value` där, i valfri ordning (en rad får lämna månaden tom)
import-metrics-repeated-column = första raden nämner kolumnen `{ $column }` två gånger, så det är oklart vilken som gäller; ta bort den ena
import-metrics-open-quote = rad { $line }: ett citattecken inleder en cell som inte slutar där den ska, så cellerna kan inte skiljas åt; ta bort tecknet
import-metrics-too-long = rad { $line } är mycket längre än något mätvärde behöver; kontrollera att det är rätt fil
import-metrics-fields = rad { $line } har { $found } celler men första raden nämner { $expected } kolumner, så cellerna kan inte skiljas åt; rätta raden, och skriv decimaler med punkt: `0.5`
import-metrics-no-metric = rad { $line }, kolumn `metric`: raden anger inte vad värdet mäter; skriv ett mätvärdes-id, till exempel `azure_consumption_usd_12m`, eller ta bort raden
import-metrics-month = rad { $line }, kolumn `month`: `{ $value }` är ingen månad; skriv år och månad, till exempel `2026-03`, eller lämna cellen tom om värdet gäller alla dagar
import-metrics-no-value = rad { $line }, kolumn `value`: cellen är tom; skriv värdet, eller ta bort raden om det är okänt
import-metrics-spaces = rad { $line }, kolumn `value`: `{ $value }` har mellanslag i talet; ta bort dem: `20000`, inte `20 000`
import-metrics-comma = rad { $line }, kolumn `value`: kommat i `{ $value }` kan stå för decimaler eller för tusental; skriv decimaler med punkt och tusental utan tecken: `0.5`, `20000`
import-metrics-shortened = rad { $line }, kolumn `value`: `{ $value }` är ett tal som ett kalkylprogram har förkortat, och de sista siffrorna kan vara borta; skriv ut det helt, till exempel `20000`
import-metrics-number = rad { $line }, kolumn `value`: `{ $value }` är inget tal; skriv `20000`, `0.5`, `20/3`, `yes` eller `no`
import-metrics-repeated = rad { $line }, kolumnerna `metric` och `month`: `{ $metric }` har redan angetts för { $month } på rad { $first }; ta bort en av de två raderna
import-metrics-repeated-blank = rad { $line }, kolumnerna `metric` och `month`: `{ $metric }` har redan angetts utan månad på rad { $first }; ta bort en av de två raderna, eller skriv en månad
