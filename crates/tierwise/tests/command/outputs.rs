//! Where `report` writes: whole files or none, never over an input, and nothing where there is nothing to report.

use super::support::{Folder, ON_A_DAY, SAMPLE, assert_says};

const NO_SKILLS_EN: &str = "No users found with skills data. Check to see whether users have associated their Learning or Partner \
University accounts with their profiles\n";
const NO_SKILLS_SV: &str = "Inga användare hittades med kunskapsdata. Kontrollera om användarna har associerat sina Learning- eller \
Partner University-konton med sina profiler.\n";

fn with_sample() -> Folder {
    let folder = Folder::new();
    folder.write("sample.csv", SAMPLE);
    folder
}

fn header_only() -> Folder {
    let folder = Folder::new();
    let end = SAMPLE.iter().position(|byte| *byte == b'\n').unwrap();
    folder.write("header.csv", &SAMPLE[..=end]);
    folder
}

#[test]
fn a_header_without_rows_gives_the_published_sentence_and_both_causes() {
    for (language, sentence, causes) in [
        ("en", NO_SKILLS_EN, ["created directly in Partner Center", "associated a profile in Partner Membership Center"]),
        ("sv", NO_SKILLS_SV, ["skapades direkt i Partner Center", "associerat en profil i Partner Membership Center"]),
    ] {
        let folder = header_only();
        let run = folder.report("header.csv", &["--lang", language, "--xlsx", "out.xlsx", "--csv", "out.csv"]);
        assert!(run.done().starts_with(sentence), "{}", run.stdout);
        assert_says(&run.stdout[sentence.len()..], &causes);
        assert_says(&run.stderr, &["out.xlsx", "out.csv"]);
        assert_eq!(folder.names().len(), 1, "{:?}", folder.names());
    }
}

#[test]
fn a_header_without_rows_is_valid_json_too() {
    let run = header_only().report("header.csv", &["--format", "json"]);
    assert_eq!(run.json()["rows"], serde_json::json!({ "read": 0, "used": 0, "unnamed": 0, "unusable": 0 }));
    assert!(run.stderr.starts_with(NO_SKILLS_EN), "{}", run.stderr);
}

#[test]
fn an_output_whose_place_cannot_be_is_refused() {
    let folder = with_sample();
    std::fs::create_dir(folder.join("folder")).unwrap();
    let before = folder.names();
    for (path, words) in [
        ("none/out.x", ["cannot write `none/out.x`", "check that its folder exists"]),
        ("sample.csv/out.x", ["cannot write `sample.csv/out.x`", "check that its folder exists"]),
        ("folder", ["`folder` is a folder", "name the file in it"]),
    ] {
        for option in ["--xlsx", "--csv"] {
            assert_says(folder.report("sample.csv", &[option, path]).refused(), &words);
            assert_eq!(folder.names(), before);
        }
    }
}

#[test]
fn when_one_output_cannot_be_written_neither_appears() {
    let folder = with_sample();
    folder.write("out.xlsx", "the report of last month");
    let before = folder.names();
    for outputs in [["--xlsx", "out.xlsx", "--csv", "none/out.csv"], ["--csv", "out.xlsx", "--xlsx", "none/out.xlsx"]] {
        folder.report("sample.csv", &outputs).refused();
        assert_eq!(folder.names(), before);
        assert_eq!(folder.read("out.xlsx"), b"the report of last month");
    }
}

#[test]
fn an_input_is_never_overwritten() {
    let folder = with_sample();
    std::fs::create_dir(folder.join("folder")).unwrap();
    folder.write("metrics.csv", "metric,month,value\nsecurity/deployments,,1\n");
    for output in ["sample.csv", "./sample.csv", "folder/../sample.csv", "metrics.csv"] {
        for option in ["--xlsx", "--csv"] {
            let run = folder.report("sample.csv", &["--metrics", "metrics.csv", option, output]);
            assert_says(run.refused(), &[output, "named as input and as output", "write to another file"]);
        }
    }
    assert_eq!(folder.read("sample.csv"), SAMPLE);
}

#[test]
fn one_file_cannot_be_both_outputs() {
    let folder = with_sample();
    for other in ["out.csv", "./out.csv"] {
        let run = folder.report("sample.csv", &["--csv", "out.csv", "--xlsx", other]);
        assert_says(run.refused(), &["out.csv", "two outputs", "different files"]);
    }
    assert_eq!(folder.names().len(), 1);
}

#[test]
fn an_old_report_is_replaced_and_the_files_are_named() {
    let folder = with_sample();
    folder.write("out.csv", "old");
    let run = folder.report("sample.csv", &["--csv", "out.csv", "--xlsx", "out.xlsx"]);
    run.done();
    assert_eq!(run.stderr, "wrote out.xlsx\nwrote out.csv\n");
    assert!(folder.read("out.csv").starts_with(b"First name,Last name,"));
    assert!(folder.read("out.xlsx").starts_with(b"PK"));
    assert_eq!(folder.names().len(), 3);
}

#[test]
fn the_same_input_gives_the_same_files_byte_for_byte() {
    let folder = with_sample();
    for name in ["one", "two"] {
        let (xlsx, csv) = (format!("{name}.xlsx"), format!("{name}.csv"));
        folder.report("sample.csv", &["--xlsx", &xlsx, "--csv", &csv]).done();
    }
    assert!(folder.read("one.csv") == folder.read("two.csv"));
    assert!(folder.read("one.xlsx") == folder.read("two.xlsx"));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_to_the_input_is_the_input() {
    let folder = with_sample();
    std::os::unix::fs::symlink("sample.csv", folder.join("link.csv")).unwrap();
    assert_says(folder.report("sample.csv", &["--csv", "link.csv"]).refused(), &["`link.csv`", "write to another file"]);
    assert_says(folder.report("link.csv", &["--csv", "sample.csv"]).refused(), &["`sample.csv`", "write to another file"]);
    assert_eq!(folder.read("sample.csv"), SAMPLE);
}

#[cfg(unix)]
#[test]
fn a_file_stays_as_private_as_it_was_and_a_link_stays_a_link() {
    use std::os::unix::fs::PermissionsExt;
    let folder = with_sample();
    folder.write("private.csv", "old");
    std::fs::set_permissions(folder.join("private.csv"), std::fs::Permissions::from_mode(0o600)).unwrap();
    std::os::unix::fs::symlink("private.csv", folder.join("link.csv")).unwrap();
    folder.report("sample.csv", &["--csv", "link.csv"]).done();
    assert!(folder.join("link.csv").symlink_metadata().unwrap().is_symlink());
    assert!(folder.read("private.csv").starts_with(b"First name,"));
    let mode = folder.join("private.csv").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// Root can replace `/dev/null` by a file; a report must not do so.
#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt;
    let folder = with_sample();
    let pipe = folder.join("pipe.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read(pipe).unwrap()
    });
    folder.report("sample.csv", &["--csv", "pipe.csv"]).done();
    // Had the pipe become a file, the reader would wait for ever.
    assert!(pipe.symlink_metadata().unwrap().file_type().is_fifo());
    folder.report("sample.csv", &["--csv", "file.csv"]).done();
    assert!(reader.join().unwrap() == folder.read("file.csv"));
}

#[test]
fn a_pipe_that_is_closed_early_is_no_error() {
    use std::process::{Command, Stdio};
    let folder = with_sample();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tierwise"));
    command.current_dir(folder.path()).args(["report", "sample.csv"]).args(ON_A_DAY);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), [].as_slice()));
}
