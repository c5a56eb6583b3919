### The skills report as a workbook and as CSV.

## Sheets

report-sheet-skills = Skills report
report-sheet-explanation = About this report
# The title in the properties of the file.
report-title = Skills report of { $day }

## Columns. The names of MCID, both associations and relevance are published and kept to the letter.

report-column-first-name = First name
report-column-last-name = Last name
report-column-email = E-mail
report-column-mcid = MCID
report-column-skill-type = Skill type
report-column-skill = Skill
report-column-code = Code
report-column-completed = Completed
report-column-expires = Expires
report-column-status = Status
report-column-associated-in-pmc = Associated in PMC
report-column-associated-in-pc = Associated in PC
report-column-relevant = Relevant for Competencies (Option) or Programs
report-column-counted-for = Counted for
report-column-location = Location

## Cells

report-yes = Yes
report-no = No

## The sheet that explains the columns

report-explanation-column = Column
report-explanation-meaning = What it says
report-explanation-origin = Where the name comes from
report-origin-published = Published: the name that the partner programme prints in its own report
report-origin-ours = Ours: the programme publishes no such column
report-explain-first-name = The person's first name, as the user account or the imported file has it.
report-explain-last-name = The person's last name, as the user account or the imported file has it.
report-explain-email = The work address by which the company knows the person.
report-explain-mcid = The number of the learning profile that holds the achievement. It is text: leading zeros belong to it.
report-explain-skill-type = Exam, certification, assessment or another kind of skill.
report-explain-skill = What was achieved, by its published title.
report-explain-code = The code of the exam, certification or training.
report-explain-completed = The day of the achievement, exactly as its source printed it.
report-explain-expires = The last day on which the achievement is valid, exactly as its source printed it. Blank means unknown: it counts, and nobody calculated an expiry.
report-explain-status = Whether the achievement counts on the day of the report and, if not, why not.
report-explain-associated-in-pmc = Yes if the person's profile is associated in Partner Membership Center, the older portal. That counts for six months after the company moved.
report-explain-associated-in-pc = Yes if the person's profile is associated in Partner Center.
report-explain-relevant = Every competency (option) and programme in force on the day of the report that names the skill and accepts this achievement, whether the company needs it or not. Blank if there is none.
report-explain-counted-for = The seats that this achievement fills in the best distribution of people. Blank if it fills none.
report-explain-location = The company's location to which the person belongs.
report-explanation-day = The report shows what was true on { $day }.
report-explanation-rows = A row is one achievement of one skill that some rule named. A skill that no rule names never counts and is not listed.

## What can go wrong

report-error-write = the report cannot be written: { $reason }. Check that the disk has space and that the folder can be written to
report-error-workbook = the workbook cannot be built: { $reason }. Write the report as CSV instead, or check the folder of temporary files
report-error-interrupted = the workbook cannot be built: writing its temporary file failed ({ $reason }). Check that the disk with the temporary files has space
