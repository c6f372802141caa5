//! Memory, SQLite and PostgreSQL name the same people, whatever the people and whatever the segment.
//!
//! `PROPTEST_CASES` says how many worlds are made; each is asked several segments.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

#[path = "../support/mod.rs"]
mod support;

mod people;
mod trees;
mod world;

use domain::contact::{Merge, MergeCause};
use domain::id::{ContactId, SegmentId};
use domain::segment::condition::{Is, Membership};
use domain::segment::{Condition, matches};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::collections::BTreeSet;
use store::Db;
use store::segment::ask::{self, Asked};
use support::Fresh;
use trees::Drawn;
use world::{NOW, World};

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

fn drawn_worlds() -> impl Strategy<Value = Drawn> {
    (people::people(), trees::tree(0), trees::tree(1), trees::tree(0), prop::collection::vec(trees::tree(3), 1..6))
        .prop_map(|(people, first, second, frozen, asked)| Drawn { people, saved: [first, second], frozen, asked })
}

/// Every drawn segment of a world, asked in memory and of the database.
async fn all_agree(db: &Db, drawn: &Drawn) -> Result<(), TestCaseError> {
    let world = World::write(db, drawn).await;
    for condition in &drawn.asked {
        let expected: BTreeSet<ContactId> = world
            .people
            .iter()
            .filter(|person| matches(condition, person, &world.library, NOW))
            .map(|person| person.contact.id)
            .collect();
        let asked = Asked { workspace: world.workspace, condition, library: &world.library, now: NOW };
        let mut tx = db.read().await.expect("a transaction");
        let page = ask::page(&mut tx, asked, None, 1_000).await.expect("a page");
        let told = || serde_json::to_string(condition).expect("written");
        prop_assert_eq!(page.iter().copied().collect::<BTreeSet<_>>(), expected.clone(), "{}", told());
        prop_assert_eq!(page.len(), expected.len(), "nobody twice: {}", told());
        let count = ask::count(&mut tx, asked).await.expect("a count");
        prop_assert_eq!(count, expected.len() as u64, "{}", told());
        let some: Vec<ContactId> = world.people.iter().map(|person| person.contact.id).step_by(2).collect();
        let those = ask::those_of(&mut tx, asked, &some).await.expect("those of some");
        prop_assert_eq!(those, some.into_iter().filter(|id| expected.contains(id)).collect(), "of some: {}", told());
        let sample = ask::sample(&mut tx, asked, 3).await.expect("a sample");
        prop_assert_eq!(sample, expected.iter().rev().take(3).copied().collect::<Vec<_>>(), "{}", told());
    }
    Ok(())
}

fn any_world_is_named_alike(fresh: &Fresh, runtime: &tokio::runtime::Runtime) {
    let cases = Config::default().cases.min(192);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&drawn_worlds(), |drawn| runtime.block_on(all_agree(&fresh.db, &drawn)));
    assert!(outcome.is_ok(), "{:?}: {}", fresh.db.engine(), outcome.expect_err("it failed"));
}

#[test]
fn sqlite_and_memory_name_the_same_people() {
    let runtime = runtime();
    let fresh = runtime.block_on(support::sqlite());
    any_world_is_named_alike(&fresh, &runtime);
}

#[test]
fn postgres_and_memory_name_the_same_people() {
    let runtime = runtime();
    if let Some(fresh) = runtime.block_on(support::postgres()) {
        any_world_is_named_alike(&fresh, &runtime);
    }
}

/// What a drawn world asks is worth asking: most conditions hold of somebody and not of everybody.
#[test]
fn drawn_segments_tell_people_apart() {
    let mut runner = TestRunner::deterministic();
    let (mut telling, mut asked) = (0, 0);
    for _ in 0..100 {
        let drawn = drawn_worlds().new_tree(&mut runner).expect("a world").current();
        let world = World::of(&drawn, World::first_workspace());
        for condition in &drawn.asked {
            let named = world.people.iter().filter(|person| matches(condition, person, &world.library, NOW)).count();
            telling += usize::from(named > 0 && named < world.people.len());
            asked += 1;
        }
    }
    assert!(telling * 4 > asked, "{telling} of {asked} segments name some and not all");
}

async fn a_merged_contact_is_in_no_segment(db: Db) {
    let drawn = Drawn {
        people: vec![people::nobody(), people::nobody()],
        saved: [Condition::everybody(), Condition::everybody()],
        frozen: Condition::everybody(),
        asked: Vec::new(),
    };
    let world = World::write(&db, &drawn).await;
    let (one, other) = (world.people[0].contact.clone(), world.people[1].contact.clone());
    let kept = one.id;
    let mut tx = db.write().await.expect("a transaction");
    let (conversations, cause) = (Vec::new(), MergeCause::Agent);
    let merge = Merge { kept: one, gone: other, conversations, cause, by: None, at: NOW };
    let merged = domain::event::Event::ContactsMerged(Box::new(merge));
    store::apply::apply(&mut tx, world.workspace, NOW, vec![merged]).await.expect("merged");
    let frozen = World::frozen();
    for condition in [
        Condition::everybody(),
        Condition::None(vec![Condition::Label(Is::Is("vip".into()))]),
        Condition::Segment(Membership::In(frozen)),
    ] {
        let asked = Asked { workspace: world.workspace, condition: &condition, library: &world.library, now: NOW };
        assert_eq!(ask::page(&mut tx, asked, None, 10).await.expect("a page"), [kept], "{condition:?}");
    }
}

async fn a_long_list_is_frozen_slice_by_slice(db: Db) {
    let drawn = Drawn {
        people: (0..5).map(|_| people::nobody()).collect(),
        saved: [Condition::everybody(), Condition::everybody()],
        frozen: Condition::everybody(),
        asked: Vec::new(),
    };
    let world = World::write(&db, &drawn).await;
    let mut tx = db.write().await.expect("a transaction");
    let everybody = Condition::everybody();
    let asked = Asked { workspace: world.workspace, condition: &everybody, library: &world.library, now: NOW };
    let list = SegmentId(uuid::Uuid::from_u128(77));
    let third = world.people[2].contact.id;
    let (written, last) = ask::freeze(&mut tx, asked, list, Some(third)).await.expect("frozen");
    assert_eq!((written, last), (2, world.people.last().map(|person| person.contact.id)));
    assert_eq!(ask::freeze(&mut tx, asked, list, last).await.expect("frozen"), (0, None));
}

on_both_engines!(a_merged_contact_is_in_no_segment, a_long_list_is_frozen_slice_by_slice);
