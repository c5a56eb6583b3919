### Varför en rad i en export inte används för det här företaget, och vad man bör se på i rader som används.

importing-row-other-mpn = raden hör till MPN-ID `{ $mpn }`, och det här företaget är `{ $own }`; importera den där den hör hemma
importing-row-no-mpn = raden anger inget MPN-ID; den räknas som en rad för det här företaget
importing-row-other-person = MCID `{ $mcid }` hör till { $one } här, och radens adress till { $two }; rätta adressen hos en av dem och importera sedan filen igen
importing-row-unclear-person = adresserna till MCID `{ $mcid }` hör till { $one } och till { $two }; rätta adressen hos en av dem och importera sedan filen igen
importing-row-name = filen kallar { $name } ”{ $given }”; det registrerade namnet behålls
importing-row-no-expiry = filen anger inget utgångsdatum; det registrerade, { $day }, behålls
importing-row-source-says = filen säger att den upphör { $given }, källan själv säger { $day }; det som källan säger gäller
importing-row-link-ended = { $name } avslutade kopplingen av MCID `{ $mcid }` den { $day }; raden behålls och räknas igen när personen kopplar på nytt
