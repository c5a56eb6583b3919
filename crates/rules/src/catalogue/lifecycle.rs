//! How a programme lives, apart from its rules: anniversaries, windows, limits.

use super::Effective;

/// How the programme lives, apart from its rules. What a catalogue leaves out is as the published programmes have it.
#[derive(Debug, Clone)]
pub struct Lifecycle {
    pub effective: Effective,
    /// From the purchase of an offer to its anniversary.
    pub anniversary_days: u32,
    pub renewed_from: RenewedFrom,
    /// The window for renewal, from the day after the anniversary.
    pub renewal_days: u32,
    /// From the anniversary; negative before it.
    pub reminder_days: Vec<i32>,
    pub early_warning_months: u32,
    /// How long an association that is only in PMC counts after the move.
    pub pmc_months: u32,
    pub associations_per_year: u32,
    pub association_wait_days: u32,
    /// Until a pass shows at the vendor.
    pub latency_days: u32,
    /// Before the expiry of a certification.
    pub renewal_opens_months: u32,
    pub exemption_months: u32,
}

impl Default for Lifecycle {
    fn default() -> Self {
        Self {
            effective: Effective::default(),
            anniversary_days: 365,
            renewed_from: RenewedFrom::Anniversary,
            renewal_days: 30,
            reminder_days: vec![-15, 23],
            early_warning_months: 3,
            pmc_months: 6,
            associations_per_year: 3,
            association_wait_days: 30,
            latency_days: 10,
            renewal_opens_months: 6,
            exemption_months: 3,
        }
    }
}

/// What the next anniversary counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenewedFrom {
    Anniversary,
    Payment,
}
