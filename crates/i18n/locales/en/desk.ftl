### The desk: what is said about one partner on one day, from the state of a row to what to do next.

desk-text = { $text }
desk-and-more = and { $count } more

## The state of a row

desk-status-until-pmc = counted until { $day }, then PMC no longer counts
desk-status-until-leaves = counted until { $day }, the last day here
desk-status-until-association = counted until { $day }, the last day of the association
desk-status-not-linked = not linked to anybody here
desk-status-pmc-over = associated in PMC only, which counts no more
desk-status-not-employed = not counted, not employed here on this day
desk-status-source = not counted, the programme does not recognise the source
desk-status-evidence = not counted, the source has not confirmed it
desk-status-spare = valid, but other people already fill the places

desk-standing-not-started = not started
desk-standing-started = started

## The ladder: what each rung says when it is passed or ahead, and when it fails

desk-rung-received-feed = Received from { $source }, { $day }
desk-rung-received-export = Received with an export from Partner Center, { $day }
desk-rung-received-person = Brought by somebody of the company, { $day }
desk-rung-received-future = Completed on { $day }, after the day that is shown
desk-rung-source = { $source } is recognised
desk-rung-source-other = The programme does not recognise { $source }
desk-rung-evidence = An export or an upload is no evidence here; the source has not confirmed it
desk-rung-profile = Profile { $profile } is known here
desk-rung-profile-unknown = Nobody here has linked profile { $profile }
desk-rung-associated = Associated with { $person }
desk-rung-associated-since = Associated with { $person } since { $day }
desk-rung-associated-later = Associated with { $person } from { $day } on
desk-rung-associated-ended = The association with { $person } ended on { $day }
desk-rung-associated-next = Associated with whoever links it
desk-rung-employed = Employed here
desk-rung-employed-since = Employed here since { $day }
desk-rung-employed-until = Employed here until { $day }
desk-rung-employed-later = Employed here from { $day } on
desk-rung-left = Left on { $day }
desk-rung-not-employed = Not employed here
desk-rung-pc = Associated in Partner Center
desk-rung-pc-next = An association in Partner Center counts without limit
desk-rung-pmc = Associated in PMC, which counts until { $day }
desk-rung-pmc-over = Associated in PMC only, which counted until { $day }
desk-rung-pmc-unknown = Associated in PMC only, and nobody stated when the company moved from it
desk-rung-named = Named by a rule: { $places }
desk-rung-not-in-force = No rule that is in force names it
desk-rung-named-later = A rule names it from { $day } on
desk-rung-not-named = Named by no rule
desk-rung-several = The title stands for several skills, so it is unclear which one this is
desk-rung-earned = Earned before the retirement on { $day }
desk-rung-earned-late = Earned after the retirement on { $day }
desk-rung-accepted = Accepted without a last day
desk-rung-accepted-until = Accepted until { $day }
desk-rung-accepted-later = Accepted from { $day } on
desk-rung-accepted-over = Retired; it was accepted until { $day }
desk-rung-valid-until = Valid until { $day }
desk-rung-valid-forever = Valid for ever
desk-rung-valid-unknown = Valid; no expiry is known
desk-rung-expired = Expired after { $day }
desk-rung-complete = All that the rule asks of one person is there
desk-rung-incomplete = The rule also asks for { $skills }
desk-rung-seat = Not used elsewhere
desk-rung-spare = Other people already fill the places
desk-rung-counted = Counted for { $places }

## What to do about a rung that fails

desk-fix-wait = Nothing: it happens by itself on { $day }.
desk-fix-source = Pass the same skill at a source that the programme recognises: { $sources }.
desk-fix-evidence = Link the profile to { $source }, so that the source itself delivers the achievement.
desk-fix-link = Sign in, open My Profile and link profile { $profile }. It then counts at once; nobody else can do this.
desk-fix-employed = If that is wrong, correct the dates in User Management.
desk-fix-pc = Associate the profile in Partner Center; it then counts at once.
desk-fix-pmc-unknown = Enter in Settings the day on which the company moved from PMC, or have the profile associated in Partner Center.
desk-fix-not-named = Nothing: the programme does not ask for this skill.
desk-fix-several = Export the training id with the row, so that the skill is certain.
desk-fix-other-skill = Pass a skill that the rules accept today.
desk-fix-again = Pass it again: after its expiry it can no longer be renewed.
desk-fix-complete = Pass { $skills } as well.
desk-fix-spare = Nothing: it counts as soon as one of the others is no longer there.

## Causes of losses

desk-cause-leaves = { $person } leaves, the last day is { $day }
desk-cause-pmc = { $person } is associated in PMC only, which counts until { $day }
desk-cause-association = the association of { $person } ends on { $day }

## What to do next

desk-action-renew = { $count ->
    [one] Ask { $people } to renew before { $day }
   *[other] Ask { $count } people to renew before { $day }: { $people }
  }
desk-action-pass-again = { $count ->
    [one] { $people } has to pass again before { $day }
   *[other] { $count } people have to pass again before { $day }: { $people }
  }
desk-action-replace-skill = { $skill } is accepted for the last time before { $day }; { $count ->
    [one] 1 person counts through it
   *[other] { $count } people count through it
  }
desk-action-replace-leaver = Replace { $person } in { $competency } before { $day }
desk-action-relink = Ask { $person } to associate again before { $day }, for { $competency }
desk-action-associate-pmc = { $count ->
    [one] { $people } is associated in PMC only
   *[other] { $count } people are associated in PMC only: { $people }
  }
desk-action-link = { $count ->
    [one] Ask { $people } to link the profile
   *[other] Ask { $count } people to link their profiles: { $people }
  }
desk-action-link-unknown = { $count ->
    [one] 1 achievement belongs to a profile that nobody here has linked
   *[other] { $count } achievements belong to profiles that nobody here has linked
  }
desk-action-figures = { $count ->
    [one] Enter 1 figure for { $competency }
   *[other] Enter { $count } figures for { $competency }
  }
desk-action-merge = { $count ->
    [one] { $people } has several profiles of one source
   *[other] { $count } people have several profiles of one source: { $people }
  }
desk-action-unused = { $count ->
    [one] 1 valid achievement does not count yet
   *[other] { $count } valid achievements do not count yet
  }

desk-effect-renew-open = free, open now; keeps { $competency } at { $from } instead of { $to }
desk-effect-renew-opens = free, opens on { $opens }; keeps { $competency } at { $from } instead of { $to }
desk-effect-keeps = keeps { $competency } at { $from } instead of { $to }
desk-effect-falls = { $competency } falls from { $from } to { $to } on { $day }
desk-effect-pmc = { $count ->
    [one] 1 achievement stops counting on { $day }
   *[other] { $count } achievements stop counting on { $day }
  }
desk-effect-pmc-over = { $count ->
    [one] 1 achievement counts as soon as it is associated in Partner Center
   *[other] { $count } achievements count as soon as they are associated in Partner Center
  }
desk-effect-link = { $count ->
    [one] 1 achievement counts from then on
   *[other] { $count } achievements count from then on
  }
desk-effect-figures = what nobody entered is unknown, not zero
desk-effect-merge = they count as one person; ask for the profiles to be merged, so that the source says so, too
desk-effect-unused = the rules ask for more, or the places are filled: { $people }

## Why Partner Center may show something else

desk-reason-latency = { $count ->
    [one] The achievement of { $people } was not there yet on { $day }: it takes up to { $days } days.
   *[other] Achievements of { $count } people were not there yet on { $day }: it takes up to { $days } days. They are { $people }.
  }
desk-reason-expired = { $count ->
    [one] An achievement of { $people } expired since { $day }.
   *[other] Achievements of { $count } people expired since { $day }: { $people }.
  }
desk-reason-pmc = { $count ->
    [one] { $people } is associated in PMC only.
   *[other] { $count } people are associated in PMC only: { $people }.
  }
desk-reason-by-hand = { $count ->
    [one] An achievement of { $people } was brought by hand, and the source may not know it.
   *[other] Achievements of { $count } people were brought by hand, and the source may not know them: { $people }.
  }
desk-reason-figures = { $count ->
    [one] A figure was not entered here: { $figures }.
   *[other] { $count } figures were not entered here: { $figures }.
  }
desk-reason-none = Nothing on record explains the difference. Check the figures that were entered, then ask Partner Center's support.
