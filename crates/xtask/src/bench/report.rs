//! The table of a bench run, as Markdown. It states; it never judges by failing.

use std::fmt::Write;

/// One side of a comparison.
#[derive(Debug, Clone)]
pub struct Side {
    pub seconds: f64,
    pub peak_kib: u64,
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

/// All comparisons of a run, and remarks that a reader needs to judge them.
#[derive(Debug, Default)]
pub struct Report {
    pub rows: Vec<Row>,
    pub remarks: Vec<String>,
}

impl Report {
    pub fn to_markdown(&self) -> String {
        let mut text = String::from(
            "# Benches\n\nMedians of one run on one machine. Ratio: the peer's time divided by ours; above 1, Tierwise is \
             faster.\n\n\
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
                memory(row.ours.peak_kib),
                memory(row.theirs.peak_kib),
            );
        }
        text.push('\n');
        for remark in &self.remarks {
            let _ = writeln!(text, "- {remark}");
        }
        text
    }
}

fn time(seconds: f64) -> String {
    if seconds < 1.0 { format!("{:.1} ms", seconds * 1000.0) } else { format!("{seconds:.2} s") }
}

fn memory(kib: u64) -> String {
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
                ours: Side { seconds: 0.02, peak_kib: 2000 },
                peer: "Peer".to_owned(),
                theirs: Side { seconds: 1.5, peak_kib: 1024 },
                aim: "at least 1",
            }],
            remarks: vec!["Seeded.".to_owned()],
        };
        let text = report.to_markdown();
        assert!(text.contains("| counting | 20.0 ms | Peer | 1.50 s | 75.00 | at least 1 | 2 MiB | 1 MiB |"), "{text}");
        assert!(text.ends_with("\n- Seeded.\n"));
    }
}
