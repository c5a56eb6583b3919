//! The export that the imports bench uploads: 33,334 people whom nobody knows yet, with six certifications each.

use std::fmt::Write;

use super::company::{ACHIEVEMENTS, FIRST, LAST, MPN_ID, NAME, dates, some_of};
use super::installation::today;
use super::random::Random;

pub const ROWS: usize = 200_000;
const SEED: u64 = 20_261_123;

/// The columns of TrainingCompletions since 2021.
const HEADER: &str = "TrainingActivityId,TrainingTitle,TrainingType,IndividualFirstName,IndividualLastName,Email,CorpEmail,\
TrainingCompletionDate,Month,IcMCP,MCPID,MPNId,PartnerName,PartnerCityLocation,PartnerCountryLocation,ExpirationDate,ActivationStatus";
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The export as text, its dates with the day first. `titles`: what there is to hold.
pub fn export(titles: &[&str], rows: usize) -> anyhow::Result<String> {
    let today = today()?;
    let mut random = Random::new(SEED);
    let mut text = format!("{HEADER}\r\n");
    for person in 0..rows.div_ceil(ACHIEVEMENTS) {
        let (first, last, mcid) = (*random.pick(&FIRST), *random.pick(&LAST), 2_000_000 + person);
        let held = ACHIEVEMENTS.min(rows - person * ACHIEVEMENTS);
        for title in some_of(titles, held, &mut random) {
            let (completed, expires) = dates(today, &mut random);
            let printed =
                |day: tierwise_core::Day| format!("{:02}/{:02}/{:04} 09:00", day.day_of_month(), day.month(), day.year());
            let month = usize::try_from(completed.month()).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
            writeln!(
                text,
                ",{title},Certification,{first},{last},learner{person}@mail.example,learner{person}@bench.example,{},{}-{:02},1,\
                 {mcid},{MPN_ID},{NAME},Göteborg,Sweden,{},Active\r",
                printed(completed),
                month.unwrap_or(&""),
                completed.year() % 100,
                expires.map(printed).unwrap_or_default(),
            )?;
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_by_the_import() {
        let titles: Vec<String> = (0..30).map(|number| format!("Title {number}")).collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let text = export(&titles, 100).unwrap();
        assert_eq!(text.lines().count(), 101);
        let options = tierwise_exchange::import::ReadOptions { dates: Some(tierwise_exchange::import::DateOrder::DayFirst) };
        let read = tierwise_exchange::import::read_trainings(text.as_bytes(), &options).unwrap();
        assert_eq!((read.rows.len(), read.unusable.len()), (100, 0));
    }
}
