//! One mistake in a catalogue gives one diagnostic, at its place, with what is wrong and what to do.

#[path = "mistakes/further.rs"]
mod further;
#[path = "mistakes/hostile.rs"]
mod hostile;
#[path = "mistakes/levels.rs"]
mod levels;
#[path = "mistakes/scores.rs"]
mod scores;

use tierwise_rules::{Diagnostic, read_catalogue};

const LEVELS: &str = r#"format = 1

[programme]
id = "p"
name = "P"
levels = ["silver", "gold"]
sources = ["learning"]
effective_from = 2017-01-01
effective_to = 2019-12-31

[[skill]]
code = "alpha"
kind = "exam"
training_ids = [1]

[[skill]]
code = "beta"
kind = "exam"
retired_on = 2018-06-30
accepted_until = 2019-06-30

[[skill]]
code = "gamma"
kind = "certification"

[[competency]]
id = "cloud"
name = "Cloud"

[[competency.option]]
id = "first"
name = "First"

[[competency.option.requirement]]
level = "silver"
line = 1
people = 2
holds = "any(alpha, beta)"

[[competency.option.requirement]]
level = "silver"
line = 2
people = 1
holds = "gamma"
relation = "k_of_same:1"

[[competency.option.requirement]]
level = "silver"
line = 3
metric = "usd"
at_least = { developed = 2, developing = 1 }
"#;

const SCORE: &str = r#"format = 1

[programme]
id = "p"
name = "P"

[score]
threshold = 70
every_metric_above = 0

[[skill]]
code = "alpha"
kind = "exam"

[[skill]]
code = "beta"
kind = "exam"

[[competency]]
id = "security"
name = "Security"
tracks = ["enterprise", "smb"]
choose = "best-of"

[[competency.metric]]
id = "growth"
max = 20
points = "revenue/1250 + users/125"

[competency.metric.inputs]
revenue = "growth of revenue"
users = "growth of users"

[[competency.metric]]
id = "certified"
max = 40

[[competency.metric.step]]
step = "1"
kind = "gate"
people = 2
holds = "all(alpha)"

[[competency.metric.step]]
step = "2"
kind = "elective"
each = "20/3"
holds = "any(alpha, beta)"
"#;

/// `from` of a sound catalogue becomes `to`, in which the offending text stands between « and ».
struct Mistake {
    catalogue: &'static str,
    from: &'static str,
    to: &'static str,
    message: &'static str,
    /// What the hint says, or a part of it.
    hint: &'static str,
}

const fn levels(from: &'static str, to: &'static str, message: &'static str, hint: &'static str) -> Mistake {
    Mistake { catalogue: LEVELS, from, to, message, hint }
}

const fn score(from: &'static str, to: &'static str, message: &'static str, hint: &'static str) -> Mistake {
    Mistake { catalogue: SCORE, from, to, message, hint }
}

/// The 1-based line and column of a place, in characters.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

fn expect(mistake: &Mistake) -> Result<(), String> {
    if !mistake.catalogue.contains(mistake.from) {
        return Err(format!("the catalogue has no {:?}", mistake.from));
    }
    expect_in(&mistake.catalogue.replacen(mistake.from, mistake.to, 1), mistake.message, mistake.hint)
}

fn expect_in(marked: &str, message: &str, hint: &str) -> Result<(), String> {
    let start = marked.find('«').ok_or("no mark")?;
    let end = marked.find('»').ok_or("no mark")? - '«'.len_utf8();
    let text = marked.replace(['«', '»'], "");
    let Err(found) = read_catalogue(&text) else { return Err("no mistake was found".to_owned()) };
    let [found] = &found[..] else { return Err(format!("{} diagnostics: {}", found.len(), shown(&text, &found))) };
    let (place, expected) = (line_and_column(&text, found.span.start), line_and_column(&text, start));
    let mut wrong = Vec::new();
    if (place, found.span.clone()) != (expected, start..end) {
        wrong.push(format!("at {place:?} {:?} instead of {expected:?} {:?}", &text[found.span.clone()], &text[start..end]));
    }
    if found.message != message {
        wrong.push(format!("says {:?} instead of {message:?}", found.message));
    }
    match &found.hint {
        Some(found) if !found.trim().is_empty() && found.contains(hint) => {}
        other => wrong.push(format!("hints {other:?} instead of {hint:?}")),
    }
    if found.label.is_empty() {
        wrong.push("has no label".to_owned());
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) }
}

fn shown(text: &str, found: &[Diagnostic]) -> String {
    let one = |found: &Diagnostic| {
        let place = line_and_column(text, found.span.start);
        format!("\n    {place:?} {:?}: {} ({:?})", &text[found.span.clone()], found.message, found.hint)
    };
    found.iter().map(one).collect()
}

fn expect_all(mistakes: &[Mistake]) {
    let mut wrong = Vec::new();
    for mistake in mistakes {
        if let Err(problem) = expect(mistake) {
            wrong.push(format!("{:?}: {problem}", mistake.to));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), mistakes.len(), wrong.join("\n"));
}

#[test]
fn the_catalogues_that_mistakes_are_put_into_are_sound() {
    for text in [LEVELS, SCORE] {
        assert!(read_catalogue(text).is_ok(), "{:#?}", read_catalogue(text).err());
    }
}

#[test]
fn mistakes_of_the_file() {
    expect_all(&[
        levels(
            "name = \"P\"",
            "name = «P»",
            "not TOML: string values must be quoted, expected literal string",
            "texts stand in quotes",
        ),
        levels("name = \"P\"", "name = \"P«»", "not TOML: invalid basic string, expected `\"`", "texts stand in quotes"),
        levels("id = \"p\"", "id = \"p\"\n«id» = \"q\"", "not TOML: duplicate key", "a line is `key = value`"),
        levels("format = 1", "format = «2»", "format 2 is not known", "this Tierwise reads `format = 1`"),
        levels("format = 1\n", "«»", "the catalogue has no `format`", "begin the file with `format = 1`"),
        levels("format = 1", "«formt» = 1", "the catalogue has no key `formt`", "did you mean `format`?"),
        levels("format = 1", "format = «\"1\"»", "`format` of the catalogue is not what it should be", "a whole number"),
        levels("[programme]", "[«programmme»]", "the catalogue has no key `programmme`", "did you mean `programme`?"),
        levels("\n[programme]", "«programm» = 1\n[programme]", "the catalogue has no key `programm`", "did you mean"),
    ]);
    let (before, rest) = LEVELS.split_once("[programme]").unwrap();
    let (_, after) = rest.split_once("[[skill]]").unwrap();
    for (text, message, hint) in [
        (format!("«»{before}[[skill]]{after}"), "the catalogue has no `programme`", "begin with `[programme]`"),
        (
            format!("programme = «\"p\"»\n{before}[[skill]]{after}"),
            "`programme` of the catalogue is not what it should be",
            "`programme` is a table",
        ),
    ] {
        expect_in(&text, message, hint).unwrap();
    }
}

#[test]
fn mistakes_of_the_programme() {
    expect_all(&[
        levels("[programme]\nid = \"p\"", "«[programme]»", "`[programme]` has no `id`", "solutions-partner-2026"),
        levels(
            "[programme]\nid = \"p\"\nname = \"P\"",
            "«[programme]»\nid = \"p\"",
            "`[programme]` has no `name`",
            "for example",
        ),
        levels("id = \"p\"", "id = «\"My Programme\"»", "`My Programme` is not an id", "ids are lower-case letters"),
        levels("id = \"p\"", "id = «\"\"»", "`` is not an id", "ids are lower-case letters"),
        levels("name = \"P\"", "«nmae» = \"P\"", "`[programme]` has no key `nmae`", "did you mean `name`?"),
        levels("name = \"P\"", "name = «7»", "`name` of `[programme]` is not what it should be", "`name` is a text"),
        levels("name = \"P\"", "name = «{ en = \"P\" }»", "a text has no `sv`", "{ en = \"...\", sv = \"...\" }"),
        levels("name = \"P\"", "name = \"P\"\n«colour» = 1", "`[programme]` has no key `colour`", "`[programme]` knows"),
        levels(
            "[\"silver\", \"gold\"]",
            "«\"gold\"»",
            "`levels` of `[programme]` is not what it should be",
            "a list in square",
        ),
        levels("\"gold\"]", "«2»]", "`levels` of `[programme]` is not what it should be", "a text in quotes"),
        levels("\"gold\"]", "«\"silver\"»]", "level `silver` stands twice", "lowest first"),
        levels("levels =", "«levls» =", "`[programme]` has no key `levls`", "did you mean `levels`?"),
        levels("[\"learning\"]", "«\"learning\"»", "`sources` of `[programme]` is not what it should be", "a list in square"),
        levels(
            "2017-01-01",
            "«\"2017-01-01\"»",
            "`effective_from` of `[programme]` is not what it should be",
            "without quotes",
        ),
        levels(
            "2017-01-01",
            "«2017-01-01T08:00:00»",
            "`effective_from` of `[programme]` is not what it should be",
            "for example 2026-03-12",
        ),
        levels("2019-12-31", "«2016-12-31»", "`effective_to` 2016-12-31 is before `effective_from` 2017-01-01", "swapped"),
        score("name = \"P\"", "name = \"P\"\nlevels = «[\"gold\"]»", "a score programme has no levels", "leave out `levels`"),
        score("= 70", "= «\"many\"»", "`threshold` of `[score]` is not what it should be", "\"20/3\""),
        score("[score]\nthreshold = 70", "«[score]»", "`[score]` has no `threshold`", "`threshold = 70`"),
        score("above = 0", "above = 0\nevery_metric_at_least = «1»", "every metric has two floors", "not both"),
    ]);
    for (from, to, catalogue, hint) in [
        ("levels = [\"silver\", \"gold\"]\n", "", LEVELS, "lowest first"),
        ("[\"silver\", \"gold\"]", "[]", LEVELS, "lowest first"),
        ("[score]\nthreshold = 70\nevery_metric_above = 0\n", "", SCORE, "a score programme has a `[score]` table"),
    ] {
        let text = catalogue.replacen(from, to, 1).replacen("[programme]", "«[programme]»", 1);
        expect_in(&text, "`[programme]` has no `levels`", hint).unwrap();
    }
    let text = SCORE.replacen("[score]\nthreshold = 70\nevery_metric_above = 0\n", "", 1);
    let text = text.replacen("format = 1", "format = 1\nscore = «70»", 1);
    expect_in(&text, "`score` of the catalogue is not what it should be", "`score` is a table").unwrap();
}

#[test]
fn mistakes_of_skills() {
    const GAMMA: &str = "code = \"gamma\"";
    expect_all(&[
        levels("[[skill]]\ncode = \"alpha\"", "«[[skill]]»", "a skill has no `code`", "for example `code = \"70-534\"`"),
        levels("code = \"alpha\"", "«cod» = \"alpha\"", "a skill has no key `cod`", "did you mean `code`?"),
        levels("code = \"alpha\"", "code = «\"al pha\"»", "`al pha` is not a skill code", "without blanks"),
        levels(
            GAMMA,
            "code = «\"beta\"»\nkind = \"exam\"\n[[skill]]\ncode = \"gamma\"",
            "skill `beta` stands twice",
            "keep one",
        ),
        levels(
            "kind = \"certification\"",
            "kind = «\"diploma\"»",
            "`diploma` is not a kind of skill",
            "`exam`, `certification`",
        ),
        levels(
            "[[skill]]\ncode = \"alpha\"\nkind = \"exam\"",
            "«[[skill]]»\ncode = \"alpha\"",
            "a skill has no `kind`",
            "`exam`",
        ),
        levels("= 2018-06-30", "= «\"June\"»", "`retired_on` of a skill is not what it should be", "a date"),
        levels(
            "= 2019-06-30",
            "= «2018-06-29»",
            "accepted until 2018-06-29 but retired only on 2018-06-30",
            "until it retires",
        ),
        levels(
            "[[skill]]\ncode = \"gamma\"",
            "«[[skill]]»\nearned_before_retirement = true\ncode = \"gamma\"",
            "a skill has no `retired_on`",
            "needs the day of retirement",
        ),
        levels(GAMMA, "code = \"gamma\"\ntraining_ids = [«1»]", "training id `1` stands for two skills", "one skill"),
        levels(GAMMA, "code = \"gamma\"\ntraining_ids = «7»", "`training_ids` of a skill is not what it should be", "a list"),
        levels(
            GAMMA,
            "code = \"gamma\"\nvalidity_months = «\"x\"»",
            "`validity_months` of a skill is not what it should be",
            "`\"none\"`",
        ),
        levels(
            GAMMA,
            "code = \"gamma\"\nearned_before_retirement = «1»",
            "`earned_before_retirement` of a skill is not what it should be",
            "`true` or `false`",
        ),
        levels(
            GAMMA,
            "code = \"gamma\"\naliases = [\"x\", «3»]",
            "`aliases` of a skill is not what it should be",
            "a text in quotes",
        ),
        levels(GAMMA, "code = \"gamma\"\ntitle = «3»", "`title` of a skill is not what it should be", "a text"),
    ]);
}

/// What stands under a mistyped name, or after a broken line, is not told as mistakes of its own.
#[test]
fn one_slip_is_one_mistake() {
    expect_all(&[
        levels(
            "[[skill]]\ncode = \"gamma\"",
            "[[«skil»]]\ncode = \"gamma\"",
            "the catalogue has no key `skil`",
            "did you mean `skill`?",
        ),
        levels("[[competency]]", "[[«competancy»]]", "the catalogue has no key `competancy`", "did you mean `competency`?"),
        levels(
            "[[competency.option]]\nid",
            "[[competency.«optoin»]]\nid",
            "a competency has no key `optoin`",
            "did you mean `option`?",
        ),
        levels(
            "[[competency.option.requirement]]\nlevel = \"silver\"\nline = 1",
            "[[competency.option.«requirment»]]\nlevel = \"silver\"\nline = 1",
            "an option has no key `requirment`",
            "did you mean `requirement`?",
        ),
        // Its steps stand in the metric before it.
        score(
            "[[competency.metric]]\nid = \"certified\"",
            "[[competency.«metrik»]]\nid = \"certified\"",
            "a competency has no key `metrik`",
            "did you mean `metric`?",
        ),
    ]);
    // A mistyped day does not make a twin of the line that it ends.
    let twin = "[[competency.option.requirement]]\nlevel = \"silver\"\nline = 2\npeople = 1\nholds = \"gamma\"\n\
        «effectiv_from» = 2018-02-01\n";
    expect_in(&format!("{LEVELS}{twin}"), "a requirement has no key `effectiv_from`", "did you mean `effective_from`?")
        .unwrap();
    // A list that is not closed breaks every line after it.
    let text = LEVELS.replacen("\"gold\"]", "\"gold\"", 1);
    assert_eq!(read_catalogue(&text).unwrap_err().len(), 1);
}
