//! The evaluation bench: the standings of one partner of 100,000 people, beside DuckDB's plain counts of the same lines,
//! and one more achievement beside the whole.
//!
//! DuckDB only counts the people of each line; we also choose people, add points and find what is missing. So a ratio
//! near 1 is already much.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, ensure};
use tierwise_core::Day;
use tierwise_rules::{Facts, Programme, SkillIndex};

use super::catalogue_lines::{self, lines};
use super::duckdb_sql::{Of, Question, number_skills};
use super::evaluate_data::{ACHIEVEMENTS, PEOPLE, partners_csv, people_csv};
use super::evaluate_ours::{counts, evaluate_once, load};
use super::measure::{self, Figures, median, percentile};
use super::python::Environment;
use super::random::Random;
use super::report::{Report, Row, Side, time};
use crate::shell;

const RUNS: usize = 11;
pub const SEED: u64 = 20_260_312;
/// Achievements that are added, each to another person.
const ADDED: usize = 1_001;

/// The catalogue and the day of all benches on many people.
pub const LEVELS: (&str, &str) = ("mpn-2017", "2018-03-01");
/// The catalogues of the bench, each with the day that is asked for.
const CASES: &[(&str, &str)] = &[LEVELS, ("solutions-partner-2023", "2023-10-15")];

/// Makes the data, runs both sides and adds their rows to the report.
pub fn compare(python: &Environment, report: &mut Report) -> anyhow::Result<()> {
    for (catalogue, day) in CASES {
        let folder = prepare(catalogue, catalogue, day, Of::OnePartner)?;
        eprintln!("evaluate {catalogue}: Tierwise, then DuckDB with one thread and with two");
        let ours = measure::run(measure::ours("bench-evaluate").arg(&folder))?;
        let mut counted = Counted::default();
        for threads in ["1", "2"] {
            let mut script = python.script("evaluate_duckdb.py");
            let theirs = measure::run(script.arg(&folder).arg(threads))?;
            let (form, seconds) = best_form(&theirs)?;
            counted = check_counts(&theirs, &ours)?;
            report.rows.push(Row {
                what: format!("evaluate {catalogue}"),
                ours: Side { seconds: time_of(&ours, "evaluate")?, peak_kib: Some(ours.peak_kib) },
                peer: format!("DuckDB, {threads} thread(s), {form}"),
                theirs: Side { seconds, peak_kib: Some(theirs.peak_kib) },
                aim: "10",
            });
        }
        report.rows.push(Row {
            what: format!("one achievement added, {catalogue}"),
            ours: Side { seconds: time_of(&ours, "add")?, peak_kib: None },
            peer: "Tierwise, all evaluated again".to_owned(),
            theirs: Side { seconds: time_of(&ours, "evaluate")?, peak_kib: None },
            aim: "1000",
        });
        report.remarks.push(format!(
            "One achievement added, {catalogue}: {ADDED} achievements, one after another, each of another person, on the \
             evaluated standings; the median. Of a hundred, 5 take more than {} and one more than {}: the longest are those \
             that change who fills seats tied to each other.",
            time(percentile(ours.times("add")?, 95)),
            time(percentile(ours.times("add")?, 99)),
        ));
        report.remarks.push(format!(
            "evaluate {catalogue}: {PEOPLE} people with {ACHIEVEMENTS} achievements each, as of {day}; {} lines on people. \
             Ours: one thread, the whole standings from a loaded snapshot, median of {RUNS}. DuckDB: only the number of \
             people per line from a loaded table, median of {RUNS}, the quicker of two statements \
             (target/bench/evaluate/{catalogue}/*.sql). The counts agree in {} lines; the others have people tied \
             across lines, of whom we tell only the chosen.",
            counted.lines, counted.told
        ));
    }
    Ok(())
}

/// Our side, in its own process: loads what `compare` wrote, then evaluates against the clock.
pub fn ours(folder: &Path) -> anyhow::Result<()> {
    let (programme, day) = case(folder)?;
    let mut snapshot = load(&programme, &folder.join("people.csv"))?;
    let standings = evaluate_once(&programme, &snapshot, day);
    measure::tell_counts("tierwise", &counts(&lines(&programme, day), &standings));
    for _ in 0..RUNS {
        let begun = Instant::now();
        let standings = evaluate_once(&programme, &snapshot, day);
        measure::tell_seconds("evaluate", begun.elapsed());
        drop(standings);
    }
    measure::tell_peak()?;
    add(&programme, &mut snapshot, day);
    Ok(())
}

/// Adds achievements on the clock.
fn add(programme: &Programme, snapshot: &mut Facts, day: Day) {
    let skills = programme.skills.iter().filter_map(|skill| programme.skill(skill.code.as_str()));
    let skills: Vec<SkillIndex> = skills.collect();
    let mut random = Random::new(SEED);
    let mut standings = evaluate_once(programme, snapshot, day);
    for place in 0..ADDED {
        // Spread over the people: neighbours in memory would be faster.
        let person = place * (PEOPLE / ADDED);
        let skill = *random.pick(&skills);
        let begun = Instant::now();
        standings.add(programme, snapshot, person, skill, Some(day), None);
        measure::tell_seconds("add", begun.elapsed());
    }
}

/// The programme and the day of a prepared folder.
pub fn case(folder: &Path) -> anyhow::Result<(Programme, Day)> {
    let case = std::fs::read_to_string(folder.join("case.txt")).context("reading case.txt")?;
    let (catalogue, day) = case.trim().split_once(' ').context("case.txt: `ID DAY`")?;
    Ok((catalogue_lines::read(&catalogue_path(catalogue))?, day.parse()?))
}

/// Writes people.csv, skills.csv, case.txt and DuckDB's statements.
pub fn prepare(name: &str, catalogue: &str, day: &str, of: Of) -> anyhow::Result<PathBuf> {
    let folder = shell::root().join("target/bench/evaluate").join(name);
    std::fs::create_dir_all(&folder)?;
    let programme = catalogue_lines::read(&catalogue_path(catalogue))?;
    let asked: Day = day.parse()?;
    let lines = lines(&programme, asked);
    ensure!(!lines.is_empty(), "{catalogue} asks nothing of people on {day}");

    let numbers = number_skills(&programme, &lines);
    let codes: Vec<&str> = programme.skills.iter().map(|skill| skill.code.as_str()).collect();
    let mut skills = String::from("id,code\n");
    for (skill, number) in &numbers {
        let code = skill.of(&programme).context("a skill without a place")?.code.as_str();
        writeln!(skills, "{number},{code}")?;
    }
    let question = Question { programme: &programme, lines: &lines, numbers: &numbers, day: asked, of };
    let write = |name: &str, text: String| std::fs::write(folder.join(name), text).with_context(|| format!("writing {name}"));
    write("case.txt", format!("{catalogue} {day}\n"))?;
    write("skills.csv", skills)?;
    let people = match of {
        Of::OnePartner => people_csv(&codes, asked, PEOPLE, &[2], SEED),
        Of::EachPartner => partners_csv(&codes, asked, SEED),
    };
    write("people.csv", people)?;
    write("flags.sql", question.flags())?;
    write("bits.sql", question.bits())?;
    Ok(folder)
}

/// DuckDB's quicker statement and its time.
pub fn best_form(figures: &Figures) -> anyhow::Result<(&str, f64)> {
    let medians = figures.seconds.iter();
    medians
        .map(|(form, times)| (form.as_str(), median(times)))
        .min_by(|one, other| one.1.total_cmp(&other.1))
        .context("DuckDB told no time")
}

/// Both of DuckDB's statements agree, and ours with them wherever it tells a count.
pub fn check_counts(theirs: &Figures, ours: &Figures) -> anyhow::Result<Counted> {
    let mut all = theirs.counts.iter().chain(&ours.counts);
    let (first, expected) = all.next().context("DuckDB told no counts")?;
    let mut told = 0;
    for (name, counts) in all {
        let pairs = counts.iter().zip(expected);
        let agree = pairs.clone().all(|(one, other)| one.is_none() || one == other);
        ensure!(agree && counts.len() == expected.len(), "{name} counted {counts:?}, but {first} {expected:?}");
        told = pairs.filter(|(one, _)| one.is_some()).count();
    }
    let lines = expected.len();
    Ok(Counted { lines, told })
}

/// How many lines there are, and of how many our standings tell everyone who meets them.
#[derive(Debug, Default)]
pub struct Counted {
    pub lines: usize,
    pub told: usize,
}

pub fn time_of(figures: &Figures, name: &str) -> anyhow::Result<f64> {
    let times = figures.seconds.get(name).with_context(|| format!("no time of {name}"))?;
    Ok(median(times))
}

pub fn catalogue_path(id: &str) -> PathBuf {
    shell::root().join("catalogues").join(format!("{id}.toml"))
}
