//! From the training of an export to the skill of a programme: by training id, code, alias and title.

use std::collections::BTreeMap;

use tierwise_rules::{Programme, SkillIndex};

/// The names of a programme's skills.
#[derive(Debug)]
pub struct SkillNames {
    training_ids: BTreeMap<String, SkillIndex>,
    /// Folded names; two skills may share a title, as 70-534 and its replacement do.
    names: BTreeMap<String, Vec<SkillIndex>>,
}

/// What a training is to a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    Skill(SkillIndex),
    Unknown,
    /// The title stands for several skills, and nothing else decides.
    Several(Vec<SkillIndex>),
}

/// Words that exports put before a title and pages leave out.
const PREFIXES: [&str; 3] = ["microsoft certified:", "microsoft 365 certified:", "exam "];

impl SkillNames {
    pub fn of(programme: &Programme) -> Self {
        let mut names = Self { training_ids: BTreeMap::new(), names: BTreeMap::new() };
        for skill in &programme.skills {
            let Some(index) = programme.skill(skill.code.as_str()) else { continue };
            for id in &skill.training_ids {
                names.training_ids.insert(id.clone(), index);
            }
            let words = [skill.code.as_str(), &skill.title.en, &skill.title.sv].into_iter();
            for name in words.chain(skill.aliases.iter().map(String::as_str)) {
                let skills = names.names.entry(folded(name)).or_default();
                if !skills.contains(&index) {
                    skills.push(index);
                }
            }
        }
        names
    }

    /// The id decides, because it is stable; then the title, then the code that a title begins with.
    pub fn find(&self, training_id: Option<&str>, title: &str) -> Match {
        if let Some(skill) = training_id.and_then(|id| self.training_ids.get(id)) {
            return Match::Skill(*skill);
        }
        let title = folded(title);
        let leading_code = title.split([':', ' ']).next().unwrap_or("");
        let mut several = Match::Unknown;
        for name in [title.as_str(), leading_code] {
            match self.names.get(name).map(Vec::as_slice) {
                Some([skill]) => return Match::Skill(*skill),
                Some(skills) => several = Match::Several(skills.to_vec()),
                None => {}
            }
        }
        several
    }
}

/// A name without case, repeated blanks and the words that come and go before it.
fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let name = words.join(" ");
    let bare = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(&name);
    bare.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn programme() -> Programme {
        tierwise_rules::read_catalogue(
            r#"
            format = 1
            programme = { id = "p", name = "P", levels = ["gold"] }
            [[skill]]
            code = "azure-administrator"
            kind = "certification"
            title = "Azure Administrator Associate"
            training_ids = [3051]
            aliases = ["AZ-104"]
            [[skill]]
            code = "70-534"
            kind = "exam"
            title = "Architecting Microsoft Azure Solutions"
            [[skill]]
            code = "70-535"
            kind = "exam"
            title = "Architecting Microsoft Azure Solutions"
            [[competency]]
            id = "c"
            name = "C"
            [[competency.option]]
            id = "o"
            name = "O"
            [[competency.option.requirement]]
            level = "gold"
            line = 1
            people = 1
            holds = "any(azure-administrator, 70-534, 70-535)"
            "#,
        )
        .unwrap()
    }

    #[test]
    fn a_training_is_found_by_id_code_alias_and_title() {
        let programme = programme();
        let names = SkillNames::of(&programme);
        let administrator = Match::Skill(programme.skill("azure-administrator").unwrap());
        for (id, title) in [
            (Some("3051"), "renamed since"),
            (None, "Azure Administrator Associate"),
            (Some("9999"), "Microsoft Certified:  azure administrator ASSOCIATE "),
            (None, "AZ-104"),
            (None, "Exam AZ-104: Microsoft Azure Administrator"),
        ] {
            assert_eq!(names.find(id, title), administrator, "{id:?} {title}");
        }
        assert_eq!(
            names.find(None, "70-535 Architecting Microsoft Azure Solutions"),
            Match::Skill(programme.skill("70-535").unwrap())
        );
        assert_eq!(names.find(Some("1"), "Basket weaving"), Match::Unknown);
    }

    #[test]
    fn a_title_of_two_skills_is_never_guessed() {
        let programme = programme();
        let names = SkillNames::of(&programme);
        assert!(
            matches!(names.find(None, "Architecting Microsoft Azure Solutions"), Match::Several(skills) if skills.len() == 2)
        );
    }
}
