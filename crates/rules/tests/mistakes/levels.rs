//! Mistakes of competencies, options, requirements, predicates and relations, one at a time. Knows only what is shown to the author of a catalogue.

use super::*;

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
        levels(ANY, "any(«)»", "expected a code or a predicate, found `)`", SHAPE),
        levels(ANY, "any(alpha «beta»)", "expected `)`, found `beta`", "separate the parts with `,`"),
        levels(ANY, "any(alpha, beta)«)»", "expected the end of the predicate, found `)`", SHAPE),
        levels(ANY, "«some»(alpha, beta)", "`some` is not a predicate", SHAPE),
        levels(ANY, "any(alpha«;» beta)", "expected `)`, found `;`", "separate the parts with `,`"),
        levels(ANY, "«atleast»(0; alpha, beta)", "at least 0 of 2 can never be a test", "the number is from 1 to 2"),
        levels(ANY, "«atleast»(3; alpha, beta)", "at least 3 of 2 can never be a test", "the number is from 1 to 2"),
        levels(ANY, "atleast(«alpha», beta)", "expected a number, found `alpha`", COUNT),
        levels(ANY, "atleast(2«,» alpha, beta)", "expected `;`, found `,`", COUNT),
        levels(TEXT, "\"«»\"", "expected a code or a predicate, found the end of the text", SHAPE),
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
