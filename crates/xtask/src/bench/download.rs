//! The download bench: a skills report of 200,000 rows over HTTP, beside XlsxWriter and Python's csv writing the same rows.
//!
//! Ours is everything from the request to its last byte at the client: session, desk, rows, file, socket. The peers write
//! rows that lie in memory. The server is a process of its own, with its company's desk open already.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Instant;

use anyhow::{Context, ensure};
use tierwise_testkit::client::{Answer, Client};
use tokio::net::TcpListener;

use super::company::{ACHIEVEMENTS, ADMIN};
use super::installation::{self, PROGRAMME};
use super::measure::{self, Figures, median, memory_of};
use super::python::Environment;
use super::report::{Report, Row, Side, memory, time};
use crate::shell;

const RUNS: usize = 3;
/// They have 200,004 achievements.
const PEOPLE: usize = 33_334;

/// Each format with the peer's script and name.
const CASES: [(&str, &str, &str); 2] =
    [("csv", "export_csv.py", "Python csv"), ("xlsx", "export_xlsx.py", "XlsxWriter, constant memory")];

/// Fills a database, downloads both formats and adds their rows to the report.
pub fn compare(python: &Environment, report: &mut Report) -> anyhow::Result<()> {
    let folder = shell::root().join("target/bench/download");
    std::fs::create_dir_all(&folder).context("making target/bench/download")?;
    let database = folder.join("company.db");
    installation::fill_file(&database, PEOPLE)?;
    let rows = folder.join("rows.csv");
    for (format, script, peer) in CASES {
        eprintln!("download {format}: Tierwise and {peer}, {RUNS} times in turn");
        let server = Served::start(&database)?;
        let (mut times, mut beyond, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
        let mut size = 0;
        for _ in 0..RUNS {
            let (seconds, kib, file) = server.download(format)?;
            times.push(seconds);
            beyond.push(kib);
            size = file.len() as u64;
            if format == "csv" {
                std::fs::write(&rows, &file)?;
            }
            let out = folder.join(format!("theirs.{format}"));
            theirs.push(measure::run(python.script(script).arg(&rows).arg(&out))?);
        }
        report.rows.push(Row {
            what: format!("download {format}"),
            ours: Side { seconds: median(&times), peak_kib: beyond.iter().copied().max() },
            peer: peer.to_owned(),
            theirs: Side { seconds: writing(&theirs)?, peak_kib: theirs.iter().map(|run| run.peak_kib).max() },
            aim: "6",
        });
        report.remarks.push(format!(
            "download {format}: {} rows to a client on the same machine, {}, uncompressed transfer, medians of \
             {RUNS}; our peak is that of the server beyond its {} with the desk open. Opening the desk for the first page took {}.",
            PEOPLE * ACHIEVEMENTS,
            memory(size / 1024),
            memory(server.resting),
            time(server.opening),
        ));
    }
    std::fs::remove_file(&database)?;
    Ok(())
}

/// The server's process: writes `PORT SESSION`, then serves until its standard input ends.
pub fn serve(database: &str) -> anyhow::Result<()> {
    installation::runtime()?.block_on(async {
        let store = installation::open(database).await?;
        let app = installation::app(&store)?;
        let session = app.sign_in_to_demo(ADMIN, "bench").await?.session;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("{} {session}", listener.local_addr()?.port());
        let ended = tokio::task::spawn_blocking(|| std::io::stdin().lines().count());
        let stopped = async move { drop(ended.await) };
        tierwise_web::serve(listener, installation::site(app), stopped).await?;
        store.close().await;
        Ok(())
    })
}

/// A server with the desk of its company open.
struct Served {
    child: Child,
    client: Client,
    /// In KiB.
    resting: u64,
    /// In seconds.
    opening: f64,
}

impl Served {
    fn start(database: &Path) -> anyhow::Result<Self> {
        let mut command = measure::ours("bench-serve");
        command.arg(installation::address(database)).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().context("starting the server")?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("the server's output")?).read_line(&mut line)?;
        let (port, session) = line.trim().split_once(' ').context("the server did not say where it is")?;
        let client = Client::new(format!("http://127.0.0.1:{port}"));
        client.set_cookie("tierwise_session", session);
        let begun = Instant::now();
        answered(client.get(&format!("/programmes/{PROGRAMME}/report/skills")))?;
        let opening = begun.elapsed().as_secs_f64();
        let resting = memory_of(&child.id().to_string(), "VmRSS:")?;
        Ok(Self { child, client, resting, opening })
    }

    /// How long it took, how much memory the server had beyond its resting size at most, in KiB, and the file.
    fn download(&self, format: &str) -> anyhow::Result<(f64, u64, Vec<u8>)> {
        let process = self.child.id().to_string();
        // From here on the peak is that of the download.
        std::fs::write(format!("/proc/{process}/clear_refs"), "5").context("forgetting the peak of the server")?;
        let begun = Instant::now();
        let file = answered(self.client.get(&format!("/programmes/{PROGRAMME}/skills-report?format={format}")))?;
        let seconds = begun.elapsed().as_secs_f64();
        let peak = memory_of(&process, "VmHWM:")?;
        Ok((seconds, peak.saturating_sub(self.resting), file))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn answered(answer: Answer) -> anyhow::Result<Vec<u8>> {
    ensure!(answer.status == 200, "the server answered {}: {}", answer.status, answer.text());
    Ok(answer.body)
}

fn writing(runs: &[Figures]) -> anyhow::Result<f64> {
    let times: Vec<f64> = runs.iter().map(|run| run.times("writing").map(median)).collect::<Result<_, _>>()?;
    Ok(median(&times))
}
