//! How well and how fast messages are understood, beside nlp.js on the same sentences in the same run:
//! `cargo bench -p nlu --bench understanding -- FOLDER [PEER]`, FOLDER holding the public sets (docs/understanding-figures.md
//! says which), PEER being where nlp.js is installed. Prints the report; `make bench-nlu` also keeps it.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints its report")]

mod accuracy;
mod data;
mod languages;
mod outside;
mod peer;
mod shares;
mod speed;
mod typing;

use std::path::{Path, PathBuf};

use nlu::intent::{Encoder, MultilingualEncoder};

use peer::Peer;

const ENCODER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/encoder/use-multilingual-3.bin");
const ACCEPTANCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/acceptance");

/// Where sentences come from and who is asked.
struct Bench {
    /// Public sets beside the repository.
    sets: PathBuf,
    acceptance: PathBuf,
    encoder: Option<MultilingualEncoder>,
    peer: Option<Peer>,
}

impl Bench {
    fn encoder(&self) -> Option<&dyn Encoder> {
        self.encoder.as_ref().map(|encoder| encoder as &dyn Encoder)
    }
}

fn main() {
    // Cargo adds a flag of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some(folder) = arguments.first() else {
        eprintln!("understanding: not measured: name the folder of the public sets");
        return;
    };
    let sets = Path::new(folder).join("intents");
    if !sets.is_dir() {
        eprintln!("understanding: {} is not there: only our own acceptance set is measured", sets.display());
    }
    let before = speed::megabytes();
    let encoder = std::fs::read(ENCODER).ok().and_then(|bytes| MultilingualEncoder::from_bytes(bytes).ok());
    if encoder.is_none() {
        eprintln!("understanding: the encoder's file is not there; `cargo xtask encoder` makes it");
    }
    let peer = arguments.get(1).map(|folder| Peer::in_folder(Path::new(folder)));
    let bench = Bench { sets, acceptance: PathBuf::from(ACCEPTANCE), encoder, peer };
    println!("{}", speed::report(&bench, before));
    println!("{}", accuracy::report(&bench));
    println!("{}", outside::report(&bench));
    println!("{}", typing::report(&bench));
    println!("{}", languages::report(&bench));
}
