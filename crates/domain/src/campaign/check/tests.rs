use super::*;
use crate::id::{IdSource, NumberId, SegmentId, TemplateId, WorkspaceId};
use crate::number::{Health, Number};
use crate::segment::{Condition, Library, Members, Segment};
use crate::time::Timestamp;
use serde_json::{Value, json};
use whatsapp::template::{Button, Category, Component};

struct Room {
    number: Number,
    segment: SegmentId,
    library: Library,
    templates: Vec<Template>,
}

fn room() -> Room {
    let (mut ids, now) = (IdSource::new(1), Timestamp(1_800_000_000_000));
    let number = Number {
        id: NumberId::new(&mut ids, now),
        workspace: WorkspaceId::new(&mut ids, now),
        phone_number_id: "1".to_owned(),
        waba_id: "waba".to_owned(),
        display_phone_number: String::new(),
        verified_name: String::new(),
        messages_per_second: 80,
        health: Health::Connected,
        simulated: true,
    };
    let segment = SegmentId::new(&mut ids, now);
    let all = Segment { id: segment, name: "Todos".to_owned(), members: Members::Meeting(Condition::everybody()) };
    let content = NewTemplate::new("promo", "es", Category::Marketing)
        .with(Component::media_header(HeaderFormat::Image, "h"))
        .with(Component::body("Hola {{1}}, {{2}}", ["Ana", "lunes"]))
        .with(Component::buttons(vec![
            Button::quick_reply("Quiero"),
            Button::url("Ver", "https://example.com/{{1}}", Some("https://example.com/x")),
        ]));
    let mut template = Template::begun(TemplateId::new(&mut ids, now), "waba", content.clone(), now);
    (template.content, template.draft, template.status) = (Some(content), None, Status::Approved);
    Room { number, segment, library: Library::new([all]), templates: vec![template] }
}

impl Room {
    fn plan(&self) -> Value {
        json!({
            "numbers": [self.number.id], "audience": {"include": [self.segment]},
            "variants": [{"name": "A", "template": "promo", "language": "es", "parameters": {
                "body.1": {"attribute": "first_name"}, "body.2": {"expression": "{{ contact.fields.day }}", "default": "hoy"},
                "header.media": {"text": "https://example.com/a.png"}, "button.1.1": {"text": "x"}}}],
        })
    }

    fn faults(&self, plan: Value) -> Vec<String> {
        let known =
            Known { numbers: std::slice::from_ref(&self.number), segments: &self.library, templates: &self.templates };
        check(&Plan::read(plan).unwrap(), known).into_iter().map(|fault| fault.place).collect()
    }
}

#[test]
fn a_plan_that_may_be_launched_has_no_faults() {
    let room = room();
    assert_eq!(room.faults(room.plan()), Vec::<String>::new());
}

#[test]
fn an_empty_plan_lacks_everything() {
    assert_eq!(room().faults(json!({})), ["numbers", "audience.include", "variants"]);
}

#[test]
fn each_fault_names_its_place() {
    let room = room();
    let nobody = "01920000-0000-7000-8000-000000000009";
    for (pointer, value, place) in [
        ("/numbers", json!([room.number.id, nobody]), "numbers[1]"),
        ("/numbers", json!([room.number.id, room.number.id]), "numbers"),
        ("/audience/exclude", json!([nobody]), "audience.exclude[0]"),
        ("/audience/not_written_for_days", json!(0), "audience.not_written_for_days"),
        ("/variants/0/weight", json!(0), "variants"),
        ("/variants/0/template", json!("none"), "variants[0].template"),
        ("/variants/0/parameters/body.1", json!({"attribute": "surname"}), "variants[0].parameters.body.1"),
        ("/variants/0/parameters/body.1", json!({"expression": "{{ contact. }}"}), "variants[0].parameters.body.1"),
        ("/variants/0/parameters/body.3", json!({"text": "x"}), "variants[0].parameters.body.3"),
        ("/schedule", json!({"window": {"from": "09:00", "until": "09:00"}}), "schedule.window"),
        ("/schedule", json!({"window": {"from": "09:00", "until": "10:00", "days": [8]}}), "schedule.window.days"),
        ("/schedule", json!({"window": {"from": "09:00", "until": "10:00", "clock": "Mars"}}), "schedule.window.clock"),
        ("/schedule", json!({"per_minute": 0}), "schedule.per_minute"),
        ("/schedule", json!({"waves": [{"percent": 60}, {"percent": 50}]}), "schedule.waves"),
        ("/hold_out_percent", json!(60), "hold_out_percent"),
        ("/stop", json!({"failure_percent": 0}), "stop.failure_percent"),
        ("/frequency_cap", json!({"messages": 0, "days": 7}), "frequency_cap"),
        ("/goal", json!({"event": " "}), "goal.event"),
    ] {
        let mut plan = room.plan();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        plan.pointer_mut(parent).unwrap()[key] = value;
        assert_eq!(room.faults(plan), [place], "{pointer}");
    }
}

#[test]
fn a_template_that_meta_has_not_approved_is_a_fault() {
    let mut room = room();
    room.templates[0].status = Status::Paused;
    assert_eq!(room.faults(room.plan()), ["variants[0].template"]);
}

#[test]
fn blanks_are_named_by_their_place() {
    let room = room();
    let blanks = blanks(room.templates[0].content.as_ref().unwrap());
    assert_eq!(blanks.into_iter().collect::<Vec<_>>(), ["body.1", "body.2", "button.1.1", "header.media"]);
}
