//! How much of a set of marked messages the entity grammars read, by kind and language, and what a message costs.
//!
//! `cargo bench -p nlu --bench entities -- [--show KIND LANGUAGE] [PATH]`. PATH holds `LANGUAGE/KIND.jsonl`, a line being
//! `{text, ref, results: [{Text, Start, End, TypeName, Resolution}]}` as in the Recognizers-Text specifications;
//! without it `../shared/nlu/entities` is read when it is there. "span" asks for the number of results, their spans
//! and types; "full" also for every value of the expected resolution; "false" counts the results on messages that
//! name nothing.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a measurement says what it expects and what it finds")]
#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

mod case;
mod resolution;
mod score;

use case::Case;
use nlu::entity::{self, Context, Kinds, Language};
use score::Score;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const USUAL: &str = "../shared/nlu/entities";
/// Timing rounds: the quickest of a message's rounds is its cost, what else the machine does is not.
const ROUNDS: usize = 5;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let mut show = None;
    let mut path = None;
    while let Some(argument) = arguments.next() {
        if argument == "--show" {
            show = arguments.next().zip(arguments.next());
        } else {
            path = Some(PathBuf::from(argument));
        }
    }
    let Some(folder) = path.or_else(usual) else {
        println!("no marked messages: {USUAL} is not there and no path was given; nothing was measured");
        return;
    };
    let mut costs = Vec::new();
    let mut cases = 0;
    println!("{:<14} {:>3} {:>6} {:>7} {:>7} {:>12}", "kind", "in", "cases", "span %", "full %", "false");
    for language in Language::ALL {
        for (kind, score) in measure(&folder, language, show.as_ref(), &mut costs) {
            cases += if kind.starts_with(' ') { 0 } else { score.cases };
            println!("{}", score.line(&kind, code(language)));
        }
    }
    println!("{cases} cases");
    if costs.is_empty() {
        return;
    }
    costs.sort_unstable();
    let mean = costs.iter().sum::<Duration>() / u32::try_from(costs.len()).expect("a countable number of messages");
    let at = |share: usize| costs.get((costs.len() - 1) * share / 100).copied().unwrap_or_default();
    println!("all kinds on one message: mean {mean:?}, p50 {:?}, p99 {:?}, worst {:?}", at(50), at(99), at(100));
}

/// The usual folder, looked for from the workspace's root and from there upward by one.
fn usual() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2)?;
    [root.join(USUAL), root.join("..").join(USUAL)].into_iter().find(|path| path.is_dir())
}

fn code(language: Language) -> &'static str {
    match language {
        Language::Spanish => "es",
        Language::Portuguese => "pt",
        Language::English => "en",
    }
}

/// The scores of every file of a language, by the file's name.
fn measure(
    folder: &Path,
    language: Language,
    show: Option<&(String, String)>,
    costs: &mut Vec<Duration>,
) -> Vec<(String, Score)> {
    let Ok(entries) = std::fs::read_dir(folder.join(code(language))) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let mut scores = Vec::new();
    for file in files {
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(kind) = case::kind(&name) else { continue };
        let shown = show.is_some_and(|(of, into)| *of == name && into == code(language));
        let mut score = Score::default();
        for case in Case::read(&file) {
            let context = Context { kinds: kind.into(), ..Context::new(std::slice::from_ref(&language), &case.now) };
            let found = entity::find(&case.text, &context);
            let problem = score.count(&case, &found, language);
            if let (true, Some(problem)) = (shown, problem) {
                println!("{problem}");
            }
            costs.push(cost(&case, Context { kinds: Kinds::ALL, ..context }));
        }
        if score.cases > 0 {
            scores.extend(score.split(&name));
        }
    }
    scores
}

fn cost(case: &Case, context: Context<'_>) -> Duration {
    let once = || {
        let started = Instant::now();
        std::hint::black_box(entity::find(&case.text, &context));
        started.elapsed()
    };
    (0..ROUNDS).map(|_| once()).min().unwrap_or_default()
}
