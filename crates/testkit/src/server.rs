//! The built program as a server: started on a free port, spoken to over HTTP, ended politely or not.
//!
//! Knows nothing of what it serves; it reads the address from what the program prints.

use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};

use crate::program::{Lines, Program};

const START: Duration = Duration::from_secs(60);
const STOP: Duration = Duration::from_secs(30);
/// A child of the program may keep its pipes open after it.
const LAST_WORDS: Duration = Duration::from_secs(5);
const ADDRESS: &str = "http://127.0.0.1:";

/// A server that ends with its test.
#[derive(Debug)]
pub struct Server {
    /// `http://127.0.0.1:PORT`, without a slash at its end.
    pub base_url: String,
    program: Program,
    output: Lines,
    log: Lines,
}

impl Server {
    /// Starts `program` in `folder` and waits for the line that says where it listens. Of the environment it gets the
    /// PATH alone, so that a developer's settings change no test; `folder` is its home, too.
    pub fn start(program: &Path, arguments: &[&str], folder: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(folder).env_clear().env("HOME", folder);
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        Self::start_command(&mut command)
    }

    /// Like `start`, for a command with an environment that the test made.
    pub fn start_command(command: &mut Command) -> anyhow::Result<Self> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut program = Program::start(command)?;
        let output = Lines::read(program.output()?);
        let log = Lines::read(program.errors()?);
        if let Some(base_url) = output.wait_for(START, find_address) {
            return Ok(Self { base_url, program, output, log });
        }
        let status = program.kill().context("ending a server without an address")?;
        let said = [output.to_end(LAST_WORDS), log.to_end(LAST_WORDS)].concat().join("\n");
        bail!("no line with `{ADDRESS}` from {command:?} ({status}); it said:\n{said}")
    }

    /// What it wrote to standard output so far, by line.
    pub fn lines(&self) -> Vec<String> {
        self.output.all()
    }

    /// What it wrote to standard error so far: its log.
    pub fn log(&self) -> Vec<String> {
        self.log.all()
    }

    /// As a power failure would end it.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.program.kill().map(|_| ())
    }

    /// Asks it to end (SIGTERM) and waits until it has.
    pub fn stop(mut self) -> anyhow::Result<ExitStatus> {
        self.program.stop(STOP)
    }
}

fn find_address(line: &str) -> Option<String> {
    let (_, rest) = line.split_once(ADDRESS)?;
    let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!port.is_empty()).then(|| format!("{ADDRESS}{port}"))
}

#[cfg(test)]
mod tests {
    use super::find_address;

    #[test]
    fn the_address_is_found_inside_of_a_sentence() {
        let line = "Tierwise is at http://127.0.0.1:4711/, on port 4711";
        assert_eq!(find_address(line).as_deref(), Some("http://127.0.0.1:4711"));
    }

    #[test]
    fn a_line_without_a_port_is_no_address() {
        assert_eq!(find_address("listening on http://127.0.0.1:"), None);
    }
}
