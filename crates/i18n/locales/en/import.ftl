### Reading an export of TrainingCompletions from Partner Center.

## The whole file

import-io = the file could not be read: { $error }; check that it is complete and try again
import-empty = the file is empty; download the TrainingCompletions export again and give that file
import-not-text = the file is not text in an encoding that can be read, so it holds no rows; open the original in a spreadsheet and save it as CSV UTF-8
import-workbook = the file is a workbook, and only text files are read; open it in a spreadsheet, save the sheet as CSV UTF-8 and give that file
import-not-an-export = the file is not a TrainingCompletions export: its first line names none of the export's columns, such as `TrainingTitle` and `MCPID`; download the report from Partner Center as CSV or TSV and keep its first line
import-missing-columns = the first line does not name { $columns }, and without that a training cannot be given to a person; download the TrainingCompletions export again and keep all its columns
import-other-dataset = the file is the download `{ $dataset }`, which does not tell who holds which certification; download TrainingCompletions instead
import-skills-report = the file is a skills report, which is made from trainings and cannot be read as such; download TrainingCompletions from Partner Center instead
import-repeated-column = the first line names the column `{ $column }` twice, so it is unclear which one holds; delete one of the two, or download the export again
import-open-dates = the date `{ $value }` on line { $line } can be read with the day first or with the month first, and nothing in the file decides it; state the order with `--dates dmy` (day first) or `--dates mdy` (month first)
import-too-many-unusable = most rows up to line { $line } are unusable, so the reading was stopped; the file is probably damaged: download the export again

## Rows that are not used

import-row-open-quote = a quotation mark on this line opens a cell that does not end where it should, so the cells cannot be told apart; remove the mark or download the export again
import-row-too-long = the line is far longer than any row of an export; download the export again
import-row-fields = the row has { $found } cells but the first line names { $expected } columns, so the cells cannot be told apart; correct the row or download the export again
import-row-no-mcid = the row has no MCID, so it belongs to nobody; ask the person to associate the learner profile, then download the export again
import-row-mcid-zero = the MCID `{ $value }` is no learner profile, so the row belongs to nobody; correct it or download the export again
import-row-mcid = `{ $value }` is not an MCID, which has 1 to 18 digits and nothing else; correct it or download the export again
import-row-mcid-shortened = `{ $value }` is an MCID that a spreadsheet shortened, and its last digits are lost; download the export again and do not save it from a spreadsheet, or import the column as text
import-row-no-training = the row has neither a training id nor a title, so it is unknown what was completed; correct it or download the export again
import-row-training-id = the training id `{ $value }` is not a number and the row has no title, so it is unknown what was completed; correct it or download the export again
import-row-no-date = the row has no completion date, so it is unknown since when it counts; correct it or download the export again
import-row-date = `{ $value }` is not a date with a four-digit year, or not one that exists; write it as year-month-day, for example `2026-03-12`
import-row-open-date = `{ $value }` can be read with the day first or with the month first, and the file has dates of both kinds; state with `--dates dmy` (day first) or `--dates mdy` (month first) how to read such dates
import-row-two-orders = the expiry `{ $value }` and the completion `{ $completed }` cannot both be read with the day first or both with the month first; correct the row or download the export again

## Rows that are used, with something to look at

import-row-id-ignored = the training id `{ $value }` is not a number and was not used; the training is recognised by its title, so check that it is the right one
import-row-other-month = the column says `{ $value }` but the completion was read as { $day }, which was kept; check the date in the original
import-row-expires-before = the training expires on { $expires }, before its completion on { $completed }; both were kept, so check them in the original
import-row-not-active = the activation status is `{ $value }` and not `Active`; the row is used all the same, so check whether it should be

### Reading figures: METRICS.csv with the columns metric, month and value.

import-metrics-empty = the file is empty; write `metric,month,value` as its first line and one figure on each line below
import-metrics-not-figures = the file holds no figures: its first line names neither `metric` nor `value`; write `metric,month,value` as the first line of a CSV file and one figure on each line below
import-metrics-missing-columns = the first line does not name { $columns }; name `metric`, `month` and `value` there, in any order (a row may leave its month blank)
import-metrics-repeated-column = the first line names the column `{ $column }` twice, so it is unclear which one holds; delete one of the two
import-metrics-open-quote = line { $line }: a quotation mark opens a cell that does not end where it should, so the cells cannot be told apart; remove the mark
import-metrics-too-long = line { $line } is far longer than any figure needs; check that the file is the right one
import-metrics-fields = line { $line } has { $found } cells but the first line names { $expected } columns, so the cells cannot be told apart; correct the line, and write decimals with a point: `0.5`
import-metrics-no-metric = line { $line }, column `metric`: the row does not say what its figure counts; write the id of a metric, for example `azure_consumption_usd_12m`, or delete the row
import-metrics-month = line { $line }, column `month`: `{ $value }` is not a month; write year and month, for example `2026-03`, or leave the cell blank if the figure counts for any day
import-metrics-no-value = line { $line }, column `value`: the cell is blank; write the figure, or delete the row if it is not known
import-metrics-spaces = line { $line }, column `value`: `{ $value }` has spaces within the number; remove them: `20000`, not `20 000`
import-metrics-comma = line { $line }, column `value`: the comma in `{ $value }` may stand for decimals or for thousands; write decimals with a point and thousands without a mark: `0.5`, `20000`
import-metrics-shortened = line { $line }, column `value`: `{ $value }` is a number that a spreadsheet shortened, and its last digits may be lost; write it in full, for example `20000`
import-metrics-number = line { $line }, column `value`: `{ $value }` is not a number; write `20000`, `0.5`, `20/3`, `yes` or `no`
import-metrics-repeated = line { $line }, columns `metric` and `month`: `{ $metric }` was already given for { $month } on line { $first }; delete one of the two lines
import-metrics-repeated-blank = line { $line }, columns `metric` and `month`: `{ $metric }` was already given without a month on line { $first }; delete one of the two lines, or write a month
