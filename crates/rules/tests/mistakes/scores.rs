//! Mistakes of areas, metrics, formulas and steps, one at a time. Knows only what is shown to the author of a catalogue.

use super::*;

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
