### Home, the report and the pages of people.


## Lists and filters

web-search = Search
web-filter = Filter
web-filter-none = Nothing matches what you asked for.
web-filter-clear = Show everything
web-any = Any
web-unknown = unknown
web-show = Show
web-as-of = As of
web-and-more = { $count ->
   *[other] and { $count } more
  }
web-upload-missing = no file was chosen; choose one and try again
web-upload-unreadable = the upload could not be read: { $reason }; choose the file and try again

## Home

web-home-lead = { $people } people, { $counted } with skills that count · as of { $day }
web-where-we-stand = Where we stand
web-twelve-months = The next twelve months, if nobody acts
web-twelve-months-picture = Which competency is held until when; the same days stand in the table below.
web-chart-legend = Green: attained. Blue: in progress. Red: lost. Grey: nothing yet.
web-chart-table = The same as words
web-what-next = What to do next
web-what-next-none = Nothing: everything that is attained stays for the next twelve months.
web-partner-center-says = Partner Center says
web-act-before = before { $day }
web-act-figures = Enter
web-act-list = Open list
web-act-person = Open
web-act-requirements = See why
web-competency = Competency
web-standing = Standing
web-attained = Attained
web-people = People
web-ours = Tierwise says
web-people-counted = People counted
web-next-change = Next change
web-no-loss = nothing will be lost
web-bar = { $have } of { $needed }
web-points = { $points } points
web-points-of = { $points } of { $max } points
web-points-unknown = points unknown until the figures are entered
web-level-none = no level
web-level-silver = Silver
web-level-gold = Gold
web-not-in-force = not in force

## The report

web-tabs = Parts of the report
web-tab-skills = User skills data
web-tab-summary = Summary
web-tab-requirements = Requirements
web-tab-training = Training
web-tab-history = History
web-report-lead = { $programme } · { $day } · as known now
web-download = Download skills report
web-download-standings = Download the counts
web-skills-search = Name, e-mail, MCID, skill
web-rows-people = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
  }, { $people ->
    [one] 1 person
   *[other] { $people } people
  }
web-status-counted = counted
web-status-ending = counted, ends soon
web-status-incomplete = not needed or incomplete
web-status-not-linked = not linked
web-status-expired = expired
web-status-not-counted = not counted
web-until = until { $day }
web-rows = Achievements
web-rows-counted = Achievements that count
web-losses = What will be lost, if nobody acts
web-day-word = Day
web-from = From
web-to = To
web-causes = Causes
web-requirement = Requirement
web-have = Have
web-needed = Needed
web-who-counts = Who counts
web-rests-on = Rests on single people
web-without = without
web-who-nearly = Who nearly does
web-at-most = at most { $needed }
web-near-missing = only { $skill } is missing
web-met = met
web-open = open
web-doubt = Doubtful
web-held = Held
web-counted = Counted
web-skills = Skills
web-history-lead = The first day of each month, computed from what is known now. Every import can be looked at and undone.
web-sort-by = Sort by
web-sort-catalogue = Programme
web-no-skills-title = No skills data
web-no-skills-next = Ask your people to associate their profiles under My Profile in Partner Center, or import an export that has their achievements.
web-enrol-why = A company that is not enrolled in the programme has no reports. This is how to enrol:
web-enrol-step-1 = Check under Settings that the MPN ID of your company is right.
web-enrol-step-2 = Ask the operator of this installation to enrol the company; the operator needs the MPN ID.
web-enrol-step-3 = Come back to this page: the report is here from that moment on.

## A person

web-person = Person
web-here-since = here since { $day }
web-leaves = last day { $day }
web-passed-on = passed { $day }
web-expires-on = expires { $day }
web-expiry-unknown = expiry unknown
web-received = received { $when }
web-rung-passed = passed
web-rung-failed = fails here
web-rung-ahead = will pass
web-rung-also-fails = fails as well
web-earliest = It then counts from { $day } on.
web-helper-person = The person
web-helper-you = You
web-helper-partner-admin = An MPN partner admin
web-helper-user-admin = Whoever manages users
web-profiles = Learner profiles
web-profiles-none = No learner profile is linked. Link the own MCID under My Profile in Partner Center.
web-linked = linked
web-linked-not-counting = linked, does not count
web-linked-before = not any more
web-channel-pc = associated in PC
web-channel-pmc = associated in PMC
web-origin-feed = stated by the source
web-origin-export = stated by an export
web-origin-person = linked by the person
web-duplicates = Several profiles
web-duplicates-lead = These profiles belong to one person. Achievements of all of them count once the transcript's profile is merged into the linked one.
web-own-nothing = No achievement is on record for you. Link your learner profile, and what you passed counts at once.
web-person-nothing = No achievement is on record for this person. Ask the person to link the learner profile.
