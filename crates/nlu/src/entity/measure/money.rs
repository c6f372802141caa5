//! Money: "R$ 1.250,50", "1.250,50 pesos", "thirteen dollars and forty-five cents", "75 USD million".

use super::money_table::{CENTS, CURRENCIES, own};
use super::{Amount, amount, unit_places, whole};
use crate::entity::number::Word;
use crate::entity::phrases::Phrases;
use crate::entity::reader::{Found, Reader, sweep};
use crate::entity::token::Class;
use crate::entity::value::Value;
use crate::entity::{Kind, Language};
use std::sync::LazyLock;

/// A currency's row, and whether a sign or a code named it.
#[derive(Clone, Copy)]
struct Name {
    row: usize,
    sign: bool,
}

/// Names that are other words too: they mean money only beside a number.
const ALSO_WORDS: &[&str] = &[
    "real", "sol", "soles", "marks", "marcos", "won", "colon", "try", "all", "pen", "pila", "pilas", "conto", "contos",
    "coronas", "coroas", "pound", "pounds", "mango", "mangos", "rs", "bs", "gs", "lari", "rand", "rands", "cop", "gel",
    "bob", "quid", "mark", "buck", "bucks", "peso", "pesos", "cent", "cents", "centavo", "centavos", "penny", "nio",
    "dong", "lira", "liras", "bolivar", "crown", "sterling", "peni", "penis", "won", "guarani", "guaranis", "quetzal",
    "sek", "php", "cad", "sar",
];

fn table(language: Language) -> &'static Phrases<Name> {
    static TABLES: LazyLock<[Phrases<Name>; 3]> = LazyLock::new(|| Language::ALL.map(build));
    let [spanish, portuguese, english] = &*TABLES;
    match language {
        Language::Spanish => spanish,
        Language::Portuguese => portuguese,
        Language::English => english,
    }
}

fn build(language: Language) -> Phrases<Name> {
    let rows = CURRENCIES.iter().enumerate().flat_map(|(row, currency)| {
        let (_, words) = names(row, language);
        let signs = currency.signs.iter().map(move |sign| (*sign, Name { row, sign: true }));
        signs.chain(words.iter().map(move |word| (*word, Name { row, sign: false })))
    });
    Phrases::new(rows)
}

fn names(row: usize, language: Language) -> (&'static str, &'static [&'static str]) {
    CURRENCIES.get(row).map_or(("", &[]), |currency| match language {
        Language::Spanish => currency.spanish,
        Language::Portuguese => currency.portuguese,
        Language::English => currency.english,
    })
}

pub(in crate::entity) fn find(reader: &Reader<'_>, found: &mut Vec<Found>) {
    let money = Money { reader, table: table(reader.language) };
    sweep(reader.text.len(), found, |at| money.read(at));
}

struct Money<'r> {
    reader: &'r Reader<'r>,
    table: &'static Phrases<Name>,
}

impl Money<'_> {
    fn read(&self, at: usize) -> Option<Found> {
        let (end, value, name) =
            self.amount_first(at).or_else(|| self.unit_first(at)).or_else(|| self.unit_alone(at))?;
        let (end, value) = match value {
            Some(value) => self.cents(end, value, name.row),
            None => (end, None),
        };
        Some(Found::new(Kind::Money, at, end, self.value(value, name)))
    }

    fn value(&self, amount: Option<f64>, name: Name) -> Value {
        let iso = CURRENCIES.get(name.row).and_then(|currency| currency.iso);
        let unit = names(name.row, self.reader.language).0.to_owned();
        let shared = match names(name.row, Language::Spanish).0 {
            "Dólar" if name.sign => "$",
            "Dólar" => "dolar",
            "Peso" => "peso",
            "Libra" => "libra",
            _ => "",
        };
        let own = self.reader.context.country.and_then(|country| own(country, shared));
        Value::Money { amount, currency: iso.or(own).map(str::to_owned), unit }
    }

    /// "20 dólares", "420 millones de marcos", "75 USD million".
    fn amount_first(&self, at: usize) -> Option<(usize, Option<f64>, Name)> {
        let Amount { end, value } = amount(self.reader, at)?;
        let (unit_end, name) = unit_places(self.reader, end).find_map(|place| self.unit(place))?;
        let glued_number = name.sign
            && self.reader.text.glued(unit_end)
            && self.reader.text.is(unit_end, Class::Digits)
            && !self.reader.text.glued(end);
        if glued_number {
            return None;
        }
        if let Some(Word::Scale(scale)) = self.reader.numbers.word(unit_end)
            && value < 1e4
        {
            return Some((unit_end + 1, Some(value * scale), name));
        }
        Some((unit_end, Some(value), name))
    }

    /// A unit at `at`, also as "MUSD".
    fn unit(&self, at: usize) -> Option<(usize, Name)> {
        let text = self.reader.text;
        // "a $ 20" has a preposition, "a$ 20" Australia.
        let tight = |end: usize| text.word(at).len() > 1 || text.word(at) == "c" || end == at + 1 || text.glued(at + 1);
        let ends = |end: usize| whole(self.reader, end) || text.is(end, Class::Digits);
        let longest = self.table.all(text, at).find(|(end, _)| tight(*end) && ends(*end));
        longest.filter(|(end, _)| !self.is_other_thing(at, *end))
    }

    /// "10 in pounds" is fine, "all" and "try" are words of English unless they are typed as codes.
    fn is_other_thing(&self, at: usize, end: usize) -> bool {
        let text = self.reader.text;
        let code = end == at + 1
            && text.word(at).len() == 3
            && matches!(
                text.word(at),
                "all" | "try" | "pen" | "cop" | "gel" | "bob" | "sar" | "ils" | "dem" | "ves" | "cad"
            );
        code && !text.typed(at).chars().all(char::is_uppercase)
    }

    /// "$ 20", "EUR 125", "dólar 22,5 millones".
    fn unit_first(&self, at: usize) -> Option<(usize, Option<f64>, Name)> {
        if !self.reader.begins(at) {
            return None;
        }
        if let Some(millions) = self.millions(at) {
            return Some(millions);
        }
        let (end, name) = self.unit(at)?;
        let Amount { end, value } = amount_glued(self.reader, end)?;
        let again = self.unit(end).is_some() && !name.sign;
        (!again).then_some((end, Some(value), name))
    }

    /// "30 MUSD" begins with its number.
    fn millions(&self, at: usize) -> Option<(usize, Option<f64>, Name)> {
        let reading = self.reader.numbers.at(at)?;
        let typed = self.reader.text.typed(reading.end);
        let code = typed.strip_prefix('M').filter(|code| code.len() == 3 && *code == code.to_uppercase())?;
        let code = code.to_lowercase();
        let row = CURRENCIES.iter().position(|currency| currency.signs.contains(&code.as_str()))?;
        Some((reading.end + 1, Some(reading.value * 1e6), Name { row, sign: true }))
    }

    fn unit_alone(&self, at: usize) -> Option<(usize, Option<f64>, Name)> {
        let text = self.reader.text;
        let (end, name) = self.unit(at).filter(|_| text.is(at, Class::Word) && !text.glued(at))?;
        let whole = !text.glued(end) || (text.is(end, Class::Sign) && text.word(end) != "-");
        let clear = end > at + 1 || !ALSO_WORDS.contains(&text.word(at));
        (whole && clear && text.is(end - 1, Class::Word)).then_some((end, None, name))
    }

    /// "y cuarenta centavos", "con 50" after a whole sum.
    fn cents(&self, end: usize, value: f64, row: usize) -> (usize, Option<f64>) {
        self.cents_after(end, value, row).map_or((end, Some(value)), |(end, value)| (end, Some(value)))
    }

    fn cents_after(&self, end: usize, value: f64, row: usize) -> Option<(usize, f64)> {
        let text = self.reader.text;
        let named = names(row, self.reader.language).1;
        if value.fract() != 0.0 || named.iter().any(|name| CENTS.contains(name)) {
            return None;
        }
        let joined = matches!(text.word(end), "and" | "y" | "e" | "con" | "com");
        let at = if joined { end + 1 } else { end };
        let (cents_end, cents) = self.reader.numbers.whole(at).filter(|(_, cents)| (1..100).contains(cents))?;
        let said = CENTS.contains(&text.word(cents_end));
        let two_digits = text.digits(at).is_none_or(|digits| digits.len() == 2);
        let other = self.unit(cents_end).is_some()
            || text.word(cents_end) == "%"
            || text.glued(cents_end) && !text.is(cents_end, Class::Sign);
        let spaced = text.spaced(at) && !self.begins_with_article(at);
        if !said && (other || !two_digits || !spaced || !(joined || text.is(at, Class::Digits))) {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "below a hundred")]
        let cents = cents as f64;
        Some((if said { cents_end + 1 } else { cents_end }, (value * 100.0 + cents) / 100.0))
    }

    /// "20 pesos y una coca": the article counts no cents.
    fn begins_with_article(&self, at: usize) -> bool {
        matches!(self.reader.text.word(at), "un" | "una" | "um" | "uma")
    }
}

/// An amount that may touch the sign before it.
fn amount_glued(reader: &Reader<'_>, at: usize) -> Option<Amount> {
    let reading = reader.numbers.at(at)?;
    Some(Amount { end: reading.end, value: reading.value })
}
