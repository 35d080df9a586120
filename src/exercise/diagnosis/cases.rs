//! Cases that are right and cases that are not.

use super::evidence::Evidence;
use super::words;
use crate::exercise::Kind;

/// The kind of cases in which every wrong number is.
pub(super) fn seen(evidence: &Evidence) -> Option<String> {
    let is_wrong =
        |kinds: &dyn Fn(Kind) -> bool| evidence.wrong().any(|(tried, _)| kinds(tried.case.kind));
    let has =
        |kinds: &dyn Fn(Kind) -> bool| evidence.iter().any(|(tried, _)| kinds(tried.case.kind));
    let any_targets = |kind: Kind| kind == Kind::AnyTargets;
    let soft = |kind: Kind| matches!(kind, Kind::Soft | Kind::AnyTargets);
    let worked = |kind: Kind| kind == Kind::Worked;
    if is_wrong(&any_targets) && !is_wrong(&|kind| !any_targets(kind)) {
        return Some("It is right where the targets sum to 1, and wrong where they do not.".into());
    }
    if is_wrong(&soft) && !is_wrong(&|kind| !soft(kind)) {
        return Some("It is right for targets of 0 and 1, and wrong for all others.".into());
    }
    if has(&worked) && !is_wrong(&worked) {
        return Some(of_other_cases(evidence));
    }
    None
}

/// The worked example is right, and other cases are not.
fn of_other_cases(evidence: &Evidence) -> String {
    let all = "It is right in the worked example, and wrong with other sizes: is a number of it written into the function, or do two indices change places?";
    let Some((tried, point)) = evidence.wrong().next() else {
        return all.into();
    };
    let others = evidence.only(|tried, _| tried.case.kind != Kind::Worked);
    if 2 * others.wrong().count() > others.points.len() {
        return all.into();
    }
    let (found, expected) = words::pair(point.found, point.expected);
    let place = words::place(tried.case.kind, &tried.call.at);
    format!(
        "It is right in the worked example, but {place} it is {found}, and should be {expected}."
    )
}
