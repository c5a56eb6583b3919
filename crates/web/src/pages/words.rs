//! Words for roles and for what the audit says.

use tierwise_core::access::Role;
use tierwise_i18n::Language;

/// What a role is called, and what it may do.
pub(crate) fn role(l: Language, role: Role) -> (String, String) {
    let (name, may) = match role {
        Role::DefaultUser => ("web-role-default-user", "web-role-default-user-may"),
        Role::ReportViewer => ("web-role-report-viewer", "web-role-report-viewer-may"),
        Role::ExecutiveReportViewer => ("web-role-executive-report-viewer", "web-role-executive-report-viewer-may"),
        Role::MpnPartnerAdmin => ("web-role-mpn-partner-admin", "web-role-mpn-partner-admin-may"),
        Role::AccountAdmin => ("web-role-account-admin", "web-role-account-admin-may"),
        Role::UserManagementAdmin => ("web-role-user-management-admin", "web-role-user-management-admin-may"),
        Role::GlobalAdmin => ("web-role-global-admin", "web-role-global-admin-may"),
        Role::Operator => ("web-role-operator", "web-role-operator-may"),
    };
    (l.text(name), l.text(may))
}

/// Every word that the audit knows.
const ACTIONS: [(&str, &str); 18] = [
    ("company-created", "web-audit-company-created"),
    ("company-enrolled", "web-audit-company-enrolled"),
    ("enrolment-ended", "web-audit-enrolment-ended"),
    ("settings-changed", "web-audit-settings-changed"),
    ("user-created", "web-audit-user-created"),
    ("user-invited", "web-audit-user-invited"),
    ("user-ended", "web-audit-user-ended"),
    ("user-rejoined", "web-audit-user-rejoined"),
    ("roles-changed", "web-audit-roles-changed"),
    ("location-added", "web-audit-location-added"),
    ("location-ended", "web-audit-location-ended"),
    ("token-created", "web-audit-token-created"),
    ("token-ended", "web-audit-token-ended"),
    ("import-applied", "web-audit-import-applied"),
    ("import-undone", "web-audit-import-undone"),
    ("metric-entered", "web-audit-metric-entered"),
    ("metrics-imported", "web-audit-metrics-imported"),
    ("shown-recorded", "web-audit-shown-recorded"),
];

/// Every action with what it did.
pub(crate) fn actions(l: Language) -> impl Iterator<Item = (&'static str, String)> {
    ACTIONS.into_iter().map(move |(word, key)| (word, l.text(key)))
}

/// What a change did; an unknown word is shown as it is.
pub(crate) fn action(l: Language, action: &str) -> String {
    let found = ACTIONS.iter().find(|(word, _)| *word == action);
    found.map_or_else(|| action.to_owned(), |(_, key)| l.text(key))
}
