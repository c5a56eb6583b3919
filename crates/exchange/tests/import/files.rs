//! Whole files: the sample, every published layout, every form a spreadsheet saves.

use std::collections::BTreeSet;

use tierwise_exchange::import::{Dataset, ReadError};

use crate::support::{HEADER, SAMPLE, day, export, read, try_read};

const TO_JUNE_2021: &str = "TrainingActivityId,TrainingTitle,TrainingType,IndividualFirstName,IndividualLastName,Email,CorpEmail,TrainingCompletionDate,Month,IcMCP,MCPID,MPNId,PartnerName,PartnerCityLocation,PartnerCountryLocation";
const TO_JUNE_2021_REPORT: &str = "TrainingActivityId,TrainingTitle,TrainingType,AADUserId,TrainingCompletionDate,Month,IcMCP,MCPID,MPNId,PartnerName,PartnerCityLocation,PartnerCountryLocation";
const FROM_AUGUST_2023: &str = "PGAMpnId,TrainingActivityId,TrainingTitle,TrainingType,IndividualFirstName,IndividualLastName,Email,CorpEmail,TrainingCompletionDate,ExpirationDate,ActivationStatus,Month,IcMCP,MCPID,MpnId,PartnerName,PartnerCityLocation,PartnerCountryLocation";

#[test]
fn the_sample_export_is_read_whole() {
    let sample = read(SAMPLE);
    assert_eq!((sample.rows.len(), sample.read), (160, 160));
    assert_eq!((sample.unusable, sample.warnings), (vec![], vec![]));
    let people: BTreeSet<_> = sample.rows.iter().map(|row| &row.mcid).collect();
    assert_eq!(people.len(), 42);
    assert!(sample.rows.iter().all(|row| row.expires.is_some()));

    let at = |line| sample.rows.iter().find(|row| row.line == line).unwrap();
    for (line, mcid, completed, expires) in [
        (2, "7470319", "2018-12-25", "2021-12-25"),
        (3, "6409062", "2019-02-10", "2021-08-10"),
        (7, "4944140", "2019-10-12", "2021-10-12"),
        (24, "5363838", "2020-01-04", "2022-01-04"),
        (84, "7470319", "2019-04-06", "2021-10-06"),
        (161, "5796600", "2020-07-20", "2022-07-20"),
    ] {
        let row = at(line);
        assert_eq!(row.mcid, mcid);
        assert_eq!((row.completed, row.expires), (day(completed), Some(day(expires))));
    }
    let first = at(2);
    assert_eq!(first.training_id.as_deref(), Some("3051"));
    assert_eq!(first.title, "Azure Administrator Associate");
    assert_eq!(first.training_type, "Certification");
    assert_eq!((first.first_name.as_str(), first.last_name.as_str()), ("Shanda", "Fairbairn"));
    assert_eq!(first.email, "shanda.fairbairn@outlook.com");
    assert_eq!(first.corporate_email, "sfairbairn@contoso.com");
    assert_eq!((first.mpn_id.as_str(), first.partner_name.as_str()), ("1234567", "Contoso Ltd"));
    assert_eq!((first.city.as_str(), first.country.as_str()), ("Reading", "United Kingdom"));
    assert_eq!((first.activation_status.as_str(), first.directory_id.as_str()), ("Active", ""));
    assert_eq!((at(5).first_name.as_str(), at(6).corporate_email.as_str()), ("", ""));
}

#[test]
fn the_sample_reads_the_same_as_text_with_tabs_and_iso_dates() {
    let sample = read(SAMPLE);
    let native: String = String::from_utf8_lossy(SAMPLE)
        .trim_start_matches('\u{FEFF}')
        .lines()
        .map(|line| {
            let cells: Vec<String> = line.split(',').map(iso).collect();
            cells.join("\t") + "\r\n"
        })
        .collect();
    assert_eq!(read(native), sample);
}

/// `25/12/2018 23:07` as the native format has it.
fn iso(cell: &str) -> String {
    match cell.as_bytes() {
        [_, _, b'/', _, _, b'/', ..] => {
            format!("{}-{}-{}  {}:59", &cell[6..10], &cell[3..5], &cell[..2], &cell[11..])
        }
        _ => cell.to_owned(),
    }
}

#[test]
fn the_layout_before_june_2021_has_no_expiry() {
    let row = "3051,T,Certification,A,B,a@b.se,c@d.se,2018-12-25  23:07:22,Dec-18,1,7470319,77,P,Reading,UK";
    let row = read(format!("{TO_JUNE_2021}\r\n{row}\r\n")).rows.remove(0);
    assert_eq!((row.completed, row.expires), (day("2018-12-25"), None));
    assert_eq!((row.corporate_email.as_str(), row.mpn_id.as_str()), ("c@d.se", "77"));
}

#[test]
fn the_layout_for_report_viewers_has_a_directory_id_in_place_of_names() {
    let row = "3051,T,Certification,0b1-guid,2018-12-25  23:07:22,Dec-18,1,7470319,77,P,Reading,UK";
    for name in ["MPNId", "MPNID", "MpnId"] {
        let header = TO_JUNE_2021_REPORT.replace("MPNId", name);
        let row = read(format!("{header}\r\n{row}\r\n")).rows.remove(0);
        assert_eq!((row.directory_id.as_str(), row.first_name.as_str()), ("0b1-guid", ""));
        assert_eq!(row.mpn_id, "77");
    }
}

#[test]
fn the_global_account_in_front_is_not_taken_for_the_partner() {
    let row = "99,3051,T,Certification,A,B,a@b.se,,25/12/2018 23:07,25/12/2021 23:07,Active,Dec-18,1,7470319,77,P,Reading,UK";
    let row = read(format!("{FROM_AUGUST_2023}\r\n{row}\r\n")).rows.remove(0);
    assert_eq!((row.mpn_id.as_str(), row.mcid.as_str()), ("77", "7470319"));
    assert_eq!(row.expires, Some(day("2021-12-25")));
}

#[test]
fn columns_are_found_in_any_order_case_and_spacing() {
    let file = "\u{FEFF}\" trainingtitle \",Extra,TRAININGCOMPLETIONDATE,Mcp  Id\nT,x,2020-01-02,5\n";
    let read = read(file);
    assert_eq!((read.rows[0].title.as_str(), read.rows[0].mcid.as_str()), ("T", "5"));
    assert_eq!(read.rows[0].training_id, None);
}

#[test]
fn tabs_and_semicolons_delimit_as_well_as_commas() {
    let expected = read(export(&["5,3051,\"A, B; C\",2020-01-02,,"]));
    for delimiter in [";", "\t"] {
        let row = ["5", "3051", "\"A, B; C\"", "2020-01-02", "", ""].join(delimiter);
        let file = format!("{}\r\n{row}\r\n", HEADER.replace(',', delimiter));
        assert_eq!(read(file), expected);
    }
    assert_eq!(expected.rows[0].title, "A, B; C");
}

#[test]
fn western_european_code_pages_and_utf_16_are_decoded() {
    let file = export(&["5,3051,Förmåga,2020-01-02,,"]);
    let expected = read(&file);
    assert_eq!(expected.rows[0].title, "Förmåga");

    let windows: Vec<u8> = file.chars().map(|letter| letter as u8).collect();
    assert_eq!(read(windows), expected);
    let mut little = vec![0xFF, 0xFE];
    little.extend(file.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(read(little), expected);
    let mut big = vec![0xFE, 0xFF];
    big.extend(file.encode_utf16().flat_map(u16::to_be_bytes));
    assert_eq!(read(big), expected);
}

#[test]
fn a_long_utf_16_file_is_read_to_its_end() {
    let row = "5,3051,Förmåga,2020-01-02,,";
    let file = export(&vec![row; 20_000]);
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(file.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(read(bytes).rows.len(), 20_000);
}

#[test]
fn old_macintosh_line_ends_are_read() {
    let file = export(&["5,3051,T,2020-01-02,,", "6,3051,T,2020-01-02,,"]);
    assert_eq!(read(file.replace('\n', "\r")), read(file));
}

#[test]
fn a_header_without_rows_is_an_empty_export() {
    for file in [HEADER.to_owned(), format!("{HEADER}\r\n"), format!("\n\n{HEADER}\n\n")] {
        assert_eq!(read(file), Default::default());
    }
}

#[test]
fn a_repeated_column_is_refused_and_an_unknown_one_may_repeat() {
    let file = "MCPID,TrainingTitle,TrainingCompletionDate,mcpid\n";
    assert!(matches!(try_read(file), Err(ReadError::RepeatedColumn { column: "MCPID" })));
    read("MCPID,TrainingTitle,TrainingCompletionDate,Note,Note\n");
}

#[test]
fn missing_columns_are_named() {
    let Err(ReadError::MissingColumns { missing }) = try_read("Email,Month\n1,2\n") else {
        panic!("columns were missing");
    };
    assert_eq!(missing, ["MCPID", "TrainingCompletionDate", "TrainingActivityId"]);
    let Err(ReadError::MissingColumns { missing }) = try_read("MCPID,TrainingTitle\n") else {
        panic!("a column was missing");
    };
    assert_eq!(missing, ["TrainingCompletionDate"]);
}

#[test]
fn another_download_is_told_by_its_columns() {
    for (header, expected) in [
        ("UserName,UserId,TrainingName,TrainingType,CompletionDate,MPNId", Dataset::MsLearn),
        ("CompetencyName,CompetencyLevel,CompetencyStatus", Dataset::CompetencySummaryHistory),
        ("CompetencyName,CompetencyAttainmentOptionName,Month,MetricName", Dataset::CompetencyPerformanceRequirement),
        ("First name;MCID;Associated in PC", Dataset::SkillsReport),
        ("Förnamn,MCID,Tillhörande i PC", Dataset::SkillsReport),
        ("Förnamn,MCID,Associerad med PMC", Dataset::SkillsReport),
    ] {
        let Err(ReadError::OtherDataset { dataset }) = try_read(header) else {
            panic!("{header}");
        };
        assert_eq!(dataset, expected);
    }
}
