//! The table of a bench run, as Markdown. It states; it never judges by failing.

use std::fmt::Write;

/// One side of a comparison.
#[derive(Debug, Clone)]
pub struct Side {
    pub seconds: f64,
    /// Where it is the process's own and comparable.
    pub peak_kib: Option<u64>,
}

/// One comparison: what was done, how long each side took, and the aim for the ratio.
#[derive(Debug)]
pub struct Row {
    pub what: String,
    pub ours: Side,
    pub peer: String,
    pub theirs: Side,
    pub aim: &'static str,
}

/// Figures without a peer.
#[derive(Debug)]
pub struct Table {
    pub title: String,
    /// The first column is text, the others are numbers.
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// All comparisons of a run, figures without a peer, and remarks that a reader needs to judge them.
#[derive(Debug, Default)]
pub struct Report {
    pub rows: Vec<Row>,
    pub tables: Vec<Table>,
    pub remarks: Vec<String>,
}

impl Report {
    pub fn to_markdown(&self) -> String {
        let mut text = String::from("# Benches\n\nMedians of one run on one machine.\n");
        if !self.rows.is_empty() {
            self.add_comparisons(&mut text);
        }
        for table in &self.tables {
            table.add(&mut text);
        }
        text.push('\n');
        for remark in &self.remarks {
            let _ = writeln!(text, "- {remark}");
        }
        text
    }

    fn add_comparisons(&self, text: &mut String) {
        text.push_str(
            "\n## Beside others\n\nRatio: the peer's time divided by ours; above 1, Tierwise is faster.\n\n\
             | what | ours | peer | its median | ratio | aim | our peak | its peak |\n\
             |---|---:|---|---:|---:|---|---:|---:|\n",
        );
        for row in &self.rows {
            let ratio = row.theirs.seconds / row.ours.seconds;
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {ratio:.2} | {} | {} | {} |",
                row.what,
                time(row.ours.seconds),
                row.peer,
                time(row.theirs.seconds),
                row.aim,
                peak(&row.ours),
                peak(&row.theirs),
            );
        }
    }
}

impl Table {
    fn add(&self, text: &mut String) {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let numbers = "---:|".repeat(self.head.len().saturating_sub(1));
        let _ = write!(text, "\n## {}\n\n{}|---|{numbers}\n", self.title, line(&self.head));
        for row in &self.rows {
            text.push_str(&line(row));
        }
    }
}

pub fn time(seconds: f64) -> String {
    match seconds {
        short if short < 0.001 => format!("{:.1} µs", short * 1_000_000.0),
        middle if middle < 1.0 => format!("{:.1} ms", middle * 1000.0),
        long => format!("{long:.2} s"),
    }
}

fn peak(side: &Side) -> String {
    side.peak_kib.map_or("-".to_owned(), memory)
}

pub fn memory(kib: u64) -> String {
    format!("{} MiB", kib.div_ceil(1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_above_one_is_ours() {
        let report = Report {
            rows: vec![Row {
                what: "counting".to_owned(),
                ours: Side { seconds: 0.02, peak_kib: Some(2000) },
                peer: "Peer".to_owned(),
                theirs: Side { seconds: 1.5, peak_kib: None },
                aim: "at least 1",
            }],
            tables: vec![Table {
                title: "Pages".to_owned(),
                head: vec!["page".to_owned(), "p50".to_owned()],
                rows: vec![vec!["home".to_owned(), time(0.001)]],
            }],
            remarks: vec!["Seeded.".to_owned()],
        };
        let text = report.to_markdown();
        assert!(text.contains("| counting | 20.0 ms | Peer | 1.50 s | 75.00 | at least 1 | 2 MiB | - |"), "{text}");
        assert!(text.contains("## Pages\n\n| page | p50 |\n|---|---:|\n| home | 1.0 ms |\n"), "{text}");
        assert!(text.ends_with("\n- Seeded.\n"));
    }
}
