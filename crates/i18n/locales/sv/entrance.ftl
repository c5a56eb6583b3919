### Vägarna in och ut, konton, användare, företag, inställningar.


## Signing in and out

web-sign-in = Logga in
web-sign-in-lead = Vilka statusar medarbetarnas certifieringar håller, hur länge, och vad som bör göras.
web-sign-in-help = Inget konto, eller glömt lösenordet? Be den som hanterar användare i företaget om en inbjudningslänk.
web-doors = Var någon i demon
web-email = E-post
web-password = Lösenord
web-password-hint = Minst 12 tecken, till exempel fyra ord.
web-password-old = Nuvarande lösenord
web-password-new = Nytt lösenord
web-password-change = Ändra lösenordet
web-password-demo = Demons personer har inga lösenord: de loggar in med ett klick.
web-form-problem = Detta gick inte
web-setup = Ställ in Tierwise
web-setup-company = Länken fungerar en gång. Den skapar ditt företag och dess Global administratör: du.
web-setup-operator = Länken fungerar en gång. Den skapar installationens första operatör: du.
web-setup-do = Ställ in
web-your-name = Ditt namn
web-invitation = Din inbjudan
web-invitation-do = Ange lösenordet och logga in
web-invitation-made = Inbjudningslänken
web-invitation-once = Ge personen den här länken. Den visas bara nu, fungerar en gång och i sju dagar; med den väljer personen ett lösenord.

## Account

web-sessions = Var du är inloggad
web-sessions-lead = En session slutar av sig själv efter 12 timmars tystnad eller 30 dagar.
web-session-device = Enhet
web-session-since = Inloggad
web-session-last = Senast använd
web-session-this = denna
web-session-end = Logga ut
web-device-unknown = Okänd enhet
web-sign-out-everywhere = Logga ut överallt
web-action = Åtgärd

## Companies

web-companies-lead = Installationens företag. Bara anslutna företag har rapporter.
web-companies-search = Företag, MPN-ID
web-companies-none = Det finns inget företag än. Skapa det första nedan: du får en länk till dess Global administratör.
web-company-create = Skapa ett företag
web-company-create-lead = Dess Global administratör får en inbjudningslänk av dig. Anslut företaget när det får ha rapporter.
web-company-name = Företag
web-mpn-id = MPN-ID
web-mpn-id-hint = Bara siffror. En exports rader räknas bara för företagets MPN-ID och dess platsers.
web-time-zone = Tidszon
web-time-zone-hint = Till exempel Europe/Stockholm. Alla dagar är dagar där.
web-admin-name = Namn på dess Global administratör
web-admin-email = E-post till dess Global administratör
web-enrolled = Ansluten sedan
web-enrolment = Anslutning
web-is-enrolled = ansluten
web-not-enrolled = inte ansluten
web-enrol = Anslut
web-enrolment-end = Avsluta anslutningen
web-enrolment-end-sure = Utan anslutning har företaget inga rapporter. Det kan anslutas igen när som helst; då är det anslutet sedan den dagen.

## Settings

web-settings-lead = Det som gäller för hela företaget.
web-programmes = Program som företaget följer
web-programmes-hint = Siffran är ordningen: det första programmet kommer först i alla listor.
web-programme-place = Ordning
web-market = Marknad
web-market-hint = Där trösklar beror på marknaden.
web-market-developed = Utvecklad
web-market-developing = Växande
web-track = Klassificering
web-track-hint = Där ett program väljer spår efter klassificering.
web-track-none = Okänd
web-track-enterprise = Storföretag
web-track-smb = Små och medelstora
web-moved = Flyttade från PMC till Partner Center den
web-moved-hint = I sex månader från den dagen räknas fortfarande det som bara är associerat i PMC.
web-save = Spara

## Platser

web-locations-lead = Verksamhetsställen med egna MPN-ID. En exports rader med något av dem används som rader för företaget självt.
web-locations-none = Det finns ingen plats utöver företaget självt. Lägg till en nedan om Partner Center visar fler MPN-ID för företaget.
web-locations-search = Namn, MPN-ID
web-location-since = Sedan
web-location-add = Lägg till en plats
web-location-end = Avsluta platsen
web-location-end-sure = En exports rader med detta MPN-ID avvisas från och med nu. Det som redan importerats för platsen finns kvar. Den kan läggas till igen.
web-location-mpn-id-hint = Bara siffror, så som Partner Center visar det för platsen.

web-day = detta är ingen dag; skriv den som `2026-03-12`

## Tokens

web-tokens-lead = För program som använder JSON-API:et. En nyckel har en roll och får aldrig mer än den som skapade den.
web-tokens-none = Det finns ingen nyckel. Skapa en nedan när ett program behöver API:et.
web-token-made = Kopiera nyckeln nu: den visas inte igen.
web-token-make = Skapa en nyckel
web-token-name = Namn
web-token-name-hint = Vad som använder den, så att du känner igen den senare.
web-token-role-hint = Vad programmet får se och göra.
web-token-days = Dagar tills den slutar
web-token-created = Skapad
web-token-expires = Slutar
web-token-used = Senast använd
web-token-end = Avsluta nyckeln
web-token-end-sure = Det som använder nyckeln slutar fungera genast, och nyckeln fungerar aldrig igen.
web-never = aldrig

## Audit

web-audit-lead = Varje ändring i företagets uppgifter, den senaste först.
web-audit-none = Inget har ändrats än.
web-number = Nummer
web-when = När
web-who = Vem
web-what = Vad
web-audit-company-created = Företaget skapades
web-audit-company-enrolled = Företaget anslöts
web-audit-enrolment-ended = Anslutningen avslutades
web-audit-settings-changed = Inställningarna ändrades
web-audit-location-added = Plats tillagd
web-audit-location-ended = Plats avslutad
web-audit-user-created = Användare skapades
web-audit-user-invited = Användare bjöds in igen
web-audit-user-ended = Användare avslutades
web-audit-user-rejoined = Användare togs tillbaka
web-audit-roles-changed = Roller ändrades
web-audit-token-created = API-nyckel skapades
web-audit-token-ended = API-nyckel avslutades
web-audit-import-applied = Import genomfördes
web-audit-import-undone = Import ångrades
web-audit-metric-entered = Värde angavs
web-audit-metrics-imported = Värden importerades
web-audit-shown-recorded = Partner Centers värde registrerades

## Users

web-user = Person
web-name = Namn
web-users-lead = Alla i företaget: personer med konto, och personer som bara är kända genom sina certifikat.
web-users-none = Ingen är registrerad än. Importera en export eller skapa en användare.
web-users-export = Exportera rapport för användare
web-users-search = Namn, e-post, MCID
web-user-account = Konto
web-user-create = Skapa en användare
web-user-create-lead = Du får en inbjudningslänk att lämna över. Den som redan är känd genom adressen behåller certifikaten.
web-user-email-hint = Arbetsadressen, som personen loggar in med.
web-user-end = Avsluta kontot
web-user-end-lead = Kontot stängs genast, och färdigheterna slutar räknas efter sista dagen. Personen kan tas tillbaka.
web-user-invite = Ny inbjudningslänk
web-user-open = Till personen
web-user-rejoin = Ta tillbaka
web-user-skills = Färdigheter och skäl
web-last-day = Sista dag
web-last-day-hint = Inräknad: färdigheterna räknas denna dag.
web-back = Tillbaka
web-technical = Teknisk användare
web-technical-hint = förväntas ha färdigheter
web-location = Plats
web-employment = Anställning
web-employed = Anställd
web-employed-until = Till och med
web-not-employed = Inte anställd i dag
web-last-sign-in = Senaste inloggning
web-none = inget
web-account-open = öppet
web-account-ended = avslutat
web-account-none = inget konto
web-association = Association
web-association-pc = i Partner Center
web-association-pmc = bara i PMC
web-association-pmc-only = PMC ja, PC nej
web-association-none = inte associerad
web-role = Roll
web-roles = Roller
web-roles-no-account = Bara den som har ett öppet konto har roller.
web-role-default-user = Användare
web-role-default-user-may = ser den egna profilen
web-role-report-viewer = Rapportläsare
web-role-report-viewer-may = antal, aldrig namn
web-role-executive-report-viewer = Chefsrapportläsare
web-role-executive-report-viewer-may = även namn, men inte Data om användarfärdigheter
web-role-mpn-partner-admin = MPN-partneradministratör
web-role-mpn-partner-admin-may = kunskapsrapporten, importer, värden
web-role-account-admin = Kontoadministratör
web-role-account-admin-may = inställningar, platser, de flesta roller
web-role-user-management-admin = Användaradministratör
web-role-user-management-admin-may = skapar och avslutar användare
web-role-global-admin = Global administratör
web-role-global-admin-may = allt i företaget
web-role-operator = Operatör
web-role-operator-may = driver installationen
