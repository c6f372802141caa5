//! What is wrong with a series, and where: told while it is written, and in the way of its start.

use super::plan::{Series, Step, Trigger};
use crate::campaign::check::{self, Known};
use crate::contact::{Attribute, AttributeKind};
use crate::segment::{self, Fault};

const MOST_STEPS: usize = 20;
/// Ten years, either way.
const MOST_DAYS: i32 = 3_650;
const MOST_HOURS: i32 = 24 * 60;

/// Everything that keeps a series from being started; nothing when it may be.
pub fn check(series: &Series, known: Known<'_>, attributes: &[Attribute]) -> Vec<Fault> {
    let mut faults = Vec::new();
    trigger(&series.trigger, attributes, &mut faults);
    steps(&series.steps, &mut faults);
    if let Some(condition) = &series.stop_when {
        faults.extend(segment::check::check(condition, known.segments, None).into_iter().map(|fault| Fault {
            place: if fault.place.is_empty() { "stop_when".to_owned() } else { format!("stop_when.{}", fault.place) },
            ..fault
        }));
    }
    faults.extend(messages(series, known));
    faults
}

fn trigger(trigger: &Trigger, attributes: &[Attribute], faults: &mut Vec<Fault>) {
    match trigger {
        Trigger::Event { event, again_after_days, .. } => {
            if event.trim().is_empty() {
                faults.push(Fault::new("trigger.event", "choose the event that begins it"));
            }
            if again_after_days.is_some_and(|days| !(1..=3_650).contains(&days)) {
                faults.push(Fault::new("trigger.again_after_days", "1 to 3650 days"));
            }
        }
        Trigger::Date { attribute, .. } => {
            let defined = attributes.iter().find(|defined| defined.name == *attribute);
            let is_date = |kind| matches!(kind, AttributeKind::Date | AttributeKind::DateTime);
            if !defined.is_some_and(|defined| is_date(defined.kind)) {
                faults.push(Fault::new("trigger.attribute", "choose an attribute that is a date or a moment"));
            }
        }
    }
}

fn steps(steps: &[Step], faults: &mut Vec<Fault>) {
    if steps.is_empty() {
        faults.push(Fault::new("steps", "write at least one message"));
    }
    if steps.len() > MOST_STEPS {
        faults.push(Fault::new("steps", format!("at most {MOST_STEPS}")));
    }
    let offset = |step: &Step| i64::from(step.days) * 24 + i64::from(step.hours);
    for (place, step) in steps.iter().enumerate() {
        if step.days.abs() > MOST_DAYS || step.hours.abs() > MOST_HOURS {
            let rule = format!("at most {MOST_DAYS} days and {MOST_HOURS} hours");
            faults.push(Fault::new(format!("steps[{place}]"), rule));
        }
        let before = place.checked_sub(1).and_then(|before| steps.get(before));
        if before.is_some_and(|before| offset(before) > offset(step)) {
            faults.push(Fault::new(format!("steps[{place}]"), "comes before the step above it"));
        }
    }
}

/// As campaigns are looked at; what stands at a variant there stands at a step here, and a series chooses its people itself.
fn messages(series: &Series, known: Known<'_>) -> Vec<Fault> {
    let named = |mut fault: Fault| {
        for (place, _) in series.steps.iter().enumerate() {
            if let Some(rest) = fault.place.strip_prefix(&format!("variants[{place}]")) {
                fault.place = format!("steps[{place}].message{rest}");
                break;
            }
        }
        fault
    };
    let mut plan = series.campaign();
    // A step is no variant to choose from: its name and weight mean nothing.
    for (place, variant) in plan.variants.iter_mut().enumerate() {
        variant.name = place.to_string();
        variant.weight = 1;
    }
    let faults = check::check(&plan, known).into_iter();
    faults.filter(|fault| fault.place != "variants" && !fault.place.starts_with("audience")).map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{IdSource, NumberId};
    use crate::segment::Library;
    use crate::time::Timestamp;
    use serde_json::json;

    fn places(written: serde_json::Value) -> Vec<String> {
        let series = Series::read(written).unwrap();
        let date = |name: &str, kind| Attribute { name: name.into(), title: name.into(), kind, choices: Vec::new() };
        let attributes = [date("birthday", AttributeKind::Date), date("city", AttributeKind::Text)];
        let library = Library::new([]);
        let known = Known { numbers: &[], segments: &library, templates: &[] };
        check(&series, known, &attributes).into_iter().map(|fault| fault.place).collect()
    }

    #[test]
    fn faults_name_their_places() {
        let number = NumberId::new(&mut IdSource::new(1), Timestamp(1)).to_string();
        let message = json!({"name": "A", "template": "t", "language": "es"});
        let step = |days: i32| json!({"days": days, "message": message});
        for (written, place) in [
            (json!({}), "trigger.event"),
            (json!({}), "steps"),
            (json!({}), "numbers"),
            (json!({"numbers": [number]}), "numbers[0]"),
            (json!({"trigger": {"kind": "date", "attribute": "city"}}), "trigger.attribute"),
            (json!({"trigger": {"kind": "date", "attribute": "unheard"}}), "trigger.attribute"),
            (json!({"trigger": {"kind": "event", "event": "x", "again_after_days": 0}}), "trigger.again_after_days"),
            (json!({"steps": [step(1), step(0)]}), "steps[1]"),
            (json!({"steps": [step(5_000)]}), "steps[0]"),
            (json!({"stop_when": {"did": {"event": ""}}}), "stop_when.did"),
        ] {
            let places = places(written.clone());
            assert!(places.iter().any(|found| found == place), "{written}: {places:?}");
        }
        let fine = places(
            json!({"trigger": {"kind": "date", "attribute": "birthday", "yearly": true}, "steps": [step(0), step(0)]}),
        );
        assert!(fine.iter().all(|place| place == "numbers"), "{fine:?}");
    }
}
