//! What training and asking cost: a hundred intents of fifteen examples, one processor core.

use std::time::Instant;

use nlu::intent::{Encoder, Model};

use super::Bench;
use super::data::{Line, read, training_set};
use super::shares::{head, row};

const INTENTS: usize = 100;
const EXAMPLES: usize = 15;

pub fn report(bench: &Bench, before: Option<f64>) -> String {
    let mut text = "## Cost: 100 intents of 15 examples (CLINC150), messages of its validation set\n\n".to_owned();
    let file = |name: &str| read(&bench.sets.join("clinc150").join(format!("{name}.tsv")));
    let (Some(all), Some(mut asked)) = (file("train"), file("valid")) else { return text + "Not measured: no set.\n" };
    let train = some_of(&all);
    asked.retain(|line| train.iter().any(|known| known.intent == line.intent));
    asked.truncate(1_000);
    text += &head(&["who", "training", "message, median", "message, 99 of 100 within", "memory"]);
    if let Some(measured) = bench.peer.as_ref().and_then(|peer| peer.measure("en", &train, &[&asked])) {
        for file in &measured.files {
            text += &cost("nlp.js", measured.seconds, file.median, file.slowest, Some(measured.megabytes));
        }
    }
    text += &ours("lexical tier", &train, &asked, None, before);
    if let Some(encoder) = bench.encoder() {
        text += &ours("with the encoder", &train, &asked, Some(encoder), before);
    }
    text
}

fn ours(who: &str, train: &[Line], asked: &[Line], encoder: Option<&dyn Encoder>, before: Option<f64>) -> String {
    let set = training_set(train);
    let (model, seconds) = timed(|| Model::train(&set, encoder, 1));
    let Ok(model) = model else { return String::new() };
    let mut costs: Vec<f64> =
        asked.iter().map(|line| timed(|| model.understand(&line.text, encoder)).1 * 1e6).collect();
    costs.sort_by(f64::total_cmp);
    let at = |hundredth: usize| costs.get(costs.len() * hundredth / 100).copied().unwrap_or_default();
    // The encoder is in memory all along: it counts only where it is used.
    let stored = serde_json::to_vec(&model).map_or(0, |bytes| bytes.len());
    let grown = megabytes().zip(before).map(|(now, before)| now - before).filter(|_| encoder.is_some());
    let who = format!("{who} (model of {} kB)", stored / 1_000);
    cost(&who, seconds, at(50), at(99), grown)
}

fn cost(who: &str, seconds: f64, median: f64, slowest: f64, megabytes: Option<f64>) -> String {
    let memory = megabytes.map_or_else(|| "–".to_owned(), |megabytes| format!("{megabytes:.0} MB"));
    let milliseconds = |microseconds: f64| format!("{:.3} ms", microseconds / 1_000.0);
    row(&[who.to_owned(), format!("{seconds:.2} s"), milliseconds(median), milliseconds(slowest), memory])
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn timed<T>(run: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let value = run();
    (value, start.elapsed().as_secs_f64())
}

fn some_of(lines: &[Line]) -> Vec<Line> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut kept = Vec::new();
    for line in lines {
        let known = counts.iter().position(|(intent, _)| *intent == line.intent);
        let at = known.unwrap_or(counts.len());
        if known.is_none() {
            counts.push((&line.intent, 0));
        }
        if let Some((_, count)) = counts.get_mut(at).filter(|(_, count)| at < INTENTS && *count < EXAMPLES) {
            *count += 1;
            kept.push(line.clone());
        }
    }
    kept
}

/// The memory this process has, where the system says.
pub fn megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.trim().strip_suffix(" kB")?;
    kilobytes.trim().parse::<f64>().ok().map(|kilobytes| kilobytes / 1_000.0)
}
