//! `catalogues/*.cases.toml`: what a company attains on a day, worked out by hand, and the comparison with an answer.
//!
//! A case becomes the FACTS.json of `tierwise evaluate`; its expectations are compared with the JSON that comes out,
//! so that nothing but the published contract is relied on. Only what a case states is compared.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One company on one day.
#[derive(Debug, Clone)]
pub struct Case {
    pub name: String,
    /// The sentence or row that decides the case.
    pub why: String,
    /// `2018-01-15`.
    pub as_of: String,
    /// The text of FACTS.json.
    pub facts: String,
    /// Per competency.
    pub expected: BTreeMap<String, Expected>,
}

/// What a case states of one competency; what it leaves out may be anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expected {
    /// `none` stands for no level.
    pub level: Option<String>,
    pub option: Option<String>,
    pub qualified: Option<bool>,
    pub points: Option<String>,
    /// Requirement or step -> people.
    pub counted: BTreeMap<String, Vec<String>>,
    /// Requirement or step -> `needs N, has M`.
    pub missing: BTreeMap<String, String>,
    /// `TRACK/METRIC` -> points.
    pub scores: BTreeMap<String, String>,
}

/// A case file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct CaseError {
    pub line: usize,
    pub problem: String,
}

/// Reads a file of cases.
///
/// # Errors
/// At the first place that is no TOML or does not have the shape of a case.
pub fn read_cases(text: &str) -> Result<Vec<Case>, CaseError> {
    let file = Reader { text };
    let document =
        DeTable::parse(text).map_err(|error| file.error(error.span().map_or(0, |span| span.start), error.message()))?;
    let mut cases = Vec::new();
    for (key, value) in document.get_ref() {
        if key.get_ref() != "case" {
            return Err(file.error(key.span().start, "a file of cases holds `[[case]]` only"));
        }
        for case in file.array(value)? {
            cases.push(file.case(case)?);
        }
    }
    Ok(cases)
}

type Place<'t> = &'t Spanned<DeValue<'t>>;

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn error(&self, offset: usize, problem: impl Into<String>) -> CaseError {
        let before = self.text.get(..offset).unwrap_or(self.text);
        CaseError { line: before.matches('\n').count() + 1, problem: problem.into() }
    }

    fn case(&self, place: Place<'_>) -> Result<Case, CaseError> {
        let table = self.table(place)?;
        let required = |key: &str| {
            let value = table.get(key).ok_or_else(|| self.error(place.span().start, format!("the case has no `{key}`")))?;
            self.string(value)
        };
        let (name, why) = (required("name")?, required("why")?);
        let mut facts = Map::from_iter([("people".to_owned(), json!([]))]);
        let mut as_of = None;
        let mut expected = BTreeMap::new();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" | "why" => {}
                "as_of" => as_of = Some(self.day(value)?),
                "market" | "track" => _ = facts.insert(key.get_ref().to_string(), Value::String(self.string(value)?)),
                "metrics" => _ = facts.insert("metrics".to_owned(), self.metrics(value)?),
                "priority" => {
                    let order: Result<Vec<Value>, CaseError> =
                        self.array(value)?.into_iter().map(|id| Ok(Value::String(self.string(id)?))).collect();
                    facts.insert("priority".to_owned(), Value::Array(order?));
                }
                "people" => _ = facts.insert("people".to_owned(), self.people(value)?),
                "expect" => {
                    for (competency, value) in self.table(value)? {
                        expected.insert(competency.get_ref().to_string(), self.expected(value)?);
                    }
                }
                other => return Err(self.error(key.span().start, format!("a case has no key `{other}`"))),
            }
        }
        let as_of = as_of.ok_or_else(|| self.error(place.span().start, format!("case \"{name}\" has no `as_of`")))?;
        if expected.values().all(|expected| *expected == Expected::default()) {
            return Err(self.error(place.span().start, format!("case \"{name}\" expects nothing")));
        }
        Ok(Case { name, why, as_of, facts: Value::Object(facts).to_string(), expected })
    }

    /// Figures, each for any day or by month.
    fn metrics(&self, place: Place<'_>) -> Result<Value, CaseError> {
        let mut metrics = Map::new();
        for (id, value) in self.table(place)? {
            let figure = match value.get_ref() {
                DeValue::Table(_) => self.metrics(value)?,
                DeValue::Integer(number) if number.radix() == 10 => Value::String(number.as_str().to_owned()),
                _ => Value::String(self.string(value)?),
            };
            metrics.insert(id.get_ref().to_string(), figure);
        }
        Ok(Value::Object(metrics))
    }

    fn people(&self, place: Place<'_>) -> Result<Value, CaseError> {
        let mut people = Vec::new();
        for (id, skills) in self.table(place)? {
            let skills: Result<Vec<Value>, CaseError> =
                self.array(skills)?.into_iter().map(|skill| self.skill(skill)).collect();
            people.push(json!({ "id": id.get_ref(), "skills": skills? }));
        }
        Ok(Value::Array(people))
    }

    /// A code, or a table with its days.
    fn skill(&self, place: Place<'_>) -> Result<Value, CaseError> {
        if let Some(code) = place.get_ref().as_str() {
            return Ok(json!({ "code": code }));
        }
        let mut skill = Map::new();
        for (key, value) in self.table(place)? {
            let stated = match key.get_ref().as_ref() {
                "code" => self.string(value)?,
                "completed" | "expires" => self.day(value)?,
                other => return Err(self.error(key.span().start, format!("a skill has no key `{other}`"))),
            };
            skill.insert(key.get_ref().to_string(), Value::String(stated));
        }
        if !skill.contains_key("code") {
            return Err(self.error(place.span().start, "a skill has no `code`"));
        }
        Ok(Value::Object(skill))
    }

    fn expected(&self, place: Place<'_>) -> Result<Expected, CaseError> {
        let mut expected = Expected::default();
        for (key, value) in self.table(place)? {
            match key.get_ref().as_ref() {
                "level" => expected.level = Some(self.string(value)?),
                "option" => expected.option = Some(self.string(value)?),
                "points" => expected.points = Some(self.string(value)?),
                "qualified" => match value.get_ref().as_bool() {
                    Some(qualified) => expected.qualified = Some(qualified),
                    None => return Err(self.error(value.span().start, "`qualified` is `true` or `false`")),
                },
                "missing" => expected.missing = self.strings(value)?,
                "scores" => expected.scores = self.strings(value)?,
                "counted" => {
                    for (requirement, people) in self.table(value)? {
                        let people: Result<Vec<String>, CaseError> =
                            self.array(people)?.into_iter().map(|person| self.string(person)).collect();
                        expected.counted.insert(requirement.get_ref().to_string(), people?);
                    }
                }
                other => return Err(self.error(key.span().start, format!("nothing called `{other}` can be expected"))),
            }
        }
        Ok(expected)
    }

    fn strings(&self, place: Place<'_>) -> Result<BTreeMap<String, String>, CaseError> {
        let table = self.table(place)?.iter();
        table.map(|(key, value)| Ok((key.get_ref().to_string(), self.string(value)?))).collect()
    }

    fn string(&self, place: Place<'_>) -> Result<String, CaseError> {
        let text =
            place.get_ref().as_str().ok_or_else(|| self.error(place.span().start, "a text in quotes is expected here"))?;
        Ok(text.to_owned())
    }

    fn day(&self, place: Place<'_>) -> Result<String, CaseError> {
        match place.get_ref().as_datetime() {
            Some(stamp) if stamp.time.is_none() => Ok(stamp.to_string()),
            _ => Err(self.error(place.span().start, "a date without quotes is expected here")),
        }
    }

    fn table<'v>(&self, place: Place<'v>) -> Result<&'v DeTable<'v>, CaseError> {
        place.get_ref().as_table().ok_or_else(|| self.error(place.span().start, "a table is expected here"))
    }

    fn array<'v>(&self, place: Place<'v>) -> Result<Vec<Place<'v>>, CaseError> {
        let items = place.get_ref().as_array().ok_or_else(|| self.error(place.span().start, "a list is expected here"))?;
        Ok(items.iter().collect())
    }
}

impl Case {
    /// Everything in which the answer of `tierwise evaluate` is not what the case states; empty when all is as stated.
    pub fn differences(&self, answer: &Value) -> Vec<String> {
        let mut differences = Vec::new();
        for (id, expected) in &self.expected {
            let competencies = answer["competencies"].as_array().map_or(&[][..], Vec::as_slice);
            match competencies.iter().find(|competency| competency["id"] == **id) {
                None => differences.push(format!("{id}: is not in the answer")),
                Some(found) => differences.extend(expected.differences(found).map(|difference| format!("{id}: {difference}"))),
            }
        }
        differences
    }
}

impl Expected {
    fn differences(&self, found: &Value) -> impl Iterator<Item = String> {
        let mut stated: Vec<(String, Value, Value)> = Vec::new();
        let mut state = |what: String, expected: Value, found: Value| stated.push((what, expected, found));
        if let Some(level) = &self.level {
            let level = if level == "none" { Value::Null } else { json!(level) };
            state("level".to_owned(), level, found["level"].clone());
        }
        if let Some(option) = &self.option {
            state("option".to_owned(), json!(option), found["option"].clone());
        }
        if let Some(qualified) = self.qualified {
            state("qualified".to_owned(), json!(qualified), found["qualified"].clone());
        }
        if let Some(points) = &self.points {
            state("points".to_owned(), json!(points), found["points"].clone());
        }
        for (requirement, people) in &self.counted {
            state(format!("counted {requirement}"), json!(people), found["counted"][requirement].clone());
        }
        for (requirement, gap) in &self.missing {
            let listed = list(found, "missing").iter().find(|missing| missing["requirement"] == **requirement);
            let listed = listed.map(|missing| format!("needs {}, has {}", plain(&missing["needed"]), plain(&missing["have"])));
            state(format!("missing {requirement}"), json!(gap), json!(listed));
        }
        for (metric, points) in &self.scores {
            let listed = list(found, "scores")
                .iter()
                .find(|score| format!("{}/{}", plain(&score["track"]), plain(&score["metric"])) == *metric);
            state(format!("score {metric}"), json!(points), listed.map_or(Value::Null, |score| score["points"].clone()));
        }
        let different = stated.into_iter().filter(|(_, expected, found)| expected != found);
        different.map(|(what, expected, found)| format!("{what}: expected {expected}, found {found}"))
    }
}

fn list<'v>(found: &'v Value, key: &str) -> &'v [Value] {
    found[key].as_array().map_or(&[], Vec::as_slice)
}

fn plain(value: &Value) -> &str {
    value.as_str().unwrap_or("nothing")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = r#"
[[case]]
name = "one"
why = "row 1"
as_of = 2018-01-15
market = "developing"
metrics = { usd = "1/2", seats = 3 }

[case.people]
A = ["70-534", { code = "70-535", completed = 2016-05-01, expires = 2018-01-14 }]

[case.expect.cloud-platform]
level = "none"
missing = { "o/gold/1" = "needs 2, has 1" }
counted = { "o/silver/1" = ["A"] }
"#;

    #[test]
    fn a_case_becomes_the_facts_of_evaluate() {
        let cases = read_cases(CASE).unwrap();
        assert_eq!(cases.len(), 1);
        let facts: Value = serde_json::from_str(&cases[0].facts).unwrap();
        assert_eq!(
            facts,
            json!({
                "market": "developing",
                "metrics": { "usd": "1/2", "seats": "3" },
                "people": [{ "id": "A", "skills": [
                    { "code": "70-534" },
                    { "code": "70-535", "completed": "2016-05-01", "expires": "2018-01-14" },
                ] }],
            })
        );
    }

    #[test]
    fn only_what_is_stated_is_compared_and_every_difference_is_told() {
        let case = &read_cases(CASE).unwrap()[0];
        let answer = |level: Value, needed: &str| {
            json!({ "competencies": [{
                "id": "cloud-platform", "level": level, "points": "17",
                "counted": { "o/silver/1": ["A"] },
                "missing": [{ "requirement": "o/gold/1", "needed": needed, "have": "1" }],
            }] })
        };
        assert_eq!(case.differences(&answer(Value::Null, "2")), Vec::<String>::new());
        assert_eq!(
            case.differences(&answer(json!("gold"), "3")),
            [
                "cloud-platform: level: expected null, found \"gold\"",
                "cloud-platform: missing o/gold/1: expected \"needs 2, has 1\", found \"needs 3, has 1\"",
            ]
        );
        assert_eq!(case.differences(&json!({})), ["cloud-platform: is not in the answer"]);
    }

    #[test]
    fn a_mistake_in_a_case_is_told_with_its_line() {
        for (from, to, line, problem) in [
            ("level =", "lvel =", 13, "nothing called `lvel` can be expected"),
            ("as_of = 2018-01-15", "", 2, "case \"one\" has no `as_of`"),
            ("2018-01-15", "\"2018-01-15\"", 5, "a date without quotes is expected here"),
            ("[\"A\"]", "\"A\"", 15, "a list is expected here"),
            ("\n[[case]]", "title = 1\n[[case]]", 1, "a file of cases holds `[[case]]` only"),
        ] {
            let error = read_cases(&CASE.replace(from, to)).unwrap_err();
            assert_eq!((error.line, error.problem.as_str()), (line, problem));
        }
    }
}
