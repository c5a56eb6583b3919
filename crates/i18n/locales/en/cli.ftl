### The command line: the report as text, and what can go wrong.

## Rows of the report

skill-exam = Exam
skill-certification = Certification
skill-assessment = Assessment
skill-training = Training

status-counted = counted
status-counted-renewable = counted, renewal is open
status-counted-expiry-unknown = counted, expiry unknown
status-incomplete = valid, but a rule asks for more
status-not-in-force = valid, but no rule in force names it
status-expired = expired
status-not-yet = not completed yet
status-earned-too-late = earned after the retirement on { $day }
status-no-longer-accepted = retired, accepted until { $day }
status-not-yet-accepted = accepted from { $day }
status-not-named = named by no rule

report-row-several = `{ $title }` is the title of several skills (`{ $codes }`), so the row cannot be counted; export the training id, or put the code before the title

## Standings

standing-none = none
standing-met = met
standing-open = open
standing-unknown = unknown
standing-qualified = qualified
standing-in-progress = in progress

summary-sheet = Summary
summary-competency = Competency
summary-part = Option or metric
summary-track = Track
summary-standing = Standing
summary-points = Points or met
summary-of = Of
summary-first-loss = First loss
summary-note = Standings under { $programme } on { $day }. "First loss" is the first day on which less is attained, if nobody acts.

not-in-force = not in force on { $day }; the nearest rules are used
not-in-force-before = not in force on { $day }: this edition begins on { $from }; its first rules are used
not-in-force-after = not in force on { $day }: this edition ended on { $to }; its last rules are used

## The report as text

cli-title = { $programme } on { $day }
cli-rows = { $read } rows read, { $used } used, { $unnamed } not named by a rule, { $unusable } unusable
cli-people = { $people ->
    [one] 1 person with skills that a rule names
   *[other] { $people } people with skills that a rule names
  }
cli-several-mpn-ids = the file holds { $count } MPN IDs, all are counted: { $ids }
cli-duplicate = one person, several MCIDs at one address: { $mcids }
cli-ignored = figures that this programme does not ask for: { $ids }
cli-not-exact = People compete for many competencies: who serves which is a valid choice, perhaps not the best.
cli-at-most = { $level } or higher: { $attained } attained, { $most } at most
cli-headline-level = { $competency } falls to { $to } on { $day }, if nobody acts.
cli-headline-qualified = { $competency } is lost on { $day }, if nobody acts: it falls from { $from } to { $to } points.
cli-headline-points = { $competency } falls from { $from } to { $to } points on { $day }, if nobody acts.
cli-headline-none = Nothing that is attained will be lost.
cli-headline-saved = If everybody renews their certifications in time, it stays { $worth }.
cli-headline-saved-points = If everybody renews their certifications in time, it has { $worth } points on that day.
cli-level-attained = { $competency }: { $level } through { $option }
cli-level-none = { $competency }: no level attained
cli-points-qualified = { $competency }: qualified with { $points } points
cli-points-open = { $competency }: { $points } of { $threshold } points
cli-points-known = { $competency }: { $points } of { $threshold } points known
cli-track = track { $track }
cli-other-track = track { $track } would give { $points } points
cli-skilling = skilling gives { $points } of { $max }, needs { $needed } elsewhere
cli-skilling-enough = skilling gives { $points } of { $max }
cli-met = met
cli-open = open
cli-unknown = unknown
cli-option-level = { $option }, { $level }
cli-line = line { $line }
cli-step = step { $step }
cli-people-have = { $have } people, { $needed } needed
cli-figure-have = { $have } of { $needed }
cli-figure-have-most = { $have }, at most { $needed }
cli-figure-unknown = unknown, needs { $needed }
cli-figure-unknown-most = unknown, at most { $needed }
cli-credentials-have = { $have } credentials, { $needed } needed
cli-attains-have = { $have } attained, { $needed } needed
cli-elective = { $have ->
    [one] 1 person, { $each } points each
   *[other] { $have } people, { $each } points each
  }
cli-gate-open = electives score nothing until { $missing } more hold it
cli-points = { $points } of { $max }
cli-and-more = and { $count } more
cli-rests-on = rests on single people: { $people }
cli-rests-on-one = { $person } (without: { $left })
cli-anniversary-active = active to the anniversary on { $day }: { $then } on that day
cli-anniversary-window = active to the anniversary on { $day }: { $then } on that day, but it qualifies on some day of the window
cli-anniversary-at-risk = at risk at the anniversary on { $day }: { $then } on that day instead of { $today }
cli-anniversary-grace = in grace since the anniversary on { $day }, inactive from { $inactive }
cli-anniversary-inactive = inactive since the grace after the anniversary on { $day }
cli-anniversary-renewable = can be renewed in the grace: { $days }
cli-anniversary-not-renewable = cannot be renewed in the grace: what it asks for will not be met then
cli-anniversary-unrenewed = if nobody renews it: in grace from { $grace }, inactive from { $inactive }
cli-anniversary-rests-on = rests on single people on that day: { $people }
cli-losses = what will be lost, if nobody acts
cli-loss = { $day }: { $from } to { $to }
cli-loss-level = { $day }: { $from } to { $to }, then { $level }
cli-loss-unqualified = { $day }: { $from } to { $to }, no longer qualified
cli-cause-expiry = { $skill } of { $person } expires after { $day }
cli-cause-acceptance = { $skill } is accepted until { $day }
cli-cause-rule = the rule changes
cli-cause-figure = a figure of another month counts
cli-more-losses = { $count ->
    [one] and 1 later loss
   *[other] and { $count } later losses
  }
cli-doubt = doubtful: { $text }
cli-doubt-derived = doubtful: { $skills } { $count ->
    [one] counts
   *[other] count
  } until { $day }, twelve months after retirement; no source states the last day
cli-unnamed = not named by a rule
cli-unnamed-training = { $title }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
  }
cli-unusable = unusable
cli-warnings = used, but worth a look
cli-row-issue = line { $line }, { $column }: { $reason }
cli-row-issue-whole = line { $line }: { $reason }
cli-issues-more = and { $count } more
cli-wrote = wrote { $path }
cli-expiry-unknown = { $rows ->
    [one] 1 certificate has no known expiry and is counted
   *[other] { $rows } certificates have no known expiry and are counted
  }

## No skills data: the published sentence and its causes

cli-no-skills-data = No users found with skills data. Check to see whether users have associated their Learning or Partner University accounts with their profiles
cli-no-skills-cause-created = The account was created directly in Partner Center.
cli-no-skills-cause-migration = Nobody had associated a profile in Partner Membership Center before the move.
cli-no-skills-next = The export has a header and no rows. Ask your people to associate their profiles, then export again.
cli-not-written = not written, because there is nothing to report: { $path }

## What can go wrong

cli-error-open = cannot open `{ $path }`: { $reason }; check the path
cli-error-directory = `{ $path }` is a folder; name the file in it
cli-error-read = cannot use `{ $path }`: { $reason }
cli-error-write = cannot write `{ $path }`: { $reason }; check that its folder exists and can be written to; nothing was left behind
cli-error-catalogue = `{ $path }` has { $count ->
    [one] 1 mistake
   *[other] { $count } mistakes
  }; `tierwise check { $path }` shows where
cli-error-same-output = `{ $path }` is named as input and as output; write to another file
cli-error-two-outputs = `{ $path }` is named for two outputs; write them to different files
cli-error-not-utf8 = it is not UTF-8 text; check that it is the right file, or save it as UTF-8
