//! Where the export bench meets the exporters of tierwise-exchange.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, bail};
use tierwise_core::Day;
use tierwise_exchange::export::{CsvReport, SkillsRow, XlsxReport};
use tierwise_i18n::Language;

/// A report that is written row by row.
pub trait Exporter: Sized {
    fn begin(out: &Path) -> anyhow::Result<Self>;
    fn write(&mut self, row: &SkillsRow<'_>) -> anyhow::Result<()>;
    fn finish(self) -> anyhow::Result<()>;
}

/// Our CSV.
#[derive(Debug)]
pub struct CsvSide(CsvReport<BufWriter<File>>);

/// Our workbook.
#[derive(Debug)]
pub struct XlsxSide {
    report: XlsxReport,
    out: File,
}

/// A row of rows.tsv as the exporters want it.
pub fn row(line: &str) -> anyhow::Result<SkillsRow<'_>> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [
        first_name,
        last_name,
        email,
        mcid,
        skill_type,
        skill,
        code,
        completed,
        expires,
        status,
        pmc,
        pc,
        relevant,
        counted_for,
        location,
    ] = cells.as_slice()
    else {
        bail!("`{line}` has {} cells", cells.len());
    };
    Ok(SkillsRow {
        first_name,
        last_name,
        email,
        mcid,
        skill_type,
        skill,
        code,
        completed: day(completed)?,
        expires: day(expires)?,
        status,
        associated_in_pmc: *pmc == "Yes",
        associated_in_pc: *pc == "Yes",
        relevant,
        counted_for,
        location,
    })
}

impl Exporter for CsvSide {
    fn begin(out: &Path) -> anyhow::Result<Self> {
        Ok(Self(CsvReport::new(BufWriter::new(File::create(out)?))?))
    }

    fn write(&mut self, row: &SkillsRow<'_>) -> anyhow::Result<()> {
        Ok(self.0.row(row)?)
    }

    fn finish(self) -> anyhow::Result<()> {
        Ok(self.0.finish()?.flush()?)
    }
}

impl Exporter for XlsxSide {
    fn begin(out: &Path) -> anyhow::Result<Self> {
        let day = Day::new(2018, 3, 1).context("a day")?;
        Ok(Self { report: XlsxReport::new(Language::English, day)?, out: File::create(out)? })
    }

    fn write(&mut self, row: &SkillsRow<'_>) -> anyhow::Result<()> {
        Ok(self.report.row(row)?)
    }

    fn finish(mut self) -> anyhow::Result<()> {
        self.report.finish(&mut self.out)?;
        Ok(self.out.flush()?)
    }
}

fn day(text: &str) -> anyhow::Result<Option<Day>> {
    match text {
        "" => Ok(None),
        _ => Ok(Some(text.parse()?)),
    }
}
