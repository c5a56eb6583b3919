//! Where the imports bench meets the application: an import as a whole, and its writing alone.

use std::fmt::Write;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use tierwise_app::importing::{self, Keep};
use tierwise_app::service::{App, Caller, ImportState, Seat, Upload};
use tierwise_core::record::{Achievement, Actor, Facts};
use tierwise_core::{BatchId, FactId, PartnerId};
use tierwise_exchange::import::{DateOrder, ReadOptions, read_trainings};
use tierwise_store::{Entry, Store};
use uuid::Uuid;

use super::imports_data::{ROWS, export};
use super::installation::{app, fill, noon, open, programme, runtime, sign_in, today};
use super::measure;

/// As the application has them.
const CHUNK: usize = 5_000;
const LEASE: Duration = Duration::from_secs(3_600);
/// The end of an import is seen so much later at most.
const GLANCE: Duration = Duration::from_millis(20);

/// `database` is new and empty. `whole`: an import as a person makes it; `writing`: only what the store does of it, whose
/// rows go to `rows` for the peers as well.
pub fn import(what: &str, database: &str, rows: &Path) -> anyhow::Result<()> {
    runtime()?.block_on(async {
        let store = open(database).await?;
        fill(&store, 1).await?;
        let app = app(&store)?;
        let (_, caller) = sign_in(&app).await?;
        let programme = programme()?;
        let titles: Vec<&str> = programme.skills.iter().map(|skill| skill.title.en.as_str()).collect();
        let content = export(&titles, ROWS)?.into_bytes();
        match what {
            "whole" => whole(&app, &caller, content).await?,
            "writing" => writing(&app, &store, &caller, content, rows).await?,
            _ => bail!("`{what}` is not a part of this bench"),
        }
        store.close().await;
        measure::tell_peak()
    })
}

async fn whole(app: &App, caller: &Caller, content: Vec<u8>) -> anyhow::Result<()> {
    let begun = Instant::now();
    let id = upload(app, caller, content).await?;
    measure::tell_seconds("upload", begun.elapsed());
    let applied = Instant::now();
    app.apply_import(caller, id, Keep::All).await.context("applying the export")?;
    loop {
        let view = app.import(caller, id).await?;
        match view.import.state {
            ImportState::Applied => break,
            ImportState::Applying if !view.interrupted => tokio::time::sleep(GLANCE).await,
            state => bail!("the import is {state:?}, interrupted: {}", view.interrupted),
        }
    }
    measure::tell_seconds("apply", applied.elapsed());
    measure::tell_seconds("whole", begun.elapsed());
    Ok(())
}

/// The same steps as the application takes once it has planned.
async fn writing(app: &App, store: &Store, caller: &Caller, content: Vec<u8>, rows: &Path) -> anyhow::Result<()> {
    let seat = caller.seat().context("the admin has a seat")?;
    let facts = planned(app, store, seat, &content).await?;
    let id = upload(app, caller, content).await?;
    let total = importing::size(&facts) as u64;
    measure::tell_count("rows", total);
    write_rows(seat.partner, id, &facts.achievements, rows)?;
    let chunks = importing::chunks(facts, Vec::<FactId>::new(), CHUNK);

    let now = app.now();
    let attempt = store.start_import(seat.partner, id, now, now.plus(LEASE), total).await?;
    let attempt = attempt.context("the import was not started")?;
    let begun = Instant::now();
    for (facts, ends) in chunks {
        let held = store.add_chunk(seat.partner, id, attempt, &facts, &ends, now, now.plus(LEASE)).await?;
        ensure!(held, "the lease was lost");
    }
    let entry = Entry { at: now, actor: Actor::User(seat.user), action: "import-applied", request: "bench" };
    let mut write = store.write(seat.partner, entry).await?;
    write.publish_import(id, attempt).await?;
    write.commit().await?;
    measure::tell_seconds("writing", begun.elapsed());
    Ok(())
}

async fn planned(app: &App, store: &Store, seat: &Seat, content: &[u8]) -> anyhow::Result<Facts> {
    let partner = store.find_partner(seat.partner).await?.context("the company is on record")?;
    let snapshot = store.snapshot(seat.partner).await?;
    let options = ReadOptions { dates: Some(DateOrder::DayFirst) };
    let Ok(trainings) = read_trainings(content, &options) else { bail!("the export cannot be read") };
    let mut random = super::random::Random::new(u64::from(std::process::id()));
    let mut ids = || -> Uuid {
        let mut bytes = [0; 10];
        random.fill(&mut bytes);
        let millis = u64::try_from(app.now().as_micros()).unwrap_or(0) / 1000;
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    };
    let plan = importing::plan(&partner, &[], &snapshot, trainings, today()?, noon(), &mut ids);
    ensure!(plan.counts.new == ROWS as u64, "{} of {ROWS} rows are new", plan.counts.new);
    Ok(importing::choose(plan, &Keep::All).0)
}

async fn upload(app: &App, caller: &Caller, content: Vec<u8>) -> anyhow::Result<BatchId> {
    let upload = Upload { file_name: "export.csv".to_owned(), content, dates: Some(DateOrder::DayFirst) };
    app.upload(caller, upload).await.context("uploading the export")
}

/// The achievements as a table of text for the peers, in the order and the columns of the store's table.
fn write_rows(partner: PartnerId, batch: BatchId, achievements: &[Achievement], path: &Path) -> anyhow::Result<()> {
    let mut file = BufWriter::new(File::create(path).context("writing the rows of the peers")?);
    let mut line = String::new();
    for one in achievements {
        line.clear();
        write!(line, "{partner}\t{}\t{batch}\t{}\t{}\t", one.fact, one.source, one.profile)?;
        line.push_str(one.training_id.as_deref().unwrap_or_default());
        write!(line, "\t{}\t{}\t", one.title, one.completed)?;
        if let Some(expires) = one.expires {
            write!(line, "{expires}")?;
        }
        writeln!(line, "\t{}\t{}", one.origin.code(), one.received.as_micros())?;
        file.write_all(line.as_bytes())?;
    }
    Ok(file.flush()?)
}
