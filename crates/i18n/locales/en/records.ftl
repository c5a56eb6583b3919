### The pages of what comes in: imports, performance metrics, and what Partner Center shows.

## Imports

web-imports-lead = Upload an export and look at what it would change. Nothing changes before you apply it, and the latest import can be undone.
web-imports-none = Nothing was imported yet. In Partner Center open Insights, then Download reports, choose TrainingCompletions and save it as CSV or TSV. Then upload that file above.
web-imports-all = All imports
web-import-upload = Upload an export
web-import-choose = The file
web-import-where = TrainingCompletions from Partner Center (Insights, Download reports), as CSV or TSV. A larger file than 256 MiB is no export of one company.
web-import-dates = Order of dates
web-import-dates-hint = 03/04/2026 is 3 April with the day first and 4 March with the month first. Usually the file decides it by itself.
web-import-dates-file = As the file says
web-import-dates-dmy = Day first: 31/12/2026
web-import-dates-mdy = Month first: 12/31/2026
web-import-look = Look at the changes
web-import-history = History
web-import-file = File
web-import-summary = { $new } new, { $changed } changed, { $unchanged } unchanged, { $unusable } unusable
web-import-change = change { $number }

## The states of an import

web-import-previewed = Not applied yet
web-import-applying = Being applied
web-import-interrupted = Interrupted
web-import-applied = Applied
web-import-undone = Undone
web-import-cancelled = Discarded
web-import-previewed-lead = Nothing has changed yet. Look through what would change, then apply it or discard it.
web-import-applying-lead = Nothing of it is visible before all of it is written. This page renews itself. You can leave it; the work goes on.
web-import-interrupted-lead = The work stopped before its end, and nothing of it is visible. Apply it again, or discard it.
web-import-applied-lead = All of it holds. The report and the standings already count with it.
web-import-undone-lead = It was undone, and everything is as it was before. To have it again, upload the file again.
web-import-cancelled-lead = It was discarded and changed nothing. To have it after all, upload the file again.
web-import-progress = { $written } of { $total } records are written
web-import-apply = Apply the import
web-import-discard = Discard
web-import-stop = Stop and discard
web-import-report = Open the report
web-import-undo = Undo the import
web-import-undo-not = It cannot be undone now: a later import was applied. Undo that one first.
web-import-undo-lost = { $count ->
    [0] No achievement goes.
    [one] 1 achievement that it brought goes, and no longer counts.
   *[other] { $count } achievements that it brought go, and no longer count.
  }
web-import-undo-back = { $count ->
    [0] None gets an earlier state back.
    [one] 1 achievement gets the state back that it had before.
   *[other] { $count } achievements get the state back that they had before.
  }
web-import-undo-sure = What the import ended is open again, and people whom it made without an account go. Everything that others did since stays.

## What an import changes

web-import-new = New
web-import-changed = Changed
web-import-unchanged = Unchanged
web-import-repeated = Said twice
web-import-unusable = Unusable
web-import-unusable-lead = These rows are not used. Correct them in the file and upload it again; the others can be applied as they are.
web-import-gone = No longer in the file
web-import-gone-lead = Earlier exports had these achievements, and this one does not. Nothing ends by itself: say what becomes of them.
web-import-keep-all = Keep all of them
web-import-end-all = End all of them
web-import-end-ticked = End those that are ticked
web-import-end = End
web-import-people = New people
web-import-people-lead = Nobody on record has their MCID or address. They are kept without an account, count, and can be joined to a user later.
web-import-duplicates = One person with several MCIDs
web-import-duplicates-lead = These MCIDs have the same address, so they count as one person. Ask the person to merge them at the source.
web-import-warnings = To look at
web-lines-beyond = { $count ->
    [one] And 1 more.
   *[other] And { $count } more.
  }
web-line = Line
web-column = Column
web-reason = Reason
web-before = Before
web-skill = Skill
web-completed = Completed
web-expires = Expires
web-state = State

## Performance metrics

web-metrics-lead = Figures that no skill tells, such as revenue or customers, by month. What nobody entered is unknown, not zero.
web-metrics-none = None of your programmes asks for a performance metric, so there is nothing to enter. Settings say which programmes you follow.
web-metrics-unknown = A score leaves out what is unknown: it can be higher than it is shown. Enter the figures that are marked as unknown.
web-metrics-show-unknown = Unknown only
web-metrics-show-known = Known only
web-metrics-upload = Upload many
web-metrics-upload-lead = A CSV file with one figure a line, and this first line. A month is written 2026-03 or left blank; the ids of the metrics are in the table on this page. All of the file is taken, or nothing.
web-metrics-uploaded = The file is read: { $new } new, { $changed } changed, { $unchanged } unchanged.
web-metric-enter = Enter a figure
web-metric-not-asked = Your programmes do not ask for it, or not in your classification
web-metric = Metric
web-month = Month
web-month-hint = Like 2026-03. Leave it blank if the figure holds for any month.
web-any-month = Any month
web-value = Figure
web-value-hint = 20000, 0.5, 20/3, yes or no. Leave it blank to take the figure away: it is then unknown, not zero.
web-figures = Figures
web-upload = Upload

## What Partner Center shows

web-reconcile-lead = What Tierwise finds beside what Partner Center shows, and why the two may differ.
web-reconcile-record = Record what Partner Center shows
web-reconcile-not-seen = Not recorded yet
web-reconcile-same = The same
web-reconcile-more = Partner Center shows { $points } more
web-reconcile-less = Partner Center shows { $points } less
web-reconcile-other = Another level
web-theirs = Partner Center shows
web-theirs-hint = The points, or the level such as gold, or none. Leave it blank to take away what was recorded.
web-seen-on = Seen on
web-difference = Difference
