//! The browser's protocol over two pipes: commands go in, answers and events come out, each ended by a zero byte.
//!
//! A pipe instead of a port: nobody else can drive the browser, and it ends by itself when the test process is gone. Messages are
//! JSON without types, because a newer Chromium says things that no list of types has. See Chromium, `--remote-debugging-pipe`.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::{Context, bail};
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::LIMIT;

/// What tests ask about afterwards; a page says much more.
const KEPT: &[&str] = &[
    "Runtime.consoleAPICalled",
    "Runtime.exceptionThrown",
    "Log.entryAdded",
    "Browser.downloadProgress",
    "Inspector.targetCrashed",
];

#[derive(Debug)]
pub struct Connection {
    writer: Mutex<ChildStdin>,
    inbox: Arc<Mutex<Inbox>>,
}

/// Something that happened: in one page, or in the browser, which has no session.
#[derive(Debug, Clone)]
pub struct Event {
    pub session: Option<String>,
    pub method: String,
    pub parameters: Value,
}

#[derive(Debug, Default)]
struct Inbox {
    last: u64,
    waiting: BTreeMap<u64, oneshot::Sender<Value>>,
    events: Vec<Event>,
    closed: bool,
}

impl Connection {
    /// Reads in a thread of its own, so that it belongs to no runtime.
    pub fn new(writer: ChildStdin, reader: ChildStdout) -> Self {
        let inbox = Arc::new(Mutex::new(Inbox::default()));
        let ours = Arc::clone(&inbox);
        thread::spawn(move || read_all(reader, &ours));
        Self { writer: Mutex::new(writer), inbox }
    }

    /// Sends a command and waits for its answer.
    pub async fn send(&self, method: &str, parameters: Value, session: Option<&str>) -> anyhow::Result<Value> {
        let receiver = self.submit(method, parameters, session).with_context(|| method.to_owned())?;
        let answered = tokio::time::timeout(LIMIT, receiver).await;
        let mut answer = answered.with_context(|| format!("{method}: no answer"))?.context("the browser is gone")?;
        match answer.get("error") {
            Some(error) => bail!("{method}: {}", error["message"].as_str().unwrap_or("refused")),
            None => Ok(answer["result"].take()),
        }
    }

    /// The events that are there, and for the next call how many that was.
    pub fn events_since(&self, known: usize) -> (Vec<Event>, usize) {
        let inbox = lock(&self.inbox);
        (inbox.events.get(known..).unwrap_or_default().to_vec(), inbox.events.len())
    }

    fn submit(&self, method: &str, parameters: Value, session: Option<&str>) -> anyhow::Result<oneshot::Receiver<Value>> {
        let (sender, receiver) = oneshot::channel();
        let mut message = json!({ "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        {
            let mut inbox = lock(&self.inbox);
            if inbox.closed {
                bail!("the browser is gone");
            }
            inbox.last += 1;
            message["id"] = inbox.last.into();
            let number = inbox.last;
            inbox.waiting.insert(number, sender);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.writer.lock().unwrap_or_else(PoisonError::into_inner).write_all(&bytes)?;
        Ok(receiver)
    }
}

fn read_all(reader: impl Read, inbox: &Mutex<Inbox>) {
    let mut reader = BufReader::new(reader);
    let mut bytes = Vec::new();
    while reader.read_until(0, &mut bytes).is_ok_and(|length| length > 0) {
        bytes.pop();
        if let Ok(message) = serde_json::from_slice(&bytes) {
            take_in(message, inbox);
        }
        bytes.clear();
    }
    let mut inbox = lock(inbox);
    inbox.closed = true;
    inbox.waiting.clear();
}

fn take_in(mut message: Value, inbox: &Mutex<Inbox>) {
    let mut inbox = lock(inbox);
    if let Some(number) = message["id"].as_u64() {
        if let Some(sender) = inbox.waiting.remove(&number) {
            let _ = sender.send(message);
        }
        return;
    }
    let method = message["method"].as_str().unwrap_or_default().to_owned();
    if KEPT.contains(&method.as_str()) {
        let session = message["sessionId"].as_str().map(str::to_owned);
        inbox.events.push(Event { session, method, parameters: message["params"].take() });
    }
}

fn lock(inbox: &Mutex<Inbox>) -> MutexGuard<'_, Inbox> {
    inbox.lock().unwrap_or_else(PoisonError::into_inner)
}
