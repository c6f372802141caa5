//! Random flows of all kinds of nodes, random people: whatever happens, nothing panics, nothing goes round for ever,
//! nothing is sent outside the gate, the conversation is with the bot, with a person or at its end, and the same seed
//! tells the same story.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may say what it expects")]

mod dice;
mod document;
mod story;

use dice::Dice;
use domain::flow::checker;
use domain::flow::document::NodeKind;
use proptest::prelude::*;
use std::collections::BTreeSet;
use story::Story;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_somebody_holds_the_conversation(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let sources = document::flows(&mut dice);
        for source in &sources {
            let (flow, problems) = checker::check(source);
            let errors: Vec<_> = problems.iter().filter(|problem| problem.severity == checker::Severity::Error).collect();
            prop_assert!(flow.is_some() && errors.is_empty(), "{errors:?}\n{source}");
        }
        let told = Story::play(seed, &sources);
        prop_assert_eq!(told, Story::play(seed, &sources));
    }

    /// With every fault an author can make: names that nobody sets, loops, ways that lead nowhere.
    #[test]
    fn not_even_a_broken_flow_breaks_the_engine(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let sources = document::careless_flows(&mut dice);
        let told = Story::play(seed, &sources);
        prop_assert_eq!(told, Story::play(seed, &sources));
    }
}

#[test]
fn the_dice_make_every_kind_of_node() {
    let mut kinds = BTreeSet::new();
    for seed in 0..200 {
        for source in document::flows(&mut Dice::new(seed)) {
            let flow = domain::flow::document::Flow::parse(&source).unwrap();
            kinds.extend(flow.nodes.values().map(|node| node.kind.key()));
        }
    }
    let all: BTreeSet<&str> = NodeKind::KEYS.iter().copied().collect();
    assert_eq!(kinds, all);
}
