//! Made-up rows of a skills report for the export bench: 15 columns, tab separated, seeded.

use std::fmt::Write;

use tierwise_core::Day;

use super::random::Random;

pub const ROWS: usize = 200_000;

pub const COLUMNS: [&str; 15] = [
    "First name",
    "Last name",
    "E-mail",
    "MCID",
    "Skill type",
    "Skill",
    "Code",
    "Completed",
    "Expires",
    "Status",
    "Associated in PMC",
    "Associated in PC",
    "Relevant for Competencies (Option) or Programs",
    "Counted for",
    "Location",
];

const FIRST: &[&str] = &["Åsa", "Erik", "Fatima", "Göran", "Ingrid", "Li", "Maria", "Omar"];
const LAST: &[&str] = &["Andersson", "Berg", "Haddad", "Lindqvist", "O'Neill", "Öberg", "Wang"];
const SKILLS: &[(&str, &str, &str)] = &[
    ("Exam", "Architecting Microsoft Azure Solutions", "70-534"),
    ("Exam", "Developing Microsoft Azure Solutions", "70-532"),
    ("Exam", "Implementing a Data Warehouse, \"cloud\" edition", "70-767"),
    ("Certification", "Azure Security Engineer Associate", "azure-security-engineer"),
    ("Assessment", "Technical Assessment for Cloud Platform", "pu-cloud-platform"),
];
const COUNTED: &[&str] = &[
    "",
    "Cloud Platform (Azure Consumption)",
    "Application Development (Standard); Cloud Platform (Azure Consumption); Data Analytics (Standard)",
];
const LOCATIONS: &[&str] = &["Göteborg", "Malmö", "Stockholm", "Umeå"];

/// The header and `rows` rows, each line ended by a line feed.
pub fn rows_tsv(rows: usize, seed: u64) -> String {
    let mut random = Random::new(seed);
    let first = Day::new(2016, 1, 1).into_iter();
    let days: Vec<String> = first
        .flat_map(|first| std::iter::successors(Some(first), |day| Some(day.next())).take(2_500))
        .map(|day| day.to_string())
        .collect();
    let mut tsv = COLUMNS.join("\t");
    tsv.push('\n');
    for row in 0..rows {
        let person = row / 4;
        let (first, last) = (random.pick(FIRST), random.pick(LAST));
        let (kind, title, code) = random.pick(SKILLS);
        let completed = random.below(1_700);
        let expires = if random.below(5) < 2 { "" } else { &days[completed + 730] };
        let counted = random.pick(COUNTED);
        let status = if counted.is_empty() { "Valid, not needed" } else { "Valid" };
        let _ = writeln!(
            tsv,
            "{first}\t{last}\tperson{person}@example.com\t{}\t{kind}\t{title}\t{code}\t{}\t{expires}\t{status}\t\
             {}\t{}\t{}\t{counted}\t{}",
            1_000_000 + person,
            days[completed],
            random.pick(&["Yes", "No"]),
            random.pick(&["Yes", "No"]),
            random.pick(COUNTED),
            random.pick(LOCATIONS),
        );
    }
    tsv
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_every_column() {
        let tsv = rows_tsv(100, 1);
        assert_eq!(tsv.lines().count(), 101);
        assert!(tsv.lines().all(|line| line.split('\t').count() == COLUMNS.len()));
    }
}
