### Det som omger varje sida, och det som kan gå fel på alla.

web-skip = Hoppa till innehållet
web-navigation = Huvudnavigering
web-menu = Meny
web-account-bar = Konto
web-my-profile = Min profil
web-account = Konto och säkerhet
web-sign-out = Logga ut
web-preferences = Språk och tema
web-theme-light = Ljust
web-theme-dark = Mörkt
web-demo = Demo: påhittade företag och personer. Ta bort demons mapp för att börja om.

## Navigering

web-nav-home = Start
web-nav-competencies = Kompetenser
web-nav-report = Prestandarapport för kompetens
web-nav-people = Personer
web-nav-users = Användarhantering
web-nav-data = Uppgifter
web-nav-imports = Importer
web-nav-metrics = Prestandamått
web-nav-reconcile = Stäm av
web-nav-setup = Inställning
web-nav-settings = Inställningar
web-nav-locations = Platser
web-nav-tokens = API-nycklar
web-nav-audit = Granskningslogg
web-nav-installation = Drift
web-nav-companies = Företag

## Det som just gjordes

web-done-signed-out = Du är utloggad.
web-done-password = Ditt lösenord är ändrat. Alla andra sessioner loggades ut.
web-done-session-ended = Sessionen är avslutad.
web-done-invited = Inbjudan är skapad.
web-done-roles = Rollerna är ändrade. De gäller från och med nu.
web-done-user-ended = Kontot är avslutat. Färdigheterna slutar räknas efter den sista dagen.
web-done-user-rejoined = Personen är tillbaka. Färdigheterna räknas från och med i dag.
web-done-import-cancelled = Importen är kastad. Inget av den sparades.
web-done-import-undone = Importen är ångrad. Allt är som det var före den.
web-done-metric = Värdet är registrerat.
web-done-metrics = Värdena är registrerade.
web-done-shown = Det som Partner Center visar är registrerat.
web-done-settings = Inställningarna är sparade.
web-done-location-added = Platsen är tillagd. Rader med dess MPN-ID används från och med nu.
web-done-location-ended = Platsen är avslutad. Rader med dess MPN-ID avvisas från och med nu.
web-done-token-ended = Nyckeln är avslutad. Den öppnar inget längre.
web-done-enrolled = Företaget är anslutet.
web-done-enrolment-ended = Anslutningen är avslutad.
web-done-setup = Allt är klart. Välkommen.

## Listor

web-pager = Listans sidor
web-pager-shown = { $from } till { $to } av { $total }
web-pager-first = Första
web-pager-previous = Föregående
web-pager-next = Nästa
web-pager-last = Sista

## Månader

web-month-1 = januari
web-month-2 = februari
web-month-3 = mars
web-month-4 = april
web-month-5 = maj
web-month-6 = juni
web-month-7 = juli
web-month-8 = augusti
web-month-9 = september
web-month-10 = oktober
web-month-11 = november
web-month-12 = december

## Problem

web-problem-anonymous = Logga in först
web-problem-not-found = Detta finns inte
web-problem-not-allowed = Du får inte göra detta
web-problem-invalid = Uppgifterna kan inte användas
web-problem-refused = Detta går inte just nu
web-problem-not-enrolled = Företaget är inte anslutet
web-problem-limited = För många försök
web-problem-limited-detail = vänta { $minutes ->
    [one] 1 minut
   *[other] { $minutes } minuter
  } och försök igen; själva kontot är inte låst
web-problem-unavailable = Tierwise kan inte svara just nu
web-problem-internal = Något gick fel hos oss
web-advice-not-found = Kontrollera adressen. Det kan ha avslutats, eller tillhöra någon annan.
web-advice-not-allowed = Fråga en Global administratör i företaget om du behöver det.
web-advice-internal = Inget blev halvgjort. Försök igen, och om det händer igen, säg till den som driver installationen.
web-advice-other = Inget ändrades. Gå tillbaka, rätta och försök igen.
web-failure-request = Numret på denna begäran:
web-failure-home = Till startsidan

## API:et

web-api-paging = `page` räknas från 1, och `per_page` är mellan 1 och 1000
web-api-body = innehållet kan inte läsas: { $reason }
web-api-query = frågan kan inte läsas: { $reason }
web-api-role = `{ $role }` är ingen roll som kan ges; använd en av dem som API:ets beskrivning räknar upp

# Demons inloggningar med ett klick

web-door-admin = Maja, MPN-partneradministratör på Fjordline
web-door-employee = Jonas, anställd på Fjordline
web-door-viewer = Petra, rapportläsare på Fjordline: antal, inga namn
web-door-other-admin = Ingrid, MPN-partneradministratör på ett annat företag, Kustlinje
web-door-operator = Olivia, som driver installationen
