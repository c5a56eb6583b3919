### Why a row of an export is not used for this company, and what to look at in rows that are.

importing-row-other-mpn = the row belongs to MPN ID `{ $mpn }`, and this company is `{ $own }`; import it where it belongs
importing-row-no-mpn = the row names no MPN ID; it is taken as a row of this company
importing-row-other-person = MCID `{ $mcid }` belongs to { $one } here, and the address of the row to { $two }; correct the address of one of them, then import the file again
importing-row-unclear-person = the addresses of MCID `{ $mcid }` belong to { $one } and to { $two }; correct the address of one of them, then import the file again
importing-row-name = the file calls { $name } “{ $given }”; the name on record stays
importing-row-no-expiry = the file states no expiry; the one on record, { $day }, stays
importing-row-source-says = the file says that it expires on { $given }, the source itself says { $day }; what the source says stays
importing-row-link-ended = { $name } ended the link of MCID `{ $mcid }` on { $day }; the row is kept, and counts again when they link it anew
