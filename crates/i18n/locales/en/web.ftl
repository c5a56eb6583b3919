### What surrounds every page, and what can go wrong on any.

web-skip = Skip to the content
web-navigation = Main navigation
web-menu = Menu
web-account-bar = Account
web-my-profile = My Profile
web-account = Account and security
web-sign-out = Sign out
web-preferences = Language and theme
web-theme-light = Light
web-theme-dark = Dark
web-demo = Demo: invented companies and people. Delete the demo's folder to begin anew.

## Navigation

web-nav-home = Home
web-nav-competencies = Competencies
web-nav-report = Competency performance report
web-nav-people = People
web-nav-users = User Management
web-nav-data = Data
web-nav-imports = Imports
web-nav-metrics = Performance metrics
web-nav-reconcile = Reconcile
web-nav-setup = Set-up
web-nav-settings = Settings
web-nav-locations = Locations
web-nav-tokens = API tokens
web-nav-audit = Audit
web-nav-installation = Installation
web-nav-companies = Companies

## What was just done

web-done-signed-out = You are signed out.
web-done-password = Your password is changed. All other sessions were signed out.
web-done-session-ended = The session is ended.
web-done-invited = The invitation is made.
web-done-roles = The roles are changed. They hold from now on.
web-done-user-ended = The account is ended. The achievements stop counting after the last day.
web-done-user-rejoined = The person is back. The achievements count from today on.
web-done-import-cancelled = The import is discarded. Nothing of it was kept.
web-done-import-undone = The import is undone. Everything is as it was before.
web-done-metric = The figure is recorded.
web-done-metrics = The figures are recorded.
web-done-shown = What Partner Center shows is recorded.
web-done-settings = The settings are saved.
web-done-location-added = The location is added. Rows with its MPN ID are used from now on.
web-done-location-ended = The location is ended. Rows with its MPN ID are refused from now on.
web-done-token-ended = The token is ended. It opens nothing any more.
web-done-enrolled = The company is enrolled.
web-done-enrolment-ended = The enrolment is ended.
web-done-setup = Everything is set up. Welcome.

## Lists

web-pager = Pages of this list
web-pager-shown = { $from } to { $to } of { $total }
web-pager-first = First
web-pager-previous = Previous
web-pager-next = Next
web-pager-last = Last

## Months

web-month-1 = January
web-month-2 = February
web-month-3 = March
web-month-4 = April
web-month-5 = May
web-month-6 = June
web-month-7 = July
web-month-8 = August
web-month-9 = September
web-month-10 = October
web-month-11 = November
web-month-12 = December

## Problems

web-problem-anonymous = Sign in first
web-problem-not-found = This does not exist
web-problem-not-allowed = You may not do this
web-problem-invalid = The input cannot be used
web-problem-refused = This cannot be done now
web-problem-not-enrolled = The company is not enrolled
web-problem-limited = Too many attempts
web-problem-limited-detail = wait { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
  } and try again; the account itself is not locked
web-problem-unavailable = Tierwise cannot answer at the moment
web-problem-internal = Something went wrong on our side
web-advice-not-found = Check the address. It may have ended, or it may belong to somebody else.
web-advice-not-allowed = Ask a Global admin of your company if you need it.
web-advice-internal = Nothing was half done. Try again, and if it happens again tell whoever runs this installation.
web-advice-other = Nothing was changed. Go back, correct it and try again.
web-failure-request = The number of this request:
web-failure-home = To the start page

## The API

web-api-paging = `page` counts from 1, and `per_page` is between 1 and 1000
web-api-body = the body cannot be read: { $reason }
web-api-query = the query cannot be read: { $reason }
web-api-role = `{ $role }` is no role that can be given; use one of those that the description of the API lists

# The demo's sign-ins of one click

web-door-admin = Maja, MPN partner admin at Fjordline
web-door-employee = Jonas, an employee of Fjordline
web-door-viewer = Petra, report viewer at Fjordline: counts, no names
web-door-other-admin = Ingrid, MPN partner admin of another company, Kustlinje
web-door-operator = Olivia, who operates the installation
