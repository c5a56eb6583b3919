//! Who works at the demo's companies and what they hold, steered by hand. Every comment says what somebody is there for.
//!
//! Under Solutions Partner 2026, Fjordline qualifies for Infrastructure with 74 points (46 of figures, 16 and 12 of people) and
//! keeps it; for Security with 76 2/3 (36 2/3 and 40) until three certificates expire and 20 points go; Data & AI has 32 of 40
//! for skilling and nobody entered its figures; Digital & App Innovation has hardly begun. In the example network it has gold in
//! cloud operations, gold in security operations until the same day, silver in software delivery until somebody leaves, and
//! two of three people of a data platform.

/// A training: its id in exports, where one is published, and its title.
#[derive(Debug, Clone, Copy)]
pub(super) struct Training(pub &'static str, pub &'static str);

/// How long somebody holds something.
#[derive(Debug, Clone, Copy)]
pub(super) enum Held {
    /// Renewed not long ago: more than a year is left.
    Safe,
    /// Completed in the last months, for a year.
    Later,
    /// Since yesterday, for a year.
    Fresh,
    /// Expires in so many days; it can be renewed.
    Soon(i32),
    /// Expired so many days ago; it cannot be renewed.
    Expired(i32),
    /// No end is known.
    Unknown,
    /// Earned before a retirement: year, month and day of the last possible pass.
    BeforeRetirement(i16, i8, i8),
}

/// Which profile of a person an achievement belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Own,
    /// A second MCID of the same person.
    Second,
    University,
    /// A source that no programme recognises.
    Academy,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Skill {
    pub training: Training,
    pub held: Held,
    pub at: At,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Work {
    Here,
    /// Left so many days ago.
    Left(i32),
    /// Will leave in so many days.
    Leaves(i32),
    /// Joined so many days ago.
    Joined(i32),
    /// Will join in so many days.
    Joins(i32),
}

/// How the profile is associated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Linked {
    PartnerCenter,
    /// Never associated again after the move from PMC.
    PmcOnly,
    /// Known from an export that an admin uploaded.
    Export,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    /// Blank: a name from the seed.
    pub name: (&'static str, &'static str),
    pub skills: &'static [Skill],
    pub work: Work,
    pub linked: Linked,
}

pub(super) const ADMINISTRATOR: Training = Training("3051", "Azure Administrator Associate");
pub(super) const ARCHITECT: Training = Training("3077", "Azure Solutions Architect Expert");
pub(super) const DATABASES: Training = Training("3143", "Azure Database Administrator Associate");
pub(super) const CYBERSECURITY: Training = Training("", "Microsoft Cybersecurity Architect Expert");
/// No rule names it.
pub(super) const TEAMWORK: Training = Training("3080", "Teamwork Administrator Associate");
const NETWORK: Training = Training("", "Azure Network Engineer Associate");
const SERVERS: Training = Training("", "Windows Server Hybrid Administrator Associate");
const DESKTOPS: Training = Training("", "Azure Virtual Desktop Specialty");
const SAP: Training = Training("", "Azure for SAP Workloads Specialty");
const SECURITY_ENGINEER: Training = Training("", "Cloud and AI Security Engineer Associate");
const OLD_SECURITY_ENGINEER: Training = Training("3091", "Azure Security Engineer Associate");
const OPERATIONS: Training = Training("", "Microsoft Security Operations Analyst");
const IDENTITY: Training = Training("", "Identity and Access Administrator Associate");
const INFORMATION: Training = Training("", "Information Security Administrator Associate");
const ANALYST: Training = Training("3142", "Data Analyst Associate");
const FABRIC: Training = Training("", "Fabric Data Engineer Associate");
const DEVOPS: Training = Training("3082", "Azure DevOps Engineer Expert");
const GITHUB: Training = Training("", "GitHub Actions");
const DEVELOPER: Training = Training("3078", "Azure Developer Associate");
const POWER_DEVELOPER: Training = Training("", "Power Platform Developer Associate");
const SELLING: Training = Training("", "Selling cloud solutions");

/// The last day on which Azure Developer and Azure Security Engineer were passed here: before they retired.
const DEVELOPER_PASSED: Held = Held::BeforeRetirement(2026, 7, 20);
const SECURITY_PASSED: Held = Held::BeforeRetirement(2026, 8, 20);

/// So many days from today three certificates expire that Security stands on.
pub(super) const SECURITY_EXPIRES_IN: i32 = 110;
const SECURITY_SOON: Held = Held::Soon(SECURITY_EXPIRES_IN);

pub(super) const FJORDLINE: [Member; 42] = [
    // Those who sign in: partner admin, employee, report viewer, executive report viewer, global admin, and both other admins.
    named(("Maja", "Lindqvist"), &[]),
    // Something that counts, and four things that do not: expired, not recognised, named by no rule, and again expired.
    named(
        ("Jonas", "Ekberg"),
        &[
            has(ADMINISTRATOR, Held::Later),
            has(ARCHITECT, Held::Expired(20)),
            Skill { at: At::Academy, ..has(CYBERSECURITY, Held::Later) },
            has(TEAMWORK, Held::Later),
            has(NETWORK, Held::Expired(200)),
        ],
    ),
    named(("Petra", "Sandell"), &[]),
    named(("Henrik", "Wall"), &[]),
    named(("Sofia", "Grahn"), &[]),
    named(("Anders", "Moberg"), &[]),
    // Infrastructure, qualified and safe: four network or server people, three specialists.
    person(&[has(ADMINISTRATOR, Held::Safe), has(ARCHITECT, Held::Safe), has(NETWORK, Held::Safe)]),
    person(&[has(ADMINISTRATOR, Held::Safe), has(ARCHITECT, Held::Safe), has(SERVERS, Held::Safe)]),
    person(&[has(ADMINISTRATOR, Held::Safe), has(NETWORK, Held::Safe), has(DESKTOPS, Held::Safe)]),
    person(&[has(ADMINISTRATOR, Held::Safe), has(SERVERS, Held::Safe), has(SAP, Held::Safe)]),
    person(&[has(ADMINISTRATOR, Held::Later), has(DESKTOPS, Held::Safe)]),
    Member { linked: Linked::Export, ..person(&[has(ARCHITECT, Held::Safe)]) },
    // Security, qualified: three of its six people expire on one day.
    person(&[has(SECURITY_ENGINEER, Held::Safe), has(OPERATIONS, Held::Safe)]),
    person(&[has(SECURITY_ENGINEER, Held::Safe), has(OPERATIONS, Held::Safe), has(IDENTITY, Held::Safe)]),
    // A retired certification that is accepted for a while.
    person(&[has(OLD_SECURITY_ENGINEER, SECURITY_PASSED), has(OPERATIONS, Held::Safe), has(IDENTITY, Held::Safe)]),
    Member { linked: Linked::Export, ..person(&[has(CYBERSECURITY, SECURITY_SOON)]) },
    Member { linked: Linked::Export, ..person(&[has(CYBERSECURITY, SECURITY_SOON)]) },
    Member { linked: Linked::Export, ..person(&[has(INFORMATION, SECURITY_SOON)]) },
    person(&[has(INFORMATION, Held::Safe)]),
    // A leaver, whose skills stopped counting.
    Member { work: Work::Left(60), ..person(&[has(IDENTITY, Held::Later), has(ADMINISTRATOR, Held::Later)]) },
    // Data & AI, 32 of 40: eight people, two of them only in PMC, one about to expire, one without a known end.
    person(&[has(ANALYST, Held::Safe)]),
    person(&[has(ANALYST, Held::Later)]),
    Member { linked: Linked::PmcOnly, ..person(&[has(ANALYST, Held::Later)]) },
    Member { linked: Linked::PmcOnly, ..person(&[has(ANALYST, Held::Later)]) },
    person(&[has(FABRIC, Held::Safe)]),
    Member { linked: Linked::Export, ..person(&[has(FABRIC, Held::Later)]) },
    person(&[has(FABRIC, Held::Unknown)]),
    person(&[has(FABRIC, Held::Soon(40)), has(ANALYST, Held::Soon(40))]),
    // The one database administrator let the certificate expire.
    person(&[has(DATABASES, Held::Expired(40))]),
    // Software delivery, silver: one of the two has announced to leave.
    person(&[has(DEVOPS, Held::Safe), has(GITHUB, Held::Safe)]),
    Member { work: Work::Leaves(45), ..person(&[has(DEVOPS, Held::Later), has(GITHUB, Held::Later)]) },
    person(&[has(DEVELOPER, DEVELOPER_PASSED)]),
    person(&[has(POWER_DEVELOPER, Held::Later)]),
    // Somebody who will join, and somebody who has just joined.
    Member { work: Work::Joins(21), ..person(&[has(ARCHITECT, Held::Safe)]) },
    Member { work: Work::Joined(12), ..person(&[has(ADMINISTRATOR, Held::Fresh)]) },
    // One person with two MCIDs.
    person(&[has(ADMINISTRATOR, Held::Later), Skill { at: At::Second, ..has(ARCHITECT, Held::Later) }]),
    // Known from an export only; one training that no rule names.
    Member { linked: Linked::Export, ..person(&[has(ADMINISTRATOR, Held::Later)]) },
    Member { linked: Linked::Export, ..person(&[has(ADMINISTRATOR, Held::Soon(25)), has(TEAMWORK, Held::Later)]) },
    // A profile at Partner University.
    person(&[Skill { at: At::University, ..has(SELLING, Held::Unknown) }]),
    // Expected to hold something, and nothing yet.
    person(&[]),
    person(&[]),
    person(&[]),
];

pub(super) const KUSTLINJE: [Member; 18] = [
    named(("Ingrid", "Solberg"), &[]),
    person(&[has(ADMINISTRATOR, Held::Safe), has(NETWORK, Held::Later)]),
    person(&[has(ADMINISTRATOR, Held::Later), has(ARCHITECT, Held::Soon(70))]),
    person(&[has(ADMINISTRATOR, Held::Soon(15))]),
    person(&[has(ANALYST, Held::Later)]),
    person(&[has(ANALYST, Held::Safe)]),
    person(&[has(OPERATIONS, Held::Later)]),
    person(&[has(IDENTITY, Held::Expired(5))]),
    Member { linked: Linked::Export, ..person(&[has(SERVERS, Held::Later)]) },
    Member { linked: Linked::Export, ..person(&[has(DEVOPS, Held::Later)]) },
    Member { work: Work::Left(30), ..person(&[has(ARCHITECT, Held::Safe)]) },
    person(&[has(TEAMWORK, Held::Later)]),
    person(&[has(FABRIC, Held::Unknown)]),
    person(&[]),
    person(&[]),
    person(&[]),
    person(&[]),
    person(&[]),
];

const fn has(training: Training, held: Held) -> Skill {
    Skill { training, held, at: At::Own }
}

const fn person(skills: &'static [Skill]) -> Member {
    named(("", ""), skills)
}

const fn named(name: (&'static str, &'static str), skills: &'static [Skill]) -> Member {
    Member { name, skills, work: Work::Here, linked: Linked::PartnerCenter }
}
