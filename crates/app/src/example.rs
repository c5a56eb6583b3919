//! An export of an invented company, dated around a given day: the same day and seed give the same bytes.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use tierwise_core::Day;

/// The figures of the invented company, as a file of metrics: Security qualifies with them, the rest stays unknown.
pub const EXAMPLE_METRICS: &str = "metric,month,value\r\n\
security/net-customer-adds@enterprise,,9\r\n\
security/net-customer-adds@smb,,0\r\n\
security/deployments,,4\r\n\
security/usage-growth.r,,1500\r\n\
security/usage-growth.u,,100\r\n\
infrastructure/usage-growth,,12\r\n\
infrastructure/deployments,,3\r\n";

/// What to make an example for.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    pub as_of: Day,
    pub seed: u64,
}

pub(crate) const HEADER: &str = "TrainingActivityId,TrainingTitle,TrainingType,IndividualFirstName,IndividualLastName,Email,CorpEmail,\
TrainingCompletionDate,Month,IcMCP,MCPID,MPNId,PartnerName,PartnerCityLocation,PartnerCountryLocation,ExpirationDate,ActivationStatus";

/// Trainings with their id in exports, where one is published, and how many of a hundred people hold them.
const TRAININGS: [(&str, &str, u32); 18] = [
    ("3051", "Azure Administrator Associate", 45),
    ("3077", "Azure Solutions Architect Expert", 30),
    ("3091", "Azure Security Engineer Associate", 25),
    ("", "Microsoft Security Operations Analyst", 25),
    ("", "Identity and Access Administrator Associate", 9),
    ("", "Microsoft Cybersecurity Architect Expert", 7),
    ("", "Information Security Administrator Associate", 5),
    ("3143", "Azure Database Administrator Associate", 20),
    ("3142", "Data Analyst Associate", 25),
    ("", "Fabric Data Engineer Associate", 20),
    ("3086", "Azure AI Engineer Associate", 20),
    ("", "Azure Network Engineer Associate", 20),
    ("", "Windows Server Hybrid Administrator Associate", 15),
    ("", "Azure Virtual Desktop Specialty", 15),
    ("3078", "Azure Developer Associate", 25),
    ("3082", "Azure DevOps Engineer Expert", 20),
    ("3130", "Teams Administrator Associate", 10),
    ("3080", "Teamwork Administrator Associate", 5),
];

const FIRST_NAMES: [&str; 16] = [
    "Åsa", "Ola", "Per", "Maria", "Nils", "Sara", "Johan", "Elin", "Karin", "Lars", "Amina", "Erik", "Yusuf", "Greta",
    "Mikael", "Linnéa",
];
const LAST_NAMES: [&str; 16] = [
    "Berg",
    "Dahl",
    "Ek",
    "Lind",
    "Öberg",
    "Nyström",
    "Holm",
    "Sjöberg",
    "Åkesson",
    "Ström",
    "Haddad",
    "Falk",
    "Lundin",
    "Ahlgren",
    "Wikström",
    "Björk",
];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const PEOPLE: u32 = 36;

/// The export as text: the comma separated layout from 2021-06-17, with its byte order mark and line ends.
pub fn example_export(example: Example) -> String {
    let mut dice = Dice::new(example.seed);
    let mut text = format!("\u{feff}{HEADER}\r\n");
    for number in 0..PEOPLE {
        let person = Person::new(number, &mut dice);
        for (training, (id, title, percent)) in (0_u32..).zip(TRAININGS) {
            if dice.below(100) < percent {
                let id = if id.is_empty() { (4_000 + training).to_string() } else { id.to_owned() };
                text.push_str(&person.row(&id, title, dates(example.as_of, &mut dice)));
            }
        }
    }
    text
}

pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    pub fn below(&mut self, sides: u32) -> u32 {
        self.0.next_u32().checked_rem(sides).unwrap_or(0)
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    pub fn days(&mut self, from: i32, to: i32) -> i32 {
        let sides = u32::try_from(to.saturating_sub(from)).unwrap_or(1);
        from.saturating_add(i32::try_from(self.below(sides)).unwrap_or(0))
    }
}

/// Most certificates run for months, some end soon, a few have ended, and of a few no end is known.
fn dates(as_of: Day, dice: &mut Dice) -> (Day, Option<Day>) {
    match dice.below(20) {
        0 | 1 => {
            let expires = as_of.plus_days(dice.days(-200, 0));
            (expires.plus_months(-12), Some(expires))
        }
        2..=6 => {
            let expires = as_of.plus_days(dice.days(0, 120));
            (expires.plus_months(-24), Some(expires))
        }
        7 => (as_of.plus_days(dice.days(-300, -30)), None),
        _ => {
            let completed = as_of.plus_days(dice.days(-230, 0));
            (completed, Some(completed.plus_months(12)))
        }
    }
}

struct Person {
    first: &'static str,
    last: &'static str,
    mcid: u32,
}

/// One row, in the columns of [`HEADER`].
pub(crate) struct ExportRow<'t> {
    pub training_id: &'t str,
    pub title: &'t str,
    pub first_name: &'t str,
    pub last_name: &'t str,
    pub email: &'t str,
    pub corporate_email: &'t str,
    pub mcid: &'t str,
    pub mpn_id: &'t str,
    pub partner: &'t str,
    pub completed: Day,
    pub expires: Option<Day>,
}

impl Person {
    fn new(number: u32, dice: &mut Dice) -> Self {
        let mcid = 1_000_000_u32.saturating_add(number.saturating_mul(211_111)).saturating_add(dice.below(100_000));
        let (first, last) = name(number);
        Self { first, last, mcid }
    }

    fn row(&self, id: &str, title: &str, (completed, expires): (Day, Option<Day>)) -> String {
        let address = address(self.first, self.last);
        let row = ExportRow {
            training_id: id,
            title,
            first_name: self.first,
            last_name: self.last,
            email: &format!("{address}@mail.example"),
            corporate_email: &format!("{address}@fjordline.example"),
            mcid: &self.mcid.to_string(),
            mpn_id: "1234567",
            partner: "Fjordline Consulting AB",
            completed,
            expires,
        };
        row.text()
    }
}

impl ExportRow<'_> {
    /// The line with its end.
    pub fn text(&self) -> String {
        let Self { training_id, title, first_name, last_name, email, corporate_email, mcid, mpn_id, partner, .. } = self;
        let completed = self.completed;
        let month = usize::try_from(completed.month()).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).unwrap_or(&"");
        let year = completed.year().checked_rem(100).unwrap_or(0);
        let (completed, expires) = (printed(completed), self.expires.map(printed).unwrap_or_default());
        format!(
            "{training_id},{title},Certification,{first_name},{last_name},{email},{corporate_email},{completed},\
             {month}-{year:02},1,{mcid},{mpn_id},{partner},Göteborg,Sweden,{expires},Active\r\n"
        )
    }
}

/// Two hundred and fifty-six different names. Every sixteenth first name meets another last name.
pub(crate) fn name(number: u32) -> (&'static str, &'static str) {
    let pick = |names: [&'static str; 16], place: u32| names.get(place as usize % names.len()).copied().unwrap_or("");
    (pick(FIRST_NAMES, number), pick(LAST_NAMES, number.saturating_mul(5).saturating_add(number / 16)))
}

/// What stands before the sign of an address.
pub(crate) fn address(first: &str, last: &str) -> String {
    format!("{}.{}", ascii(first), ascii(last))
}

/// Day first, as spreadsheets save these exports.
fn printed(day: Day) -> String {
    format!("{:02}/{:02}/{:04} 09:00", day.day_of_month(), day.month(), day.year())
}

fn ascii(name: &str) -> String {
    name.to_lowercase().replace(['å', 'ä'], "a").replace('ö', "o").replace('é', "e")
}
