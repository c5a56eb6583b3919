//! Lints of metrics, steps and thresholds.

use super::{SCORE, expect};

#[test]
fn a_gate_that_nobody_passes_is_told() {
    expect(
        SCORE,
        &[("holds = \"any(alpha, old)\"", "holds = \"old\"\neffective_from = 2011-01-01")],
        &["never-met: step 1 can never be met, and without it no elective scores [\"old\"]"],
    );
}

#[test]
fn an_elective_that_nobody_passes_is_told() {
    let steps = "each = 4\nholds = \"any(alpha, beta)\"\n\n[[competency.metric.step]]\nstep = \"3\"\nkind = \"elective\"\neach = 1\nholds = \"old\"\neffective_from = 2012-01-01";
    expect(SCORE, &[("each = 4\nholds = \"any(alpha, beta)\"", steps)], &["never-met: step 3 can never score [\"old\"]"]);
}

#[test]
fn an_input_that_counts_nobody_is_told() {
    expect(
        SCORE,
        &[
            ("users = \"growth of users\"", "users = { people = \"old\", text = \"users\" }"),
            ("max = 20", "max = 20\neffective_from = 2011-01-01"),
        ],
        &["never-met: the input `users` can never count anybody [\"old\"]"],
    );
}

#[test]
fn a_metric_that_can_never_score_is_told() {
    let told = "never-scores: metric `growth` can never score [\"growth\"]";
    expect(SCORE, &[("revenue/1250 + max(0, users)", "min(0, revenue) - max(0, users)")], &[told]);
    let gates = "kind = \"gate\"\npeople = 3";
    expect(
        SCORE,
        &[("kind = \"elective\"\neach = 4", gates)],
        &["never-scores: metric `certified` can never score [\"certified\"]"],
    );
}

#[test]
fn a_metric_that_never_reaches_its_maximum_is_no_lint() {
    expect(SCORE, &[("revenue/1250 + max(0, users)", "min(20, revenue + users)"), ("max = 20", "max = 500")], &[]);
}

#[test]
fn a_threshold_above_all_maxima_is_told() {
    expect(
        SCORE,
        &[("threshold = 60", "threshold = \"121/2\"")],
        &["out-of-reach: track `single` gives 60 at most, and it takes 121/2 [\"security\"]"],
    );
    // Two people at most are worth eight points.
    expect(
        SCORE,
        &[("kind = \"elective\"\neach = 4", "kind = \"flat\"\npeople = 2\npoints = 8"), ("threshold = 60", "threshold = 29")],
        &["out-of-reach: track `single` gives 28 at most, and it takes 29 [\"security\"]"],
    );
}

#[test]
fn the_lowest_level_that_no_score_reaches_is_told() {
    expect(
        SCORE,
        &[
            ("threshold = 60", "thresholds = { silver = 60, gold = 61, platinum = 90 }"),
            ("name = \"P\"", "name = \"P\"\nlevels = [\"silver\", \"gold\", \"platinum\"]"),
        ],
        &["out-of-reach: track `single` gives 60 at most, and for gold it takes 61 [\"security\"]"],
    );
}

#[test]
fn a_metric_below_the_floor_of_all_is_told() {
    expect(
        SCORE,
        &[("every_metric_above = 0", "every_metric_above = 20")],
        &["out-of-reach: metric `growth` gives 20 at most, and every metric must give above 20 [20]"],
    );
    expect(SCORE, &[("every_metric_above = 0", "every_metric_at_least = 20")], &[]);
}

#[test]
fn a_gate_that_is_open_whenever_another_one_is_is_told() {
    let second = |people: u32, holds: &str| {
        format!(
            "kind = \"elective\"\neach = 4\nholds = \"any(alpha, beta)\"\n\n[[competency.metric.step]]\nstep = \"3\"\nkind = \"flat\"\npoints = 2\npeople = {people}\nholds = \"{holds}\""
        )
    };
    let from = "kind = \"elective\"\neach = 4\nholds = \"any(alpha, beta)\"";
    let told = ["dominated: whoever meets step 3 meets gate 1 [\"1\"]"];
    expect(SCORE, &[(from, &second(2, "all(beta, alpha)"))], &told);
    expect(SCORE, &[(from, &second(1, "all(beta, alpha)"))], &[]);
    expect(SCORE, &[(from, &second(2, "beta"))], &[]);
}

#[test]
fn twins_of_a_step_with_days_between_them_are_told() {
    let twin = "kind = \"elective\"\neach = 4\neffective_to = 2024-12-31\nholds = \"any(alpha, beta)\"\n\n[[competency.metric.step]]\nstep = \"2\"\nkind = \"elective\"\neach = 5\neffective_from = 2025-02-01\nholds = \"any(alpha, beta)\"";
    expect(
        SCORE,
        &[("kind = \"elective\"\neach = 4\nholds = \"any(alpha, beta)\"", twin)],
        &["gap: competency security, metric certified, step 2 is not in force from 2025-01-01 to 2025-01-31 [2025-02-01]"],
    );
}
