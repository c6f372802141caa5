//! Nothing forbidden is ever sent, by any path, and nothing that is allowed is kept back.
//!
//! Random worlds from a seed: people who agreed, refused, were never asked, are blocked, wrote lately or did not, were
//! written to today or not, got many messages or few; a limit of Meta's with much room or none; templates that may be
//! sent and that may not; numbers that can send and that cannot. In each of them every path sends to everybody: what the
//! emulator heard must be what the one pure gate allows, no more and no less.

mod paths;
mod world;

use crate::on_both_engines;
use crate::stage::Database;
use paths::House;
use world::World;

/// So many worlds in each run; `RECADO_GATE_WORLDS` asks for more, `RECADO_GATE_SEED` for others.
const WORLDS: u64 = 3;

#[expect(clippy::print_stdout, reason = "the seed of a world that fails is told")]
async fn only_what_the_gate_allows_goes_out(database: Database) {
    let (worlds, seed) = (asked("RECADO_GATE_WORLDS", WORLDS), asked("RECADO_GATE_SEED", 1));
    let house = House::build(database).await;
    let mut sent = 0;
    for seed in seed..seed + worlds {
        let mut world = World::draw(seed);
        println!("world {seed}: {world:?}");
        house.settle(&mut world).await;
        sent += house.agents_write(&world).await;
        sent += house.programs_write(&world).await;
        sent += house.a_campaign_goes_out(&world).await;
        sent += house.what_failed_is_tried_again(&world).await;
        sent += house.what_is_undecided_is_decided(&world).await;
        sent += house.a_series_begins(&world).await;
        sent += house.people_write_and_the_flow_answers(&world).await;
    }
    println!("{worlds} worlds, {sent} messages");
    assert!(sent > 0, "a gate that lets nothing through proves nothing");
    assert_eq!(house.all_that_was_heard(), sent, "nothing went out between the steps");
    house.close().await;
}

fn asked(name: &str, otherwise: u64) -> u64 {
    #[expect(clippy::disallowed_methods, reason = "whoever looks for a rare world asks for many")]
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

on_both_engines!(only_what_the_gate_allows_goes_out);
