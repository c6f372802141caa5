//! Two numbers that claim in the same instant, over two connections: neither a cap nor Meta's limit is given away twice.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

mod support;

use domain::campaign::{Kind, Plan, RecipientState, State};
use domain::contact::Contact;
use domain::event::Event;
use domain::id::{CampaignId, ContactId, IdSource, NumberId, WorkspaceId};
use domain::time::Timestamp;
use std::time::Duration;
use store::campaign::claim::{self, Whose};
use store::campaign::planner::{self, Planned};
use store::campaign::{self, NewCampaign};
use store::number::{self, Heard, NewNumber};
use store::{Db, Engine, Tx, apply, args, tier, workspace};
use tokio::task::JoinHandle;

const NOW: Timestamp = Timestamp(1_800_000_000_000);
const DAY: Duration = Duration::from_hours(24);

#[derive(Clone)]
struct Shop {
    db: Db,
    workspace: WorkspaceId,
    contact: ContactId,
    numbers: [NumberId; 2],
    /// One from each number, to the same person.
    campaigns: [CampaignId; 2],
}

impl Shop {
    async fn new(db: Db) -> Self {
        let mut ids = IdSource::new(1);
        let mut tx = db.write().await.expect("a transaction");
        let workspace = WorkspaceId::new(&mut ids, NOW);
        workspace::create(&mut tx, workspace, "Prueba", NOW).await.expect("a workspace");
        let contact = ContactId::new(&mut ids, NOW);
        let ana = Contact::new(contact, "Ana".to_owned(), NOW);
        apply::apply(&mut tx, workspace, NOW, vec![Event::ContactSaved(ana)]).await.expect("applied");
        let numbers = [NumberId::new(&mut ids, NOW), NumberId::new(&mut ids, NOW)];
        let campaigns = [CampaignId::new(&mut ids, NOW), CampaignId::new(&mut ids, NOW)];
        for (number, campaign) in numbers.into_iter().zip(campaigns) {
            connect(&mut tx, workspace, number).await;
            run(&mut tx, workspace, campaign, (number, contact)).await;
        }
        tx.commit().await.expect("committed");
        Self { db, workspace, contact, numbers, campaigns }
    }

    /// Until something waits for a lock, or the task went through without.
    async fn until_it_waits<T>(&self, task: &JoinHandle<T>) {
        let mut waiting = 0;
        while waiting == 0 && !task.is_finished() {
            let mut look = self.db.read().await.expect("a look");
            if look.engine() == Engine::Sqlite {
                // It has one writer: who comes second waits before it reads anything.
                return;
            }
            let locks = "SELECT COUNT(*) FROM pg_locks WHERE NOT granted";
            let found: Option<(i64,)> = look.row(locks, args![]).await.expect("locks");
            waiting = found.map_or(0, |(count,)| count);
            tokio::task::yield_now().await;
        }
    }
}

async fn connect(tx: &mut Tx, workspace: WorkspaceId, id: NumberId) {
    let new = NewNumber {
        id,
        phone_number_id: id.to_string(),
        waba_id: "waba".to_owned(),
        display_phone_number: String::new(),
        verified_name: String::new(),
        messages_per_second: 80,
        simulated: true,
        sealed_access_token: Vec::new(),
    };
    number::create(tx, workspace, new, NOW).await.expect("a number");
    let heard = Heard { messaging_limit: Some("1".to_owned()), quality: None };
    assert!(number::hear(tx, workspace, id, heard).await.expect("heard"));
}

/// A campaign that runs, of one row.
async fn run(tx: &mut Tx, workspace: WorkspaceId, id: CampaignId, (number, contact): (NumberId, ContactId)) {
    let (plan, created_by) = (Plan::default(), "user:1".to_owned());
    let new = NewCampaign { id, name: "Prueba", kind: Kind::Campaign, plan: &plan, made_of: None, created_by };
    campaign::create(tx, workspace, new, NOW).await.expect("created");
    let mut running = campaign::one(tx, workspace, id).await.expect("read").expect("there");
    running.state = State::Running;
    campaign::save(tx, workspace, &running, NOW).await.expect("saved");
    let row = Planned {
        position: 0,
        contact,
        step: 0,
        number,
        address: "+34600111222".to_owned(),
        variant: 0,
        values: Vec::new(),
        state: RecipientState::Waiting,
        reason: None,
        due_at: NOW,
    };
    planner::insert(tx, workspace, id, &[row]).await.expect("planned");
}

/// What the person got already, as a number sees it that takes its own message to them.
async fn take(shop: &Shop, place: usize) -> (Tx, u32) {
    let (number, campaign) = (shop.numbers.get(place).expect("a number"), shop.campaigns.get(place).expect("one"));
    let mut tx = shop.db.write().await.expect("a transaction");
    let due = claim::due(&mut tx, shop.workspace, (*campaign, *number), NOW, Whose::Anybody, 9).await.expect("due");
    claim::hold_people(&mut tx, shop.workspace, &due).await.expect("held");
    assert_eq!(claim::take(&mut tx, shop.workspace, *campaign, &due).await.expect("taken").len(), 1);
    let since = NOW.minus(DAY);
    let counts = claim::counts(&mut tx, shop.workspace, &[shop.contact], since, *campaign).await.expect("counts");
    (tx, counts.get(&shop.contact).copied().unwrap_or_default())
}

async fn a_cap_sees_the_message_another_number_takes_in_the_same_instant(db: Db) {
    let shop = Shop::new(db).await;
    let (first, seen) = take(&shop, 0).await;
    assert_eq!(seen, 0);
    let other = shop.clone();
    let second = tokio::spawn(async move { take(&other, 1).await.1 });
    shop.until_it_waits(&second).await;
    first.commit().await.expect("committed");
    assert_eq!(second.await.expect("taken"), 1);
}

async fn the_last_room_of_a_day_is_given_once(db: Db) {
    let shop = Shop::new(db).await;
    let room = async |shop: &Shop, place: usize| {
        let number = *shop.numbers.get(place).expect("a number");
        let mut tx = shop.db.write().await.expect("a transaction");
        let mut reach = tier::hold(&mut tx, shop.workspace, number, NOW).await.expect("held");
        let room = reach.standing(number).room();
        reach.add(number, shop.contact);
        tier::count(&mut tx, shop.workspace, &reach, NOW).await.expect("counted");
        (tx, room)
    };
    let (first, left) = room(&shop, 0).await;
    assert_eq!(left, Some(1));
    let other = shop.clone();
    let second = tokio::spawn(async move { room(&other, 1).await.1 });
    shop.until_it_waits(&second).await;
    first.commit().await.expect("committed");
    assert_eq!(second.await.expect("looked"), Some(0));
    // Whoever is counted already is not counted twice, and is gone a day and a little later.
    let mut tx = shop.db.read().await.expect("a look");
    let number = shop.numbers.first().expect("a number");
    for (passed, used) in [(Duration::ZERO, 1), (DAY, 1), (DAY + Duration::from_mins(2), 0)] {
        let standings = tier::standings(&mut tx, shop.workspace, NOW.plus(passed)).await.expect("standings");
        assert_eq!(standings.get(number).map(|standing| standing.used), Some(used), "{passed:?}");
    }
}

on_both_engines!(a_cap_sees_the_message_another_number_takes_in_the_same_instant, the_last_room_of_a_day_is_given_once,);
