//! A Python environment of the bench's own, with the packages of bench/requirements.txt.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::debian::{self, Tool};
use crate::shell;

const PYTHON: Tool = Tool::on_path("python3", &["python3"], "the other side of the benches");

/// Debian splits `venv` off Python.
const VENV: Tool = Tool {
    program: "python3 -m venv",
    packages: &["python3-venv"],
    purpose: "the Python environment of the benches",
    is_there: |_| {
        let probe = shell::program("python3").args(["-c", "import ensurepip, venv"]).output();
        probe.is_ok_and(|output| output.status.success())
    },
};

/// Where the environment's Python is.
#[derive(Debug)]
pub struct Environment {
    python: PathBuf,
}

impl Environment {
    /// Makes the environment in `folder`, or brings it up to date.
    pub fn make(folder: &Path) -> anyhow::Result<Self> {
        debian::ensure(&[&PYTHON])?;
        debian::ensure(&[&VENV])?;
        let venv = folder.join("venv");
        let python = venv.join("bin/python");
        if !python.exists() {
            shell::run(shell::program("python3").args(["-m", "venv"]).arg(&venv))?;
        }
        shell::run(shell::program(&python).args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
            "bench/requirements.txt",
        ]))?;
        Ok(Self { python })
    }

    /// One of the scripts in bench/.
    pub fn script(&self, name: &str) -> Command {
        let mut command = shell::program(&self.python);
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        command.arg(format!("bench/{name}"));
        command
    }
}
