//! Who may do what: roles, actions and the table between them.
//!
//! The table is the one that the programme publishes for its roles; a test compares it with the published file.

use std::fmt;
use std::str::FromStr;

/// What a person is at a company. Every user is also a default user; an operator is nobody at any company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    DefaultUser,
    ReportViewer,
    ExecutiveReportViewer,
    MpnPartnerAdmin,
    AccountAdmin,
    UserManagementAdmin,
    GlobalAdmin,
    Operator,
}

/// The rows of the published table, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    SeeOwnProfile,
    LinkOwnProfiles,
    UploadOwnEvidence,
    SeeStandings,
    SeeWhoCounts,
    SeeSkillsData,
    DownloadAggregates,
    ListUsers,
    ExportUsers,
    ManageUsers,
    AssignRoles,
    AssignDirectoryRoles,
    ManageLocations,
    Import,
    EnterMetrics,
    RecordOffers,
    GrantOverrides,
    RequestMerge,
    CarryOutMerge,
    SendReminders,
    ChangePlans,
    ReadPlans,
    BuildSupportCase,
    PinTargets,
    ChangeSettings,
    ManageTokens,
    ReadAudit,
    RunInstallation,
    DeliverAchievements,
}

impl Role {
    pub const ALL: [Self; 8] = [
        Self::DefaultUser,
        Self::ReportViewer,
        Self::ExecutiveReportViewer,
        Self::MpnPartnerAdmin,
        Self::AccountAdmin,
        Self::UserManagementAdmin,
        Self::GlobalAdmin,
        Self::Operator,
    ];

    /// The roles that somebody at a company can be given.
    pub const GRANTED: [Self; 6] = [
        Self::ReportViewer,
        Self::ExecutiveReportViewer,
        Self::MpnPartnerAdmin,
        Self::AccountAdmin,
        Self::UserManagementAdmin,
        Self::GlobalAdmin,
    ];

    /// The role's word in databases, URLs and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DefaultUser => "default_user",
            Self::ReportViewer => "report_viewer",
            Self::ExecutiveReportViewer => "executive_report_viewer",
            Self::MpnPartnerAdmin => "mpn_partner_admin",
            Self::AccountAdmin => "account_admin",
            Self::UserManagementAdmin => "user_management_admin",
            Self::GlobalAdmin => "global_admin",
            Self::Operator => "operator",
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// A text that names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a role")]
pub struct RoleError(String);

impl FromStr for Role {
    type Err = RoleError;

    fn from_str(text: &str) -> Result<Self, RoleError> {
        let found = Self::ALL.into_iter().find(|role| role.code() == text);
        found.ok_or_else(|| RoleError(text.chars().take(40).collect()))
    }
}

/// The roles of one caller.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u16);

impl Roles {
    pub const NONE: Self = Self(0);

    #[must_use]
    pub const fn with(self, role: Role) -> Self {
        Self(self.0 | role.bit())
    }

    pub const fn has(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }

    /// Whether any of the roles may do it.
    pub fn allow(self, action: Action) -> bool {
        self.iter().any(|role| role.may(action))
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<T: IntoIterator<Item = Role>>(roles: T) -> Self {
        roles.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Debug for Roles {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}

impl Role {
    /// The published table. What it does not name is denied.
    pub const fn may(self, action: Action) -> bool {
        use Role::{
            AccountAdmin, ExecutiveReportViewer, GlobalAdmin, MpnPartnerAdmin, Operator, ReportViewer, UserManagementAdmin,
        };
        match action {
            Action::SeeOwnProfile | Action::LinkOwnProfiles | Action::UploadOwnEvidence | Action::RequestMerge => {
                !matches!(self, Operator)
            }
            Action::SeeStandings | Action::DownloadAggregates => {
                matches!(self, ReportViewer | ExecutiveReportViewer | MpnPartnerAdmin | AccountAdmin | GlobalAdmin)
            }
            Action::SeeWhoCounts | Action::ReadPlans => matches!(self, ExecutiveReportViewer | MpnPartnerAdmin | GlobalAdmin),
            Action::SeeSkillsData
            | Action::Import
            | Action::EnterMetrics
            | Action::RecordOffers
            | Action::SendReminders
            | Action::ChangePlans
            | Action::BuildSupportCase
            | Action::PinTargets => matches!(self, MpnPartnerAdmin | GlobalAdmin),
            Action::ListUsers => matches!(self, MpnPartnerAdmin | AccountAdmin | UserManagementAdmin | GlobalAdmin),
            Action::ExportUsers => matches!(self, MpnPartnerAdmin | AccountAdmin | GlobalAdmin),
            Action::ManageUsers => matches!(self, UserManagementAdmin | GlobalAdmin),
            Action::AssignRoles | Action::ManageLocations | Action::ChangeSettings => {
                matches!(self, AccountAdmin | GlobalAdmin)
            }
            Action::AssignDirectoryRoles | Action::ManageTokens | Action::ReadAudit => matches!(self, GlobalAdmin),
            Action::GrantOverrides | Action::CarryOutMerge | Action::RunInstallation => matches!(self, Operator),
            Action::DeliverAchievements => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTIONS: [Action; 29] = [
        Action::SeeOwnProfile,
        Action::LinkOwnProfiles,
        Action::UploadOwnEvidence,
        Action::SeeStandings,
        Action::SeeWhoCounts,
        Action::SeeSkillsData,
        Action::DownloadAggregates,
        Action::ListUsers,
        Action::ExportUsers,
        Action::ManageUsers,
        Action::AssignRoles,
        Action::AssignDirectoryRoles,
        Action::ManageLocations,
        Action::Import,
        Action::EnterMetrics,
        Action::RecordOffers,
        Action::GrantOverrides,
        Action::RequestMerge,
        Action::CarryOutMerge,
        Action::SendReminders,
        Action::ChangePlans,
        Action::ReadPlans,
        Action::BuildSupportCase,
        Action::PinTargets,
        Action::ChangeSettings,
        Action::ManageTokens,
        Action::ReadAudit,
        Action::RunInstallation,
        Action::DeliverAchievements,
    ];

    #[test]
    fn the_table_is_the_published_one() {
        let published = include_str!("../tests/permissions.tsv");
        let mut lines = published.lines().map(|line| line.split('\t').collect::<Vec<_>>());
        let header = lines.next().unwrap();
        assert_eq!(header.get(1), Some(&"anonymous"));
        let rows: Vec<_> = lines.collect();
        assert_eq!(rows.len(), ACTIONS.len());
        for (row, action) in rows.iter().zip(ACTIONS) {
            assert_eq!(row[1], "no", "{}: nobody may do anything without signing in", row[0]);
            for role in Role::ALL {
                let column = header.iter().position(|name| *name == role.code()).unwrap();
                assert_eq!(role.may(action), row[column] == "yes", "{}: {}", row[0], role.code());
            }
        }
    }

    #[test]
    fn roles_add_up_and_nothing_more() {
        let roles: Roles = [Role::DefaultUser, Role::ReportViewer].into_iter().collect();
        assert!(roles.allow(Action::SeeStandings) && roles.allow(Action::SeeOwnProfile));
        assert!(!roles.allow(Action::SeeWhoCounts));
        assert!(!Roles::NONE.allow(Action::SeeOwnProfile));
        assert_eq!(roles.iter().map(|role| role.code().parse().unwrap()).collect::<Roles>(), roles);
    }
}
