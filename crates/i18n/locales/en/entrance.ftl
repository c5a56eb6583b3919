### The ways in and out, accounts, users, companies, settings.


## Signing in and out

web-sign-in = Sign in
web-sign-in-lead = Which statuses your people's certifications hold, until when, and what to do about it.
web-sign-in-help = No account, or the password is lost? Ask whoever manages users at your company for an invitation link.
web-doors = Be somebody of the demo
web-email = E-mail
web-password = Password
web-password-hint = At least 12 characters, for example four words.
web-password-old = Present password
web-password-new = New password
web-password-change = Change the password
web-password-demo = The demo's people have no passwords: they sign in with one click.
web-form-problem = This could not be done
web-setup = Set up Tierwise
web-setup-company = This link works once. It makes your company and its Global admin: you.
web-setup-operator = This link works once. It makes the first operator of this installation: you.
web-setup-do = Set up
web-your-name = Your name
web-invitation = Your invitation
web-invitation-do = Set the password and sign in
web-invitation-made = The invitation link
web-invitation-once = Hand this link to the person. It is shown only now, works once and for seven days; with it the person sets a password.

## Account

web-sessions = Where you are signed in
web-sessions-lead = A session ends by itself after 12 hours of silence or 30 days.
web-session-device = Device
web-session-since = Signed in
web-session-last = Last used
web-session-this = this one
web-session-end = Sign out
web-device-unknown = Unknown device
web-sign-out-everywhere = Sign out everywhere
web-action = Action

## Companies

web-companies-lead = The companies of this installation. Only an enrolled company has reports.
web-companies-search = Company, MPN ID
web-companies-none = There is no company yet. Create the first one below: you get a link for its Global admin.
web-company-create = Create a company
web-company-create-lead = Its Global admin gets an invitation link from you. Enrol the company when it may have reports.
web-company-name = Company
web-mpn-id = MPN ID
web-mpn-id-hint = Digits only. Rows of an export count only for the MPN ID of the company and those of its locations.
web-time-zone = Time zone
web-time-zone-hint = For example Europe/Stockholm. All days are days there.
web-admin-name = Name of its Global admin
web-admin-email = E-mail of its Global admin
web-enrolled = Enrolled since
web-enrolment = Enrolment
web-is-enrolled = enrolled
web-not-enrolled = not enrolled
web-enrol = Enrol
web-enrolment-end = End the enrolment
web-enrolment-end-sure = Without enrolment the company has no reports. It can be enrolled again at any time; it is then enrolled since that day.

## Settings

web-settings-lead = What holds for the whole company.
web-programmes = Programmes that the company follows
web-programmes-hint = The number is the place: the first programme comes first in every list.
web-programme-place = Place
web-market = Market
web-market-hint = Where thresholds depend on the market.
web-market-developed = Developed
web-market-developing = Developing
web-track = Classification
web-track-hint = Where a programme chooses a track by classification.
web-track-none = Not known
web-track-enterprise = Enterprise
web-track-smb = SMB
web-moved = Moved from PMC to Partner Center on
web-moved-hint = For six months from that day what is only associated in PMC still counts.
web-save = Save

## Locations

web-locations-lead = Places of business with MPN IDs of their own. Rows of an export with one of them are used like rows of the company itself.
web-locations-none = There is no location beside the company itself. Add one below if Partner Center shows further MPN IDs for the company.
web-locations-search = Name, MPN ID
web-location-since = Since
web-location-add = Add a location
web-location-end = End the location
web-location-end-sure = Rows of an export with this MPN ID are refused from now on. What was imported for it stays. It can be added again.
web-location-mpn-id-hint = Digits only, as Partner Center shows it for the location.

web-day = this is no day; write it like `2026-03-12`

## Tokens

web-tokens-lead = For programs that use the JSON API. A token has one role and never exceeds what its maker may do.
web-tokens-none = There is no token. Make one below when a program needs the API.
web-token-made = Copy the token now: it is not shown again.
web-token-make = Make a token
web-token-name = Name
web-token-name-hint = What uses it, so that you recognise it later.
web-token-role-hint = What the program may see and do.
web-token-days = Days until it ends
web-token-created = Made
web-token-expires = Ends
web-token-used = Last used
web-token-end = End the token
web-token-end-sure = Whatever uses this token stops working at once, and the token never works again.
web-never = never

## Audit

web-audit-lead = Every change of the company's record, the latest first.
web-audit-none = Nothing was changed yet.
web-number = Number
web-when = When
web-who = Who
web-what = What
web-audit-company-created = Company created
web-audit-company-enrolled = Company enrolled
web-audit-enrolment-ended = Enrolment ended
web-audit-settings-changed = Settings changed
web-audit-location-added = Location added
web-audit-location-ended = Location ended
web-audit-user-created = User created
web-audit-user-invited = User invited again
web-audit-user-ended = User ended
web-audit-user-rejoined = User taken back
web-audit-roles-changed = Roles changed
web-audit-token-created = API token made
web-audit-token-ended = API token ended
web-audit-import-applied = Import applied
web-audit-import-undone = Import undone
web-audit-metric-entered = Figure entered
web-audit-metrics-imported = Figures imported
web-audit-shown-recorded = Figure of Partner Center recorded

## Users

web-user = Person
web-name = Name
web-users-lead = Everybody of the company: people with an account, and people who are known by their certificates alone.
web-users-none = Nobody is on record yet. Import an export or create a user.
web-users-export = Export report of users
web-users-search = Name, e-mail, MCID
web-user-account = Account
web-user-create = Create a user
web-user-create-lead = You get an invitation link to hand over. Somebody who is known already by the address keeps the certificates.
web-user-email-hint = The work address, with which the person signs in.
web-user-end = End the account
web-user-end-lead = The account is closed at once, and the achievements stop counting after the last day. The person can be taken back.
web-user-invite = New invitation link
web-user-open = To the person
web-user-rejoin = Take back
web-user-skills = Skills and reasons
web-last-day = Last day
web-last-day-hint = Included: achievements count on this day.
web-back = Back
web-technical = Technical user
web-technical-hint = is expected to hold skills
web-location = Location
web-employment = Employment
web-employed = Employed
web-employed-until = Until
web-not-employed = Not employed today
web-last-sign-in = Last sign-in
web-none = none
web-account-open = open
web-account-ended = ended
web-account-none = no account
web-association = Association
web-association-pc = in Partner Center
web-association-pmc = only in PMC
web-association-pmc-only = PMC yes, PC no
web-association-none = not associated
web-role = Role
web-roles = Roles
web-roles-no-account = Only somebody with an open account has roles.
web-role-default-user = User
web-role-default-user-may = sees the own profile
web-role-report-viewer = Report viewer
web-role-report-viewer-may = counts, never names
web-role-executive-report-viewer = Executive report viewer
web-role-executive-report-viewer-may = also names, but not User skills data
web-role-mpn-partner-admin = MPN partner admin
web-role-mpn-partner-admin-may = the skills report, imports, figures
web-role-account-admin = Account admin
web-role-account-admin-may = settings, locations, most roles
web-role-user-management-admin = User management admin
web-role-user-management-admin-may = creates and ends users
web-role-global-admin = Global admin
web-role-global-admin-may = everything of the company
web-role-operator = Operator
web-role-operator-may = runs the installation
