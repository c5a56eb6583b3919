//! What a measured process tells: lines `seconds NAME S`, `peak_kib N` and `counts NAME N...` on
//! standard output; a count may be `-` for not told.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::shell;

/// The figures of one run of a process.
#[derive(Debug, Default)]
pub struct Figures {
    /// Times by what was measured, in the order in which they were taken.
    pub seconds: BTreeMap<String, Vec<f64>>,
    pub counts: BTreeMap<String, Vec<Option<u64>>>,
    pub peak_kib: u64,
    /// From the start of the process to its end.
    pub whole: f64,
}

impl Figures {
    pub fn times(&self, name: &str) -> anyhow::Result<&[f64]> {
        self.seconds.get(name).map(Vec::as_slice).with_context(|| format!("no time of {name} was told"))
    }

    pub fn count(&self, name: &str) -> anyhow::Result<u64> {
        let counts = self.counts.get(name).with_context(|| format!("no count of {name} was told"))?;
        counts.first().copied().flatten().with_context(|| format!("the count of {name} is blank"))
    }
}

/// Runs the process and reads its figures.
pub fn run(command: &mut Command) -> anyhow::Result<Figures> {
    let begun = Instant::now();
    let output = shell::read(command)?;
    let whole = begun.elapsed().as_secs_f64();
    let figures = parse(&output)?;
    Ok(Figures { whole, ..figures })
}

/// The release build of this program, as one of our sides.
pub fn ours(side: &str) -> Command {
    let mut command = shell::program(shell::root().join("target/release/xtask"));
    command.arg(side);
    command
}

/// For our sides: tells one time.
pub fn tell_seconds(name: &str, duration: Duration) {
    println!("seconds {name} {:.9}", duration.as_secs_f64());
}

/// For our sides: tells a number that belongs to a name.
pub fn tell_count(name: &str, count: u64) {
    println!("counts {name} {count}");
}

/// For our sides: tells how many people were counted for each line.
pub fn tell_counts(name: &str, counts: &[Option<u64>]) {
    let shown = |count: &Option<u64>| count.map_or("-".to_owned(), |count| count.to_string());
    let counts: Vec<String> = counts.iter().map(shown).collect();
    println!("counts {name} {}", counts.join(" "));
}

/// For our sides: tells the most memory that this process has had, as Linux counts it.
pub fn tell_peak() -> anyhow::Result<()> {
    println!("peak_kib {}", memory_of("self", "VmHWM:")?);
    Ok(())
}

/// A line of what Linux says of a process, in KiB: `VmHWM:` is its peak, `VmRSS:` what it has now.
pub fn memory_of(process: &str, line: &str) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).context("memory is counted on Linux only")?;
    let found = status.lines().find_map(|text| text.strip_prefix(line)).and_then(|rest| rest.split_whitespace().next());
    found.with_context(|| format!("no {line} of process {process}"))?.parse().context("a number of KiB")
}

/// The middle one of some times; of an even number the lower one of the two.
pub fn median(times: &[f64]) -> f64 {
    percentile(times, 50)
}

/// The smallest of some times that so many of a hundred do not exceed.
pub fn percentile(times: &[f64], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

fn parse(output: &str) -> anyhow::Result<Figures> {
    let mut figures = Figures::default();
    for line in output.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["seconds", name, value] => {
                let times = figures.seconds.entry((*name).to_owned()).or_default();
                times.push(value.parse().with_context(|| format!("`{line}`"))?);
            }
            ["peak_kib", value] => {
                figures.peak_kib = value.parse().with_context(|| format!("`{line}`"))?;
            }
            ["counts", name, values @ ..] => {
                let count = |text: &&str| match *text {
                    "-" => Ok(None),
                    number => number.parse().map(Some),
                };
                let counts: Result<Vec<_>, _> = values.iter().map(count).collect();
                let counts = counts.with_context(|| format!("`{line}`"))?;
                figures.counts.insert((*name).to_owned(), counts);
            }
            _ => anyhow::bail!("a measured process wrote `{line}`"),
        }
    }
    Ok(figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_a_measured_time() {
        assert!((median(&[3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median(&[4.0, 1.0]) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn of_a_hundred_times_one_exceeds_the_99th_percentile() {
        let times: Vec<f64> = (1..=100).map(f64::from).collect();
        assert!((percentile(&times, 99) - 99.0).abs() < f64::EPSILON);
        assert!(percentile(&[], 99).is_nan());
    }

    #[test]
    fn figures_are_read_line_by_line() {
        let figures = parse("seconds a 0.5\nseconds a 0.7\ncounts a 3 -\npeak_kib 12\n").unwrap();
        assert_eq!(figures.seconds["a"], [0.5, 0.7]);
        assert_eq!(figures.counts["a"], [Some(3), None]);
        assert_eq!(figures.peak_kib, 12);
        assert!(parse("loading...").is_err());
    }
}
