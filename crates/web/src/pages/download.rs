//! Downloads: the skills report as a workbook or CSV, written while it is sent; the standings as counts.

use std::io::{self, Write};

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use serde::Deserialize;
use tierwise_app::service::{AppError, Format, write_skills_report, write_standings};
use tierwise_core::ProgrammeId;
use tierwise_core::access::Action;
use tokio::sync::mpsc;

use super::report::{no_skills_data, not_enrolled, read_day};
use crate::api::{Asked, At};
use crate::failure::Failure;
use crate::site::{Asker, Site};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DownloadQuery {
    format: String,
    as_of: String,
}

/// So much is gathered before it is sent, and so many pieces may wait: memory stays flat however slow the reader.
const PIECE: usize = 64 << 10;
const PIECES: usize = 8;

pub(crate) async fn skills_report(
    State(site): State<Site>,
    asker: Asker,
    At(programme): At<String>,
    Asked(asked): Asked<DownloadQuery>,
) -> Result<Response, Failure> {
    let id = ProgrammeId::new(programme.as_str());
    let desk = match site.app.desk_to_download(&asker.caller, &id, read_day(&asked.as_of)?).await {
        Ok(desk) => desk,
        Err(AppError::NoSkillsData) => return no_skills_data(&site, &asker).await,
        Err(AppError::NotEnrolled) => return not_enrolled(&site, &asker).await,
        Err(error) => return Err(error.into()),
    };
    let format = Format::find(&asked.format).unwrap_or(Format::Xlsx);
    let name = format!("skills-report-{}-{}.{}", desk.partner().mpn_id, desk.day(), format.extension());
    let language = asker.language;
    let body = written(move |writer| {
        write_skills_report(&desk, format, language, writer).map_err(|error| io::Error::other(error.to_string()))
    });
    Ok(attachment(&name, format.content_type(), body))
}

/// The standings as counts, without names.
pub(crate) async fn standings(
    State(site): State<Site>,
    asker: Asker,
    At(programme): At<String>,
    Asked(asked): Asked<DownloadQuery>,
) -> Result<Response, Failure> {
    let id = ProgrammeId::new(programme.as_str());
    let desk = site.app.desk(&asker.caller, Action::DownloadAggregates, &id, read_day(&asked.as_of)?).await?;
    let name = format!("standings-{}-{}.csv", desk.partner().mpn_id, desk.day());
    let mut file = Vec::new();
    write_standings(&desk, &mut file).map_err(|_| AppError::Interrupted)?;
    Ok(attachment(&name, Format::Csv.content_type(), Body::from(file)))
}

fn attachment(name: &str, content_type: &str, body: Body) -> Response {
    // Neither an MPN ID nor a day has a character that a header could not hold.
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, content_type.to_owned()), (CONTENT_DISPOSITION, disposition)], body).into_response()
}

/// A body that is written by a thread of its own while it is sent. What fails in the middle breaks the transfer off, so
/// that nobody takes half a file for a whole one.
fn written(write: impl FnOnce(&mut Pieces) -> io::Result<()> + Send + 'static) -> Body {
    let (sender, mut receiver) = mpsc::channel(PIECES);
    tokio::task::spawn_blocking(move || {
        let mut pieces = Pieces { sender, gathered: Vec::with_capacity(PIECE) };
        if let Err(error) = write(&mut pieces).and_then(|()| pieces.flush()) {
            // Whoever went away does not hear it.
            let _ = pieces.sender.blocking_send(Err(error));
        }
    });
    Body::from_stream(stream::poll_fn(move |context| receiver.poll_recv(context)))
}

/// Gathers what is written and sends it on.
struct Pieces {
    sender: mpsc::Sender<io::Result<Bytes>>,
    gathered: Vec<u8>,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.gathered.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.gathered, Vec::with_capacity(PIECE));
        self.sender.blocking_send(Ok(piece.into())).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}
