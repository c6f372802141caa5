//! A number with what it counts: money, lengths and weights, ages, temperatures.

mod ages;
mod money;
mod money_table;
mod quantities;
mod temperatures;
mod unit_table;

pub(super) use ages::find as ages;
pub(super) use money::find as money;
pub(super) use quantities::find as quantities;
pub(super) use temperatures::find as temperatures;

use super::number::Word;
use super::reader::Reader;
use super::token::Class;

/// An amount and the token after it.
#[derive(Clone, Copy, Debug)]
struct Amount {
    end: usize,
    value: f64,
}

/// The amount that begins at `at`: a number, or a half before its unit ("medio kilo").
fn amount(reader: &Reader<'_>, at: usize) -> Option<Amount> {
    if !reader.begins(at) && reader.text.word(at) != "-" {
        return None;
    }
    if let Some(reading) = reader.numbers.at(at) {
        return Some(Amount { end: reading.end, value: reading.value });
    }
    let value = match reader.numbers.word(at)? {
        Word::Half => 0.5,
        // "that one" names no number, "that one mile" does.
        Word::Unit(value) => *value,
        _ => return None,
    };
    Some(Amount { end: at + 1, value })
}

/// Where a unit may stand after its amount: at once, past a hyphen ("3-inch") or past "de" ("millones de euros").
fn unit_places(reader: &Reader<'_>, end: usize) -> impl Iterator<Item = usize> {
    let text = reader.text;
    let hyphen = text.word(end) == "-" && text.glued(end) && text.glued(end + 1);
    let of = matches!(text.word(end), "de" | "of") && text.is(end, Class::Word);
    [Some(end), (hyphen || of).then_some(end + 1)].into_iter().flatten()
}

/// Whether a unit that ends at `end` is whole: no letter or digit runs on from it.
fn whole(reader: &Reader<'_>, end: usize) -> bool {
    reader.ends(end) || !reader.text.is(end.saturating_sub(1), Class::Word)
}
