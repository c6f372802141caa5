//! Runs the grammars a context asks for and keeps what stands best where readings compete.

use super::reader;
use super::reader::{Found, Reader};
use super::token::Text;
use super::value::{Anchor, Value};
use super::{
    Context, Entity, Kind, address, code, measure, moment, national_id, number_range, ordinal, percent, phone, yes_no,
};

/// A grammar: what it finds in a message.
type Grammar = fn(&Reader<'_>, &mut Vec<Found>);

/// Every grammar by its kind. Of two readings of one length the earlier row wins.
const GRAMMARS: &[(Kind, Grammar)] = &[
    (Kind::Email, address::emails),
    (Kind::Url, address::urls),
    (Kind::NationalId, national_id::find),
    (Kind::OrderNumber, code::order_numbers),
    (Kind::PostalCode, code::postal_codes),
    (Kind::Ip, address::ips),
    (Kind::Phone, phone::find),
    (Kind::Moment, moment::find),
    (Kind::Money, measure::money),
    (Kind::Quantity, measure::quantities),
    (Kind::Age, measure::ages),
    (Kind::Temperature, measure::temperatures),
    (Kind::Percent, percent::find),
    (Kind::NumberRange, number_range::find),
    (Kind::Ordinal, ordinal::find),
    (Kind::Mention, address::mentions),
    (Kind::Hashtag, address::hashtags),
    (Kind::YesNo, yes_no::find),
    (Kind::Number, numbers),
];

/// Every entity of `text`, in its order, without overlaps.
pub(super) fn find(raw: &str, context: &Context<'_>) -> Vec<Entity> {
    let text = Text::new(raw);
    let mut found = Vec::new();
    if context.kinds.contains(Kind::Custom) {
        for custom in context.custom {
            custom.find(&text, &mut found);
        }
    }
    for language in context.languages {
        let reader = Reader::new(&text, *language, context);
        for (kind, grammar) in GRAMMARS {
            if context.kinds.contains(*kind) {
                grammar(&reader, &mut found);
            }
        }
    }
    best(found).into_iter().filter_map(|found| entity(&text, found)).collect()
}

/// The longest of those that overlap, the earlier grammar where two are as long.
fn best(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|one| (std::cmp::Reverse(one.to - one.from), !one.sure));
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        if kept.iter().all(|other| one.to <= other.from || other.to <= one.from) {
            kept.push(one);
        }
    }
    kept.sort_by_key(|one| one.from);
    kept
}

fn entity(text: &Text<'_>, found: Found) -> Option<Entity> {
    let span = found.bytes.unwrap_or_else(|| text.span(found.from, found.to));
    let typed = text.raw.get(span.clone()).filter(|typed| !typed.is_empty())?;
    Some(Entity { kind: found.kind, span, text: typed.to_owned(), values: found.values })
}

fn numbers(reader: &Reader<'_>, found: &mut Vec<Found>) {
    reader::sweep(reader.text.len(), found, |at| {
        let reading = reader.numbers.at(at)?;
        let own = (reader.begins(at) || reader.text.word(at) == "-") && !reader.numbers.runs_into_letters(reading);
        own.then(|| {
            Found::new(Kind::Number, at, reading.end, Value::Number { value: reading.value, form: reading.form })
        })
    });
}

/// An ordinal that counts from the start.
pub(super) fn from_start(offset: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "ordinals are whole; beyond i64 they saturate")]
    Value::Ordinal { offset: offset as i64, from: Anchor::Start }
}
