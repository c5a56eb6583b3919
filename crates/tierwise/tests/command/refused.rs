//! Inputs of `report` that cannot be used: one line that says what to do, exit code 2, and nothing left behind.

use std::time::{Duration, Instant};

use super::support::{Folder, HEADER, ON_A_DAY, SAMPLE, assert_says, noise};

/// Reports on an input that cannot be used, with outputs, and looks that nothing appeared.
fn refusal(folder: &Folder, export: &str, more: &[&str]) -> String {
    let before = folder.names();
    let run = folder.report(export, &[["--xlsx", "out.xlsx", "--csv", "out.csv"].as_slice(), more].concat());
    assert_eq!(folder.names(), before, "something was left behind: {run:?}");
    run.refused().to_owned()
}

#[test]
fn a_file_of_another_type_is_refused_with_what_to_do() {
    let folder = Folder::new();
    folder.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0");
    folder.write("data.json", br#"{"people": [{"id": "A"}]}"#);
    folder.write("page.html", b"<!DOCTYPE html>\n<html><body>Sign in</body></html>\n");
    folder.write("paper.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n");
    folder.write("packed.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\x04\0\x43\xbe\xb7\xe8");
    for (file, words) in [
        ("picture.png", ["`picture.png`", "not text", "save it as CSV UTF-8"]),
        ("data.json", ["`data.json`", "not a TrainingCompletions export", "download the report from Partner Center"]),
        ("page.html", ["`page.html`", "not a TrainingCompletions export", "download the report from Partner Center"]),
        ("paper.pdf", ["`paper.pdf`", "not a TrainingCompletions export", "download the report from Partner Center"]),
        ("packed.gz", ["`packed.gz`", "not text", "save it as CSV UTF-8"]),
    ] {
        assert_says(&refusal(&folder, file, &[]), &words);
    }
}

#[test]
fn a_workbook_is_refused_with_how_to_save_it() {
    let folder = Folder::new();
    folder.write("sample.csv", SAMPLE);
    folder.report("sample.csv", &["--xlsx", "made.xlsx"]).done();
    assert_says(&refusal(&folder, "made.xlsx", &[]), &["is a workbook", "save the sheet as CSV UTF-8"]);
}

#[test]
fn our_own_skills_report_is_refused_by_name() {
    let folder = Folder::new();
    folder.write("sample.csv", SAMPLE);
    folder.report("sample.csv", &["--csv", "made.csv"]).done();
    assert_says(&refusal(&folder, "made.csv", &[]), &["is a skills report", "download TrainingCompletions"]);
}

#[test]
fn missing_columns_are_named() {
    let folder = Folder::new();
    folder.write("no-people.csv", "TrainingTitle,IndividualFirstName\nAzure Administrator Associate,Ann\n");
    folder.write("no-day.csv", "TrainingTitle,MCPID\nAzure Administrator Associate,1\n");
    folder.write("no-training.csv", "MCPID,TrainingCompletionDate\n1,2020-01-01\n");
    for (file, words) in [
        ("no-people.csv", ["`MCPID`", "`TrainingCompletionDate`", "keep all its columns"]),
        ("no-day.csv", ["does not name `TrainingCompletionDate`", "download", "keep all its columns"]),
        ("no-training.csv", ["does not name `TrainingActivityId`", "download", "keep all its columns"]),
    ] {
        assert_says(&refusal(&folder, file, &[]), &words);
    }
}

#[test]
fn the_mslearn_download_is_told_apart() {
    let folder = Folder::new();
    folder.write("learn.csv", "UserName,TrainingName,TrainingType,CompletedOn\nann,Azure basics,Module,2020-01-01\n");
    assert_says(&refusal(&folder, "learn.csv", &[]), &["the download `MSLearn`", "download TrainingCompletions instead"]);
}

#[test]
fn an_empty_file_is_refused() {
    let folder = Folder::new();
    for (name, content) in [("empty.csv", ""), ("mark.csv", "\u{feff}"), ("blank.csv", "\r\n \r\n\r\n")] {
        folder.write(name, content);
        assert_says(&refusal(&folder, name, &[]), &["the file is empty", "download"]);
    }
}

#[test]
fn fifty_megabytes_of_noise_are_refused_at_once() {
    const SIZE: usize = 50_000_000;
    let folder = Folder::new();
    let bytes = noise(SIZE, 1);
    folder.write("bytes.csv", &bytes);
    let letters: Vec<u8> = bytes.iter().map(|byte| b' ' + byte % 95).collect();
    folder.write("letters.csv", &letters);
    let lines: Vec<u8> = bytes.iter().map(|byte| if byte % 95 == 0 { b'\n' } else { b' ' + byte % 95 }).collect();
    folder.write("lines.csv", [HEADER.as_bytes(), &lines].concat());
    for (file, words) in [
        ("bytes.csv", ["not text", "save it as CSV UTF-8"]),
        ("letters.csv", ["not a TrainingCompletions export", "download the report from Partner Center"]),
        // The header is right, so rows are read until it is plain that they are none.
        ("lines.csv", ["most rows", "download the export again"]),
    ] {
        let start = Instant::now();
        assert_says(&refusal(&folder, file, &[]), &words);
        assert!(start.elapsed() < Duration::from_secs(20), "{file}: {:?}", start.elapsed());
    }
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = Folder::new();
    std::fs::create_dir(folder.join("folder")).unwrap();
    folder.write("file.csv", SAMPLE);
    for (path, words) in [
        ("folder", ["`folder` is a folder", "name the file in it"]),
        ("missing.csv", ["cannot open `missing.csv`", "check the path"]),
        ("no/such/folder.csv", ["cannot open `no/such/folder.csv`", "check the path"]),
    ] {
        assert_says(&refusal(&folder, path, &[]), &words);
    }
}

/// Whoever runs the tests may be root, who can read everything; these not even root can.
#[cfg(unix)]
#[test]
fn an_unreadable_path_is_refused() {
    let folder = Folder::new();
    folder.write("file.csv", SAMPLE);
    std::os::unix::fs::symlink("loop.csv", folder.join("loop.csv")).unwrap();
    for path in ["loop.csv", "file.csv/export.csv"] {
        assert_says(&refusal(&folder, path, &[]), &["cannot open", path, "check the path"]);
    }
}

/// Its first byte is at an address that no process has.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_fails_while_it_is_read_is_refused() {
    let folder = Folder::new();
    assert_says(&refusal(&folder, "/proc/self/mem", &[]), &["could not be read", "try again"]);
}

#[cfg(unix)]
#[test]
fn a_name_with_line_ends_makes_one_line_still() {
    let folder = Folder::new();
    assert_says(&refusal(&folder, "first\nsecond\r\u{1b}[31m.csv", &[]), &["cannot open `first second", "check the path"]);
}

#[test]
fn a_day_that_is_none_is_refused() {
    let folder = Folder::new();
    folder.write("sample.csv", SAMPLE);
    for day in ["2021-02-30", "30/06/2021", "today", "", "2021-06-30T00:00"] {
        let arguments = ["report", "sample.csv", "--programme", "mpn-2017", "--csv", "out.csv", "--as-of", day];
        let run = folder.tierwise(&arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{day}");
        assert_says(&run.stderr, &["--as-of"]);
    }
    assert_eq!(folder.names().len(), 1);
}

#[test]
fn figures_that_cannot_be_read_are_refused_with_their_line() {
    let folder = Folder::new();
    folder.write("sample.csv", SAMPLE);
    for (metrics, words) in [
        ("", ["`metrics.csv`", "the file is empty", "`metric,month,value`"]),
        ("name,amount\na,1\n", ["`metrics.csv`", "holds no figures", "`metric,month,value`"]),
        ("metric,month,value\na,,1\na,,many\n", ["line 3", "column `value`", "`many` is not a number"]),
        ("metric,month,value\na,,0,5\n", ["line 2", "4 cells", "decimals with a point"]),
        ("metric,month,value\na,2021-13,1\n", ["line 2", "`2021-13` is not a month", "write year and month"]),
        ("metric,month,value\na,2021-06,1\na,2021-06,2\n", ["line 3", "already given", "line 2"]),
    ] {
        folder.write("metrics.csv", metrics);
        assert_says(&refusal(&folder, "sample.csv", &["--metrics", "metrics.csv"]), &words);
    }
    assert_says(&refusal(&folder, "sample.csv", &["--metrics", "none.csv"]), &["cannot open `none.csv`", "check the path"]);
}

#[test]
fn a_catalogue_with_mistakes_is_shown_and_nothing_is_reported() {
    let folder = Folder::new();
    folder.write("sample.csv", SAMPLE);
    folder.write("rules.toml", "format = 1\n[programe]\nid = \"x\"\n");
    let arguments = ["report", "sample.csv", "--programme", "rules.toml", "--csv", "out.csv", "--as-of", "2021-06-30"];
    let run = folder.tierwise(&arguments);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    assert_says(&run.stderr, &["rules.toml:2:2", "programe", "`tierwise check rules.toml` shows where"]);
    assert!(!folder.join("out.csv").exists());
}

#[test]
fn dates_that_can_be_read_in_two_ways_are_asked_about() {
    let folder = Folder::new();
    folder.write("export.csv", format!("{HEADER}Azure Administrator Associate,1,03/04/2021,,,,,,,,\n"));
    assert_says(&refusal(&folder, "export.csv", &[]), &["`03/04/2021` on line 2", "`--dates dmy`", "`--dates mdy`"]);
    for (order, day) in [("dmy", "2021-04-03"), ("mdy", "2021-03-04")] {
        folder.report("export.csv", &["--dates", order, "--csv", "out.csv"]).done();
        assert_says(&String::from_utf8(folder.read("out.csv")).unwrap(), &[day]);
    }
}

#[test]
fn a_refusal_is_in_the_language_of_the_reader() {
    let folder = Folder::new();
    folder.write("empty.csv", "");
    let run = folder.tierwise(&[["--lang", "sv", "report", "empty.csv"].as_slice(), &ON_A_DAY].concat());
    assert_says(run.refused(), &["kan inte använda `empty.csv`", "filen är tom"]);
}
