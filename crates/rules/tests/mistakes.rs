//! One mistake in a catalogue gives one diagnostic, at its place, with what is wrong and what to do.

#[path = "mistakes/hostile.rs"]
mod hostile;

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

#[test]
fn mistakes_of_competencies_and_options() {
    expect_all(&[
        levels("[[competency]]\nid = \"cloud\"", "«[[competency]]»", "a competency has no `id`", "cloud-platform"),
        levels("name = \"Cloud\"", "«nam» = \"Cloud\"", "a competency has no key `nam`", "did you mean `name`?"),
        levels(
            "[[competency]]\nid = \"cloud\"\nname = \"Cloud\"",
            "«[[competency]]»\nid = \"cloud\"",
            "a competency has no `name`",
            "for example",
        ),
        levels("id = \"first\"", "id = «\"First!\"»", "`First!` is not an id", "lower-case"),
        levels(
            "[[competency.option]]",
            "«[[competency.option]]»\nid = \"second\"\nname = \"S\"\n[[competency.option]]",
            "an option has no `requirement`",
            "add a `[[competency.option.requirement]]`",
        ),
        levels(
            "name = \"Cloud\"\n",
            "name = \"Cloud\"\nmetric = «[]»\n",
            "`metric` does not fit this kind of programme",
            "add `[score]`",
        ),
        score(
            "choose = \"best-of\"\n",
            "choose = \"best-of\"\noption = «[]»\n",
            "`option` does not fit this kind of programme",
            "leave out `[score]`",
        ),
    ]);
    let again = "[[competency.option]]\nid = «\"first\"»\nname = \"Again\"\n\
        [[competency.option.requirement]]\nlevel = \"gold\"\nline = 1\nmetric = \"m\"\nat_least = 1\n";
    expect_in(&format!("{LEVELS}{again}"), "option `first` stands twice on the same days", "two different days").unwrap();
    let again = again.replace("«\"first\"»", "\"second\"");
    let again = format!("[[competency]]\nid = «\"cloud\"»\nname = \"Again\"\n{again}");
    expect_in(&format!("{LEVELS}{again}"), "competency `cloud` stands twice", "keep one").unwrap();

    let head = "format = 1\nprogramme = { id = \"p\", name = \"P\", levels = [\"gold\"] }\n";
    let named = "id = \"c\"\nname = \"C\"\n";
    for (text, message, hint) in [
        (format!("«»{head}"), "the catalogue has no `competency`", "add a `[[competency]]`"),
        (
            format!("{head}«[competency]»\n{named}"),
            "`competency` of the catalogue is not what it should be",
            "with two brackets",
        ),
        (format!("{head}«[[competency]]»\n{named}"), "a competency has no `option`", "one `[[competency.option]]` or more"),
        (
            format!("{head}[[competency]]\n{named}[[competency.«optoin»]]\nid = \"o\"\n"),
            "a competency has no key `optoin`",
            "did you mean `option`?",
        ),
        (
            format!("{head}[[competency]]\n{named}metric = «[{{ id = \"m\", max = 1 }}]»\n"),
            "`metric` does not fit this kind of programme",
            "add `[score]`",
        ),
    ] {
        expect_in(&text, message, hint).unwrap_or_else(|problem| panic!("{text}\n{problem}"));
    }
}

#[test]
fn mistakes_of_requirements() {
    const MARKETS: &str = "{ developed = 2, developing = 1 }";
    const WHOLE: &str = "a whole number from 1 on";
    expect_all(&[
        levels("level = \"silver\"", "level = «\"sliver\"»", "`sliver` is not a level of this programme", "`silver`?"),
        levels(
            "level = \"silver\"",
            "level = «\"platinum\"»",
            "`platinum` is not a level of this programme",
            "`silver`, `gold`",
        ),
        levels(
            "[[competency.option.requirement]]\nlevel = \"silver\"",
            "«[[competency.option.requirement]]»",
            "a requirement has no `level`",
            "which level",
        ),
        levels("line = 3\n", "«lin» = 3\n", "a requirement has no key `lin`", "did you mean `line`?"),
        levels("line = 3\n", "line = «0»\n", "`line` of a requirement is not what it should be", WHOLE),
        levels("line = 3\n", "line = «1.5»\n", "`line` of a requirement is not what it should be", WHOLE),
        levels("line = 3\n", "line = «2»\n", "line 2 stands twice at this level on the same days", "number the lines 1, 2, 3"),
        levels("people = 2", "people = «0»", "`people` of a requirement is not what it should be", WHOLE),
        levels("people = 2", "people = «-2»", "`people` of a requirement is not what it should be", WHOLE),
        levels("people = 2", "people = «200000»", "200000 people are more than 100000", "a digit too much"),
        levels("people = 2", "«peple» = 2", "a requirement has no key `peple`", "did you mean `people`?"),
        levels("people = 2", "people = 2\n«at_leats» = 2", "a requirement has no key `at_leats`", "a requirement knows"),
        levels("holds = \"gamma\"", "«hodls» = \"gamma\"", "a requirement has no key `hodls`", "did you mean `holds`?"),
        levels(MARKETS, "«{ developed = 2 }»", "`at_least` has no `developing`", "by market states both"),
        levels("developing = 1 }", "«devloping» = 1 }", "`at_least` has no key `devloping`", "did you mean `developing`?"),
        levels(MARKETS, "«true»", "`at_least` of a requirement is not what it should be", "a number"),
        levels(MARKETS, "«\"1/0\"»", "`at_least` of a requirement is not what it should be", "a number"),
        levels(
            "metric = \"usd\"",
            "metric = \"usd\"\nholds = «\"alpha\"»",
            "a metric has no `holds`",
            "a requirement of its own",
        ),
        levels(
            "line = 3\n",
            "line = 3\neffective_from = 2018-02-01\neffective_to = «2018-01-31»\n",
            "`effective_to` 2018-01-31 is before `effective_from` 2018-02-01",
            "swapped",
        ),
    ]);
    let (before, last) = LEVELS.rsplit_once("[[competency.option.requirement]]").unwrap();
    for (from, message, hint) in [
        ("at_least = { developed = 2, developing = 1 }\n", "a requirement has no `at_least`", "the threshold"),
        ("line = 3\n", "a requirement has no `line`", "`line = 1`"),
        (
            "metric = \"usd\"\nat_least = { developed = 2, developing = 1 }\n",
            "a requirement asks for nothing",
            "`people = 2` and `holds`",
        ),
    ] {
        let text = format!("{before}«[[competency.option.requirement]]»{}", last.replacen(from, "", 1));
        expect_in(&text, message, hint).unwrap_or_else(|problem| panic!("{text}\n{problem}"));
    }
    let text = format!("{before}«[[competency.option.requirement]]»{last}people = 1\n");
    expect_in(&text, "a requirement asks for people and for a metric", "two requirements").unwrap();
    // A line that ends before it begins is not also a twin of the line that it replaces.
    let twin = "[[competency.option.requirement]]\nlevel = \"silver\"\nline = 2\npeople = 1\nholds = \"gamma\"\n\
        effective_from = 2018-02-01\neffective_to = «2018-01-01»\n";
    let message = "`effective_to` 2018-01-01 is before `effective_from` 2018-02-01";
    expect_in(&format!("{LEVELS}{twin}"), message, "swapped").unwrap();
}

#[test]
fn mistakes_of_predicates() {
    const ANY: &str = "any(alpha, beta)";
    const TEXT: &str = "\"any(alpha, beta)\"";
    const ALHPA: &str = "no skill has the code `alhpa`";
    const CODE: &str = "did you mean `alpha`?";
    const SHAPE: &str = "write a skill code, `any(a, b)`, `all(a, b)` or `atleast(2; a, b, c)`";
    const COUNT: &str = "write how many, then `;`";
    expect_all(&[
        levels(ANY, "any(«alhpa», beta)", ALHPA, CODE),
        levels(ANY, "any(alpha, «70-999»)", "no skill has the code `70-999`", "declare it"),
        levels(ANY, "any(alpha, beta«»", "expected `)`, found the end of the text", "close the bracket with `)`"),
        levels(ANY, "any(«)»", "expected a skill code or a predicate, found `)`", SHAPE),
        levels(ANY, "any(alpha «beta»)", "expected `)`, found `beta`", "separate the parts with `,`"),
        levels(ANY, "any(alpha, beta)«)»", "expected the end of the predicate, found `)`", SHAPE),
        levels(ANY, "«some»(alpha, beta)", "`some` is not a predicate", SHAPE),
        levels(ANY, "any(alpha«;» beta)", "expected `)`, found `;`", "separate the parts with `,`"),
        levels(ANY, "«atleast»(0; alpha, beta)", "at least 0 of 2 can never be a test", "the number is from 1 to 2"),
        levels(ANY, "«atleast»(3; alpha, beta)", "at least 3 of 2 can never be a test", "the number is from 1 to 2"),
        levels(ANY, "atleast(«alpha», beta)", "expected a number, found `alpha`", COUNT),
        levels(ANY, "atleast(2«,» alpha, beta)", "expected `;`, found `,`", COUNT),
        levels(TEXT, "\"«»\"", "expected a skill code or a predicate, found the end of the text", SHAPE),
        levels(TEXT, "«[\"alpha\"]»", "`holds` of a requirement is not what it should be", "a text in quotes"),
        levels(TEXT, "\"any(«é», beta)\"", "no skill has the code `é`", "declare it"),
        // Literal and multi-line texts, with one or two characters at the ends of lines.
        levels(TEXT, "'any(«alhpa», beta)'", ALHPA, CODE),
        levels(TEXT, "\"\"\"\nany(alpha,\n    «bta»)\"\"\"", "no skill has the code `bta`", "did you mean `beta`?"),
        levels(TEXT, "\"\"\"any(beta,\n    «alhpa»)\"\"\"", ALHPA, CODE),
        levels(TEXT, "'''\nany(beta,\n\n  «alhpa»)'''", ALHPA, CODE),
        levels(TEXT, "\"\"\"\r\nany(beta,\r\n  «alhpa»)\"\"\"", ALHPA, CODE),
        // With escapes the whole value is meant.
        levels(TEXT, "«\"any(b\\u0065ta, x)\"»", "no skill has the code `x`", "declare it"),
        levels(TEXT, "«\"any(beta,\\t\\t\\t\\tx)\"»", "no skill has the code `x`", "declare it"),
        levels(TEXT, "«\"\"\"\nany(beta, \\\n  x)\"\"\"»", "no skill has the code `x`", "declare it"),
        levels(
            "holds = \"gamma\"",
            "holds = \"gamma\"\naccepted_until = { «gama» = 2019-01-01 }",
            "no skill has the code `gama`",
            "did you mean `gamma`?",
        ),
        levels(
            "holds = \"gamma\"",
            "holds = «\"gamma\"»\naccepted_until = { beta = 2019-01-01 }",
            "`accepted_until` speaks of `beta`, which `holds` does not name",
            "name it in `holds`",
        ),
        levels(
            "holds = \"gamma\"",
            "holds = \"gamma\"\naccepted_until = { gamma = «\"x\"» }",
            "`gamma` of `accepted_until` is not what it should be",
            "a date without quotes",
        ),
    ]);
    let deep = format!("{}«any»(alpha", "any(".repeat(32));
    expect_in(&LEVELS.replacen(ANY, &deep, 1), "nested deeper than 32 levels", "write a skill code").unwrap();
}

#[test]
fn mistakes_of_relations() {
    const TIE: &str = "\"k_of_same:1\"";
    const NAMES: &str = "a relation is one of";
    expect_all(&[
        levels(TIE, "«\"kofsame:1\"»", "`kofsame:1` is not a relation", "did you mean `k_of_same:1`?"),
        levels(TIE, "«\"friends of line 1\"»", "`friends of line 1` is not a relation", NAMES),
        levels(TIE, "«\"k_of_same\"»", "`k_of_same` is not a relation", "did you mean `k_of_same:1`?"),
        levels(TIE, "«\"distinct_per_code:1\"»", "`distinct_per_code:1` is not a relation", "`distinct_per_code`?"),
        levels(TIE, "«1»", "`relation` of a requirement is not what it should be", "a text in quotes"),
        levels(TIE, "«\"k_of_same:2\"»", "a requirement is tied to itself", "name another line"),
        levels(TIE, "«\"other_people_than:7\"»", "there is no line 7 at this level on the same days", "same option and level"),
        levels(TIE, "«\"other_people_than:3\"»", "line 3 asks for a metric, not for people", "ties people to people"),
        levels(TIE, "«\"same_people_as:1\"»", "1 people cannot be the same as the 2 of line 1", "the same number"),
        levels(
            "people = 2\n",
            "people = «2»\nrelation = \"distinct_per_code\"\n",
            "`distinct_per_code` does not fit its codes",
            "skill codes only",
        ),
        // The line that a relation leads to may itself be broken; that is one mistake.
        levels("any(alpha, beta)", "any(«alhpa», beta)", "no skill has the code `alhpa`", "did you mean"),
    ]);
    let text = LEVELS.replacen("people = 1", "people = 3", 1).replacen(TIE, "«\"k_of_same:1\"»", 1);
    expect_in(&text, "3 people cannot be among the 2 of line 1", "a part is not larger than the whole").unwrap();
    let text = LEVELS.replacen("any(alpha, beta)", "all(alpha, beta, gamma)", 1);
    let text = text.replacen("people = 2\n", "people = «2»\nrelation = \"distinct_per_code\"\n", 1);
    expect_in(&text, "`distinct_per_code` does not fit its codes", "one person for each code").unwrap();
    let many: String = (4..9).fold(String::new(), |text, line| {
        let header = "[[competency.option.requirement]]";
        // 3 * 2 seats of the first lines, then times ten: the fifth is too many.
        let header = if line == 8 { format!("«{header}»") } else { header.to_owned() };
        let tie = "relation = \"other_people_than:1\"";
        format!("{text}{header}\nlevel = \"silver\"\nline = {line}\npeople = 9\nholds = \"alpha\"\n{tie}\n")
    });
    let message = "too many tied people to be decided exactly";
    expect_in(&format!("{LEVELS}{many}"), message, "multiply to at most 4000000").unwrap();
    let text = LEVELS.replacen("line = 1\n", "line = 1\neffective_to = 2018-01-01\n", 1).replacen(TIE, "«\"k_of_same:1\"»", 1);
    expect_in(&text, "line 1 is not in force on all the days of this requirement", "give both the same days").unwrap();
    let grouped =
        LEVELS.replacen("line = 1\n", "line = 1\ngroup = \"A\"\n", 1).replacen("line = 2\n", "line = 2\ngroup = \"A\"\n", 1);
    let text = grouped.replacen(TIE, "«\"k_of_same:1\"»", 1);
    expect_in(&text, "line 1 is an alternative of this requirement", "tie lines of different groups").unwrap();
}

#[test]
fn mistakes_of_areas_and_metrics() {
    const CHOOSE: &str = "choose = \"best-of\"";
    expect_all(&[
        score(CHOOSE, "choose = «\"coin\"»", "`coin` is not a way to choose a track", "`best-of` or `classification`"),
        score("choose =", "«chose» =", "a competency has no key `chose`", "did you mean `choose`?"),
        score(
            CHOOSE,
            "choose = \"best-of\"\nclassification = «{ at_least = 1, track = \"smb\", otherwise = \"enterprise\" }»",
            "`best-of` needs no classification",
            "leave it out",
        ),
        score(
            CHOOSE,
            "choose = \"classification\"\nclassification = { at_least = 1, track = «\"sbm\"», otherwise = \"enterprise\" }",
            "`sbm` is not a track of this competency",
            "did you mean `smb`?",
        ),
        score(
            CHOOSE,
            "choose = \"classification\"\nclassification = «{ at_least = 1, track = \"smb\" }»",
            "`classification` has no `otherwise`",
            "write `at_least = 80`",
        ),
        score(
            "[\"enterprise\", \"smb\"]",
            "«\"smb\"»",
            "`tracks` of a competency is not what it should be",
            "a list in square brackets",
        ),
        score(
            "id = \"growth\"",
            "id = \"growth\"\ntrack = «\"enterprize\"»",
            "`enterprize` is not a track of this competency",
            "`enterprise`?",
        ),
        score("id = \"growth\"", "id = \"growth\"\ntrack = «\"other\"»", "`other` is not a track of this competency", "tracks"),
        score(
            "id = \"certified\"",
            "id = «\"growth\"»",
            "metric `growth` stands twice in a track on the same days",
            "different tracks or different days",
        ),
        score(
            "[[competency.metric]]\nid = \"growth\"\nmax = 20",
            "«[[competency.metric]]»\nid = \"growth\"",
            "a metric has no `max`",
            "`max = 20`",
        ),
        score("max = 20", "max = «0»", "a metric without points", "`max` is above zero"),
        score("max = 20", "max = «\"many\"»", "`max` of a metric is not what it should be", "a number"),
        score(
            "[[competency.metric]]\nid = \"certified\"",
            "«[[competency.metric]]»\npoints = \"1\"\nid = \"certified\"",
            "a metric has a formula and steps",
            "keep `points`",
        ),
        score(
            "[[competency.metric]]\nid = \"growth\"",
            "«[[competency.metric]]»\nid = \"empty\"\nmax = 1\n[[competency.metric]]\nid = \"growth\"",
            "a metric has neither formula nor steps",
            "`points = \"10*x\"`",
        ),
        score("points = ", "«ponits» = ", "a metric has no key `ponits`", "did you mean `points`?"),
        score(
            "revenue = \"",
            "«my-revenue» = \"",
            "`my-revenue` cannot be the name of an input",
            "so that formulas can use them",
        ),
        score(
            "revenue = \"growth of revenue\"",
            "revenue = «3»",
            "`revenue` of `inputs` is not what it should be",
            "a text that says what is measured",
        ),
        score(
            "\"revenue/1250 + users/125\"",
            "«{ enterprise = \"revenue\", big = \"users\" }»",
            "`points` is split neither by market nor by track",
            "every track",
        ),
    ]);
    let text = SCORE.replacen("choose = \"best-of\"\n", "", 1).replacen("[[competency]]", "«[[competency]]»", 1);
    expect_in(&text, "a competency has no `choose`", "which one is the partner's").unwrap();
    let text = SCORE.split_once("[[competency.metric]]").unwrap().0.replacen("[[competency]]", "«[[competency]]»", 1);
    expect_in(&text, "a competency has no `metric`", "add a `[[competency.metric]]`").unwrap();
}

#[test]
fn mistakes_of_formulas() {
    const POINTS: &str = "revenue/1250 + users/125";
    const FORMULA: &str = "formulas know numbers, inputs, `+ - * /`";
    const DIVISOR: &str = "a divisor is a number other than zero";
    expect_all(&[
        score(POINTS, "«revnue»/1250 + users/125", "`revnue` is not an input of this metric", "did you mean `revenue`?"),
        score(POINTS, "«x» + 1", "`x` is not an input of this metric", "the inputs of this metric are `revenue`, `users`"),
        score(POINTS, "revenue/«users»", "cannot divide by `users`", DIVISOR),
        score(POINTS, "revenue/«0»", "cannot divide by `0`", DIVISOR),
        score(POINTS, "min(revenue, users«»", "expected `)`, found the end of the text", "close the bracket with `)`"),
        score(POINTS, "(revenue«»", "expected `)`, found the end of the text", "close the bracket with `)`"),
        score(POINTS, "revenue«)»", "expected the end of the formula, found `)`", FORMULA),
        score(POINTS, "«avg»(revenue, users)", "`avg` is not a function", FORMULA),
        score(POINTS, "if(revenue«,» 1, 2)", "expected a comparison, found `,`", "write `if(a < b, then, else)`"),
        score(POINTS, "«2x» + 1", "`2x` is not a number", FORMULA),
        score(POINTS, "revenue +«»", "expected a number or an input, found the end of the text", FORMULA),
        score("\"revenue/1250 + users/125\"", "«7»", "a formula is a text in quotes", "for example `points = \"10*x\"`"),
        score(
            "\"revenue/1250 + users/125\"",
            "{ enterprise = \"revenue\", smb = \"«user»\" }",
            "`user` is not an input of this metric",
            "did you mean `users`?",
        ),
    ]);
}

#[test]
fn mistakes_of_steps() {
    const GATE: &str = "[[competency.metric.step]]\nstep = \"1\"\nkind = \"gate\"\npeople = 2";
    expect_all(&[
        score(
            GATE,
            "«[[competency.metric.step]]»\nstep = \"1\"\nkind = \"gate\"",
            "a step has no `people`",
            "how many different",
        ),
        score(GATE, "«[[competency.metric.step]]»\nstep = \"1\"\npeople = 2", "a step has no `kind`", "`gate`, `flat` or"),
        score("people = 2", "people = «0»", "`people` of a step is not what it should be", "from 1 on"),
        score("kind = \"gate\"", "kind = «\"gat\"»", "`gat` is not a kind of step", "did you mean `gate`?"),
        score("kind = \"gate\"", "«knd» = \"gate\"", "a step has no key `knd`", "did you mean `kind`?"),
        score("kind = \"gate\"", "kind = «4»", "`kind` of a step is not what it should be", "a text in quotes"),
        score("each =", "«eahc» =", "a step has no key `eahc`", "did you mean `each`?"),
        score(
            "[[competency.metric.step]]\nstep = \"2\"\nkind = \"elective\"\neach = \"20/3\"",
            "«[[competency.metric.step]]»\nstep = \"2\"\nkind = \"elective\"",
            "a step has no `each`",
            "the points of each person",
        ),
        score("each = \"20/3\"", "each = «\"-20/3\"»", "`each` gives no points", "points are above zero"),
        score("each = \"20/3\"", "each = «0»", "`each` gives no points", "points are above zero"),
        score("kind = \"gate\"", "kind = \"flat\"\npoints = «-4»", "`points` gives no points", "points are above zero"),
        score("each = \"20/3\"", "each = \"20/3\"\n«people» = 1", "a step has no key `people`", "a step knows"),
        score("step = \"2\"", "step = «\"1\"»", "step `1` stands twice on the same days", "number the steps"),
        score("all(alpha)", "all(«alhpa»)", "no skill has the code `alhpa`", "did you mean `alpha`?"),
    ]);
    let text = SCORE.replacen("holds = \"all(alpha)\"\n", "", 1);
    let text = text.replacen("[[competency.metric.step]]", "«[[competency.metric.step]]»", 1);
    expect_in(&text, "a step has no `holds`", "who counts").unwrap();
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
