//! Enrolments as the databases keep them: a person is in a series once at a time, and goes on where they were.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

#[path = "../support/mod.rs"]
mod support;

use domain::campaign::Kind;
use domain::id::{CampaignId, ContactId, IdSource, WorkspaceId};
use domain::series::moment::Origin;
use domain::series::{Ending, Enrolment, Series};
use domain::time::Timestamp;
use serde_json::json;
use store::campaign::{self, NewCampaign};
use store::series::{self, Place};
use store::{Db, Tx};

const NOW: Timestamp = Timestamp(1_790_000_000_000);

struct Room {
    workspace: WorkspaceId,
    id: CampaignId,
    people: [ContactId; 2],
}

async fn room(tx: &mut Tx) -> Room {
    let mut ids = IdSource::new(7);
    let (workspace, id) = (WorkspaceId::new(&mut ids, NOW), CampaignId::new(&mut ids, NOW));
    let document = Series::read(json!({
        "trigger": {"kind": "event", "event": "cart_abandoned"},
        "steps": [{"hours": 1, "message": {"name": "A", "template": "t", "language": "es"}}],
    }));
    let document = document.expect("a series");
    let plan = document.campaign();
    let new = NewCampaign { id, name: "x", kind: Kind::Series, plan: &plan, made_of: None, created_by: String::new() };
    campaign::create(tx, workspace, new, NOW).await.expect("a campaign");
    series::create(tx, workspace, id, &document).await.expect("a series");
    let people = [ContactId::new(&mut ids, NOW), ContactId::new(&mut ids, NOW)];
    Room { workspace, id, people }
}

fn place(contact: ContactId, occurrence: &str, minutes: i64) -> Place {
    let due_at = Timestamp(NOW.0 + minutes * 60_000);
    let enrolment = Enrolment { origin: Origin::Moment(NOW), next: 0, due_at };
    Place { contact, occurrence: occurrence.to_owned(), enrolment }
}

async fn a_person_is_in_a_series_once_at_a_time(db: Db) {
    let mut tx = db.write().await.expect("a transaction");
    let Room { workspace, id, people: [ana, bea] } = room(&mut tx).await;
    let later = Timestamp(NOW.0 + 3_600_000);
    let begin =
        async |tx: &mut Tx, places: &[Place], at| series::enrol(tx, workspace, id, places, at).await.expect("enrolled");

    assert_eq!(begin(&mut tx, &[place(ana, "one", 60), place(bea, "one", 30)], NOW).await, 2);
    assert_eq!(begin(&mut tx, &[place(ana, "two", 60)], NOW).await, 0, "she is in it");
    let due = series::due(&mut tx, workspace, id, later, 10).await.expect("rows");
    assert_eq!(due.iter().map(|place| place.contact).collect::<Vec<_>>(), [bea, ana], "the most overdue first");
    assert_eq!(due[1].enrolment, place(ana, "one", 60).enrolment);

    series::end(&mut tx, workspace, id, &due[1], Ending::Done, later).await.expect("ended");
    assert_eq!(begin(&mut tx, &[place(ana, "one", 90)], later).await, 0, "the same occurrence again");
    assert_eq!(begin(&mut tx, &[place(ana, "two", 90)], later).await, 1, "another one");
    let began = series::last_began(&mut tx, workspace, id, [ana, bea]).await.expect("rows");
    assert_eq!((began[&ana], began[&bea]), (later, NOW));
}

async fn a_person_goes_on_where_they_were(db: Db) {
    let mut tx = db.write().await.expect("a transaction");
    let Room { workspace, id, people: [ana, bea] } = room(&mut tx).await;
    series::enrol(&mut tx, workspace, id, &[place(ana, "", 5), place(bea, "", 6)], NOW).await.expect("enrolled");
    let mut moved = place(ana, "", 500);
    moved.enrolment.next = 3;
    moved.enrolment.origin = Origin::Day("2026-05-17".parse().expect("a day"));
    series::wait(&mut tx, workspace, id, &moved).await.expect("moved");

    let soon = Timestamp(NOW.0 + 400 * 60_000);
    let due = series::due(&mut tx, workspace, id, soon, 10).await.expect("rows");
    assert_eq!(due.iter().map(|place| place.contact).collect::<Vec<_>>(), [bea]);
    assert_eq!(
        series::next_due(&mut tx, workspace, id).await.expect("a row"),
        Some(place(bea, "", 6).enrolment.due_at)
    );
    let all = series::due(&mut tx, workspace, id, Timestamp(i64::MAX), 10).await.expect("rows");
    assert_eq!(all[1].enrolment, moved.enrolment);

    assert_eq!(series::withdraw_all(&mut tx, workspace, id, soon).await.expect("withdrawn"), 2);
    assert_eq!(series::next_due(&mut tx, workspace, id).await.expect("a row"), None);
    assert_eq!(series::people::count(&mut tx, workspace, id).await.expect("rows").by_state["withdrawn"], 2);
}

on_both_engines!(a_person_is_in_a_series_once_at_a_time, a_person_goes_on_where_they_were);
