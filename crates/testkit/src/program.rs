//! A program that runs beside a test: what it says is kept, and it never outlives its test.
//!
//! Knows processes, not what they are for.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// The pause between two looks at something that is waited for.
pub const PAUSE: Duration = Duration::from_millis(20);

/// A running program in a process group of its own, so that its children end with it.
#[derive(Debug)]
pub struct Program {
    child: Child,
}

impl Program {
    /// Where its input and output go is for the caller to say.
    pub fn start(command: &mut Command) -> anyhow::Result<Self> {
        let child = command.process_group(0).spawn();
        Ok(Self { child: child.with_context(|| format!("starting {command:?}"))? })
    }

    pub fn input(&mut self) -> anyhow::Result<ChildStdin> {
        self.child.stdin.take().context("no standard input")
    }

    pub fn output(&mut self) -> anyhow::Result<ChildStdout> {
        self.child.stdout.take().context("no standard output")
    }

    pub fn errors(&mut self) -> anyhow::Result<ChildStderr> {
        self.child.stderr.take().context("no standard error")
    }

    /// As a power failure would end it: no last words, no children left.
    pub fn kill(&mut self) -> anyhow::Result<ExitStatus> {
        if let Some(status) = self.child.try_wait()? {
            return Ok(status);
        }
        kill_process_group(Pid::from_child(&self.child), Signal::KILL).context("killing the group")?;
        Ok(self.child.wait()?)
    }

    /// Asks politely (SIGTERM) and waits; who does not end in time is a failure.
    pub fn stop(&mut self, limit: Duration) -> anyhow::Result<ExitStatus> {
        if self.child.try_wait()?.is_none() {
            kill_process(Pid::from_child(&self.child), Signal::TERM).context("asking it to end")?;
        }
        let end = Instant::now() + limit;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            thread::sleep(PAUSE);
        }
        bail!("it was still running {limit:?} after SIGTERM")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}

/// The lines that a program wrote so far.
#[derive(Debug, Clone)]
pub struct Lines {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    written: Mutex<Written>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct Written {
    lines: Vec<String>,
    ended: bool,
}

impl Lines {
    /// Reads to the end in a thread, because a full pipe would stop the program.
    pub fn read(source: impl Read + Send + 'static) -> Self {
        let lines = Self { shared: Arc::default() };
        let writer = lines.clone();
        thread::spawn(move || {
            let mut reader = BufReader::new(source);
            let mut line = Vec::new();
            while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
                let text = String::from_utf8_lossy(&line).trim_end().to_owned();
                writer.change(|written| written.lines.push(text));
                line.clear();
            }
            writer.change(|written| written.ended = true);
        });
        lines
    }

    pub fn all(&self) -> Vec<String> {
        self.lock().lines.clone()
    }

    /// The first line in which `find` finds something; none when the program ended or `limit` passed without one.
    pub fn wait_for<T>(&self, limit: Duration, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        let nothing = |written: &mut Written| !written.ended && !written.lines.iter().any(|line| find(line).is_some());
        let waited = self.shared.news.wait_timeout_while(self.lock(), limit, nothing);
        let (written, _) = waited.unwrap_or_else(PoisonError::into_inner);
        written.lines.iter().find_map(|line| find(line))
    }

    /// All lines once the program has closed its side, or `limit` has passed.
    pub fn to_end(&self, limit: Duration) -> Vec<String> {
        self.wait_for(limit, |_| None::<()>);
        self.all()
    }

    fn change(&self, change: impl FnOnce(&mut Written)) {
        change(&mut self.lock());
        self.shared.news.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Written> {
        self.shared.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
