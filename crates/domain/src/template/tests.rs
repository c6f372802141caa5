//! The life of a template: written, submitted, reviewed, changed, and what the news of Meta do to it.

use super::*;
use crate::id::IdSource;
use serde_json::{Value, json};
use std::time::Duration;
use whatsapp::template::TemplateRecord;

const NOW: Timestamp = Timestamp(1_790_000_000_000);
const HOUR: Duration = Duration::from_hours(1);

fn text(body: &str) -> NewTemplate {
    let components = json!([{ "type": "BODY", "text": body }]);
    let whole = json!({ "name": "aviso", "language": "es", "category": "UTILITY", "components": components });
    serde_json::from_value(whole).unwrap()
}

fn draft() -> Template {
    Template::begun(TemplateId::new(&mut IdSource::new(1), NOW), "102", text("Tu pedido ya salió."), NOW)
}

fn approved() -> Template {
    let mut template = draft();
    template.submit(NOW).unwrap();
    template.taken(Some("7".to_owned()), Some(Status::Approved), None, NOW);
    template
}

fn status(event: &str, more: &Value) -> TemplateNews {
    let mut told = json!({ "event": event, "message_template_id": 7, "message_template_name": "aviso",
        "message_template_language": "es", "reason": "NONE" });
    told.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    TemplateNews::Status(serde_json::from_value(told).unwrap())
}

fn record(status: &str, body: &str) -> TemplateRecord {
    serde_json::from_value(
        json!({ "id": "7", "name": "aviso", "language": "es", "status": status, "category": "UTILITY",
        "components": [{ "type": "BODY", "text": body }] }),
    )
    .unwrap()
}

#[test]
fn a_draft_is_created_at_meta_and_later_changed_there() {
    let mut template = draft();
    let (submission, _) = template.submit(NOW).unwrap();
    assert_eq!(submission, Submission::Create(text("Tu pedido ya salió.")));
    assert_eq!((template.status, &template.draft), (Status::Pending, &None));
    template.taken(Some("7".to_owned()), Some(Status::Pending), Some("MARKETING"), NOW);
    assert_eq!((template.meta_id.as_deref(), template.category.as_str()), (Some("7"), "MARKETING"));

    template.hear(&status("APPROVED", &json!({})), NOW);
    template.write(text("Tu pedido ya llegó."), NOW);
    let mut draft = template.draft.clone().unwrap();
    draft.category = "MARKETING".into();
    template.write(draft.clone(), NOW);
    let (submission, _) = template.submit(NOW).unwrap();
    let expected = Submission::Edit { meta_id: "7".to_owned(), content: draft, with_category: false };
    assert_eq!(submission, expected);
}

#[test]
fn what_hinders_a_submission() {
    let pending = || {
        let mut template = draft();
        template.submit(NOW).unwrap();
        template
    };
    let changed = |mut template: Template, category: &str| {
        template.write(NewTemplate { category: category.into(), ..text("Otro texto.") }, NOW);
        template
    };
    let edited = |edits: &[Duration]| {
        let mut template = changed(approved(), "UTILITY");
        template.review.edits = edits.iter().map(|ago| NOW.minus(*ago)).collect();
        template
    };
    let ten: Vec<Duration> = (2..12).map(|days| HOUR * 24 * days).collect();
    let disabled = || Template { status: Status::Disabled, ..changed(approved(), "UTILITY") };
    for (template, expected) in [
        (draft(), None),
        (pending(), Some(Hindrance::InReview)),
        (approved(), Some(Hindrance::NothingNew)),
        (changed(approved(), "UTILITY"), None),
        (changed(approved(), "MARKETING"), Some(Hindrance::CategoryFixed)),
        (Template { status: Status::Rejected, ..changed(approved(), "MARKETING") }, None),
        (disabled(), Some(Hindrance::NotEditable)),
        (edited(&[HOUR * 25]), None),
        (edited(&[HOUR]), Some(Hindrance::EditedOften { until: NOW.plus(HOUR * 23) })),
        (edited(&ten), Some(Hindrance::EditedOften { until: NOW.plus(HOUR * 24 * 19) })),
        (edited(&ten[..9]), None),
    ] {
        assert_eq!(template.hindrance(NOW), expected, "{template:#?}");
    }
}

#[test]
fn what_meta_refuses_is_a_draft_again_unless_news_came_meanwhile() {
    let before = draft();
    let mut template = before.clone();
    template.submit(NOW).unwrap();
    let mut reviewed = template.clone();
    template.give_back(&before, NOW, "no".to_owned(), NOW);
    assert_eq!(template, before);

    reviewed.hear(&status("APPROVED", &json!({})), NOW);
    reviewed.give_back(&before, NOW, "the answer was odd".to_owned(), NOW);
    assert_eq!((reviewed.status, &reviewed.draft), (Status::Approved, &None), "Meta has it");
}

#[test]
fn a_rejection_comes_with_its_remedy_and_once() {
    let mut template = draft();
    template.submit(NOW).unwrap();
    let info = json!({ "reason": "INVALID_FORMAT",
        "rejection_info": { "reason": "The variable has no sample.", "recommendation": "Add a sample." } });
    let changes = template.hear(&status("REJECTED", &info), NOW);
    let ChangeKind::StatusChanged { to, recommendation, .. } = &changes[0] else { panic!("{changes:?}") };
    assert_eq!((*to, recommendation.as_deref()), (Status::Rejected, Some("Add a sample.")));
    assert_eq!(template.review.reason.as_deref(), Some("INVALID_FORMAT"));
    assert!(changes[0].is_notice());
    assert_eq!(template.hear(&status("REJECTED", &info), NOW), []);
    assert_eq!(template.meta_id.as_deref(), Some("7"), "learnt from the news");
}

#[test]
fn categories_are_announced_and_then_changed() {
    let mut template = approved();
    let news = |told: Value| TemplateNews::Category(serde_json::from_value(told).unwrap());
    let announced = news(json!({ "message_template_id": 7, "new_category": "UTILITY", "correct_category": "MARKETING",
        "category_update_timestamp": 1_790_086_400 }));
    let at = Some(Timestamp::from_seconds(1_790_086_400));
    let expected = ChangeKind::CategoryAnnounced { to: "MARKETING".to_owned(), takes_effect_at: at };
    assert_eq!(template.hear(&announced, NOW), [expected]);
    assert_eq!(template.hear(&announced, NOW), []);
    assert_eq!(template.category, "UTILITY", "not yet");
    let done = json!({ "message_template_id": 7, "previous_category": "UTILITY", "new_category": "MARKETING" });
    let (from, to) = ("UTILITY".to_owned(), "MARKETING".to_owned());
    assert_eq!(template.hear(&news(done), NOW), [ChangeKind::CategoryChanged { from, to }]);
    assert_eq!(template.review.announced, None);
}

#[test]
fn the_list_teaches_what_webhooks_missed() {
    let later = NOW.plus(HOUR);
    let new_id = || TemplateId::new(&mut IdSource::new(2), NOW);
    let (found, changes) = learn(None, &record("APPROVED", "Hola."), "102", new_id, later);
    assert_eq!((found.status, found.meta_id.as_deref(), changes.len()), (Status::Approved, Some("7"), 1));
    let (same, changes) = learn(Some(found.clone()), &record("APPROVED", "Hola."), "102", new_id, later.plus(HOUR));
    assert_eq!((&same, changes), (&found, vec![]), "nothing is new");
    let (other, changes) = learn(Some(found), &record("PAUSED", "Adiós."), "102", new_id, later);
    assert_eq!((other.status, changes.len()), (Status::Paused, 2), "{changes:?}");
}

#[test]
fn what_the_list_does_not_hold_is_deleted_or_never_arrived() {
    let listed_at = NOW.plus(HOUR);
    let mut gone = approved();
    assert_eq!(missing_at_meta(&mut gone, listed_at, listed_at).len(), 1);
    assert_eq!(gone.status, Status::Deleted);
    let mut lost = draft();
    lost.submit(NOW).unwrap();
    let under_way = missing_at_meta(&mut lost, NOW.plus(Duration::from_secs(1)), listed_at);
    assert_eq!((under_way, lost.status), (vec![], Status::Pending), "the request may still arrive");
    missing_at_meta(&mut lost, listed_at, listed_at);
    assert_eq!((lost.status, lost.draft.is_some(), lost.content), (Status::Draft, true, None));
    let mut draft = draft();
    assert_eq!(missing_at_meta(&mut draft, listed_at, listed_at), []);
}

#[test]
fn what_meta_adds_is_kept() {
    let whole = json!({ "name": "aviso", "language": "es", "category": "UTILITY", "wave": 3, "components":
        [{ "type": "BODY", "text": "Hola.", "glow": true }, { "type": "SHINE", "rays": [1, 2] }] });
    let template: NewTemplate = serde_json::from_value(whole.clone()).unwrap();
    let mut known = draft();
    known.write(template, NOW);
    assert_eq!(serde_json::to_value(known.latest().unwrap()).unwrap(), whole);
}
