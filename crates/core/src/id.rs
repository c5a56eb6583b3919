//! Typed ids: a competency id is never passed where a skill code is meant.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// One newtype per kind of id; the macro keeps them alike.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, formatter)
            }
        }
    )*};
}

ids! {
    /// A programme's edition, as its catalogue names it: `solutions-partner-2023`.
    ProgrammeId;
    /// What a partner can attain: `cloud-platform`, `security`.
    CompetencyId;
    /// One of several ways to attain a level: `azure-consumption`.
    OptionId;
    /// `silver`, `gold`, or the levels of another programme.
    LevelId;
    /// A limit on how many competencies one person may serve.
    CapacityId;
    /// One of the ways in which a score area is counted: `enterprise`, `smb`, `single`.
    TrackId;
    /// A metric of a score area, or a figure that a threshold asks for.
    MetricId;
    /// A step of a metric: `1`, `2`, `3`; blank where the metric has only one.
    StepId;
    /// An exam, certification, assessment or training: `70-534`, `azure-administrator`.
    SkillCode;
    /// Where achievements come from: `microsoft-learning`, `partner-university`.
    SourceId;
    /// A person whose skills count: in an export the MCID.
    PersonId;
}
