//! What the columns of a file seem to be. Names come first; cells decide where a name says nothing, and never overrule
//! one, but for a phone column without phones in it.

use super::Subject;
use super::cell;
use super::heading::target_of;
use super::mapping::{DateOrder, DecimalMark, EMAIL, Existing, Kind, Mapping, MatchOn, Target, attribute_name};
use crate::contact::phone;
use std::collections::BTreeSet;

/// What was found in the first rows of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Detected {
    /// The titles of the columns; `Column 3` where there is none.
    pub titles: Vec<String>,
    pub mapping: Mapping,
}

/// `rows` are the first of the file, titles and all; `country` is where the business is.
pub fn detect(rows: &[Vec<String>], subject: Subject, country: &str) -> Detected {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let has_header = rows.first().is_some_and(|first| is_header(first, country));
    let cells = Cells { rows: if has_header { rows.get(1..).unwrap_or_default() } else { rows } };
    let date_order = date_order(&cells, width);
    let decimal_mark = decimal_mark(&cells, width);
    let titles = titles(rows.first().filter(|_| has_header), width);
    let has_phone = has_header && titles.iter().any(|title| target_of(title, subject) == Some(Target::Phone));
    let guess = Guess { country, date_order, decimal_mark, has_phone };
    let mut columns: Vec<Target> = Vec::with_capacity(width);
    for (place, title) in titles.iter().enumerate() {
        let named = if has_header { target_of(title, subject) } else { None };
        columns.push(fitting(named, title, place, &cells, &guess, subject));
    }
    without_doubles(&mut columns, &titles);
    let has = |target: &Target| columns.contains(target);
    let match_on = match columns.iter().find(|target| matches!(target, Target::Attribute { name, .. } if name == EMAIL))
    {
        Some(_) if !has(&Target::Phone) => MatchOn::Attribute { name: EMAIL.to_owned() },
        _ => MatchOn::Phone,
    };
    let mapping = Mapping {
        columns,
        has_header,
        default_country: country.to_owned(),
        match_on,
        existing: Existing::Update,
        date_order,
        decimal_mark,
        labels: Vec::new(),
        consent: None,
        event_name: None,
    };
    Detected { titles, mapping }
}

struct Cells<'a> {
    rows: &'a [Vec<String>],
}

struct Guess<'a> {
    country: &'a str,
    date_order: DateOrder,
    decimal_mark: DecimalMark,
    /// A column is called phone: no other is taken for one.
    has_phone: bool,
}

impl Cells<'_> {
    fn of(&self, place: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(place)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// Whether (nearly) all cells that say something pass; one in twenty may be broken.
    fn are(&self, place: usize, test: impl Fn(&str) -> bool) -> bool {
        let (mut all, mut passed) = (0, 0);
        for cell in self.of(place) {
            all += 1;
            passed += usize::from(test(cell));
        }
        all > 0 && passed * 20 >= all * 19
    }
}

/// A first row of titles has none of the things that only data have.
fn is_header(first: &[String], country: &str) -> bool {
    let is_data = |cell: &String| {
        let cell = cell.trim();
        phone::parse(cell, country).is_some() || cell.contains('@') || cell.parse::<f64>().is_ok()
    };
    !first.iter().any(is_data)
}

fn titles(first: Option<&Vec<String>>, width: usize) -> Vec<String> {
    let title = |place: usize| first.and_then(|row| row.get(place)).map(|title| title.trim()).unwrap_or_default();
    let named = |place: usize| match title(place) {
        "" => format!("Column {}", place + 1),
        title => title.chars().take(100).collect(),
    };
    (0..width).map(named).collect()
}

fn fitting(
    named: Option<Target>,
    title: &str,
    place: usize,
    cells: &Cells<'_>,
    guess: &Guess<'_>,
    subject: Subject,
) -> Target {
    match named {
        // "Number" may be a phone or the number of a house.
        Some(Target::Phone) if !most(cells, place, |cell| cell::phone(cell, guess.country).is_ok()) => {}
        Some(Target::Attribute { name, kind: Kind::Date })
            if !cells.are(place, |cell| cell::date(cell, guess.date_order).is_some()) =>
        {
            return Target::Attribute { name, kind: Kind::Text };
        }
        Some(Target::Consent { .. }) if !most(cells, place, |cell| cell::consent(cell).is_ok()) => {}
        Some(target) => return target,
        None => {}
    }
    if cells.of(place).next().is_none() {
        return Target::Ignore;
    }
    let is_phone =
        |cell: &str| phone::parse(cell, guess.country).is_some() && cell.len() >= 8 && !cell.starts_with('-');
    if !guess.has_phone && cells.are(place, is_phone) {
        return Target::Phone;
    }
    if cells.are(place, |cell| cell::e_mail(cell).is_ok()) {
        return Target::Attribute { name: EMAIL.to_owned(), kind: Kind::Text };
    }
    let (name, kind) = (attribute_name(title, place), kind_of(cells, place, guess));
    if subject == Subject::Events { Target::Property { name, kind } } else { Target::Attribute { name, kind } }
}

/// Whether at least half of what is there passes: a title says much, but not everything.
fn most(cells: &Cells<'_>, place: usize, test: impl Fn(&str) -> bool) -> bool {
    cells.of(place).filter(|cell| test(cell)).count() * 2 >= cells.of(place).count()
}

fn kind_of(cells: &Cells<'_>, place: usize, guess: &Guess<'_>) -> Kind {
    let mapping_number = |cell: &str| cell::number(cell, guess.decimal_mark).is_ok();
    // Codes such as 00123 lose their zeros as numbers.
    let is_code =
        |cell: &str| cell.len() > 1 && cell.starts_with('0') && cell.bytes().all(|byte| byte.is_ascii_digit());
    if cells.are(place, |cell| cell::date(cell, guess.date_order).is_some() && !cell.contains(':')) {
        Kind::Date
    } else if cells.are(place, |cell| cell::date_time(cell, guess.date_order).is_some()) {
        Kind::DateTime
    } else if cells.are(place, mapping_number) && !cells.of(place).any(is_code) {
        if is_zero_or_one(cells, place) { Kind::Boolean } else { Kind::Number }
    } else if cells.are(place, is_yes_or_no) {
        Kind::Boolean
    } else {
        Kind::Text
    }
}

fn is_zero_or_one(cells: &Cells<'_>, place: usize) -> bool {
    let seen: BTreeSet<&str> = cells.of(place).collect();
    seen.len() == 2 && seen.contains("0") && seen.contains("1")
}

fn is_yes_or_no(cell: &str) -> bool {
    const WORDS: &[&str] =
        &["si", "sim", "s", "no", "nao", "n", "yes", "y", "true", "false", "verdadero", "verdadeiro", "falso"];
    WORDS.contains(&crate::text::fold(cell).as_str())
}

/// A first part above twelve can only be a day, a second one only the day after a month. Without either, days come
/// first, as they do wherever Spanish and Portuguese are spoken.
fn date_order(cells: &Cells<'_>, width: usize) -> DateOrder {
    let mut second_above_twelve = false;
    for cell in (0..width).flat_map(|place| cells.of(place)) {
        let mut parts = cell.split(['/', '-', '.']).map(|part| part.parse::<u32>().unwrap_or(0));
        let (Some(one), Some(two), Some(_)) = (parts.next(), parts.next(), parts.next()) else { continue };
        if (13..=31).contains(&one) && (1..=12).contains(&two) && cell.contains('/') {
            return DateOrder::DayFirst;
        }
        second_above_twelve |= (13..=31).contains(&two) && (1..=12).contains(&one) && cell.contains('/');
    }
    if second_above_twelve { DateOrder::MonthFirst } else { DateOrder::DayFirst }
}

/// One or two digits after the last mark are decimals; three after a single one could be either.
fn decimal_mark(cells: &Cells<'_>, width: usize) -> DecimalMark {
    let (mut commas, mut points) = (0, 0);
    for cell in (0..width).flat_map(|place| cells.of(place)) {
        let plain: String = cell.chars().filter(|character| !" $€R%-+".contains(*character)).collect();
        if plain.is_empty() || !plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.') {
            continue;
        }
        let Some(place) = plain.rfind([',', '.']) else { continue };
        // A second point makes a date of it.
        let is_decimal = plain.len() - place - 1 < 3 && plain.matches('.').count() < 2;
        let is_comma = plain.get(place..=place) == Some(",");
        commas += usize::from(is_comma && is_decimal);
        points += usize::from(!is_comma && is_decimal);
    }
    if commas > points { DecimalMark::Comma } else { DecimalMark::Point }
}

/// Of two columns for one thing the first counts; an attribute or property of the same name gets a number.
fn without_doubles(columns: &mut [Target], titles: &[String]) {
    let mut seen = BTreeSet::new();
    for (place, target) in columns.iter_mut().enumerate() {
        if matches!(target, Target::Ignore | Target::Labels) {
            continue;
        }
        let own_name = titles.get(place).map(|title| attribute_name(title, place)).unwrap_or_default();
        let numbered = (2..100).map(|number| format!("{own_name}_{number}"));
        for name in std::iter::once(own_name.clone()).chain(numbered) {
            if seen.insert(identity(target)) {
                break;
            }
            *target = match target {
                Target::Property { kind, .. } => Target::Property { name, kind: *kind },
                Target::Attribute { kind, .. } => Target::Attribute { name, kind: *kind },
                _ => Target::Attribute { name, kind: Kind::Text },
            };
        }
    }
}

/// What a column is about, whatever its kind.
fn identity(target: &Target) -> String {
    match target {
        Target::Attribute { name, .. } => format!("attribute:{name}"),
        Target::Property { name, .. } => format!("property:{name}"),
        other => other.word(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(text: &str, subject: Subject, country: &str) -> (String, Mapping) {
        let rows: Vec<Vec<String>> = text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect();
        let mapping = detect(&rows, subject, country).mapping;
        (mapping.columns.iter().map(Target::word).collect::<Vec<_>>().join(" "), mapping)
    }

    #[test]
    fn columns_of_files_people_have() {
        for (text, country, expected) in [
            (
                "Nombre;Teléfono;Correo;Acepta promociones\nAna;11 2345-6789;ana@x.com;Sí\nLuis;11 2345-6780;;No",
                "AR",
                "name phone attribute:email:text consent:marketing",
            ),
            (
                "Nome;Celular;Cidade;Data de nascimento;Total gasto\nAna;(11) 98765-4321;São Paulo;31/12/1985;1.234,50",
                "BR",
                "name phone attribute:cidade:text attribute:birthday:date attribute:total_gasto:number",
            ),
            ("First Name;Last Name;Phone;Tags\nAnn;Lee;+12025550173;vip", "US", "first_name last_name phone labels"),
            // No titles: the cells speak.
            (
                "Ana;+5491123456789;ana@x.com\nLuis;+5491123456780;luis@x.com",
                "AR",
                "attribute:column_1:text phone attribute:email:text",
            ),
            // A number that is no phone, and a code that must keep its zeros.
            (
                "Número;Código postal;Móvil\n12;00123;600111222\n7;08001;600111223",
                "ES",
                "attribute:numero:number attribute:codigo_postal:text phone",
            ),
            ("Phone;Mobile\n+12025550173;+12025550174", "US", "phone attribute:mobile:text"),
            ("Ciudad;Ciudad\nLima;Cusco", "PE", "attribute:ciudad:text attribute:ciudad_2:text"),
            ("Cliente;Vacía\nAna;", "PE", "name ignore"),
        ] {
            assert_eq!(detected(text, Subject::Contacts, country).0, expected, "{text}");
        }
    }

    #[test]
    fn columns_of_orders() {
        let text =
            "Pedido;Fecha;Teléfono;Importe;Moneda;Sucursal\n#1;31/01/2024 10:00;11 2345-6789;1.500,50;ARS;Centro";
        let (columns, mapping) = detected(text, Subject::Events, "AR");
        assert_eq!(
            columns,
            "event_id event_at phone property:value:number property:currency:text property:sucursal:text"
        );
        assert_eq!((mapping.date_order, mapping.decimal_mark), (DateOrder::DayFirst, DecimalMark::Comma));
    }

    #[test]
    fn order_of_dates_and_decimals_come_from_the_cells() {
        for (cell, order, mark) in [
            ("03/25/2024", DateOrder::MonthFirst, DecimalMark::Point),
            ("25/03/2024", DateOrder::DayFirst, DecimalMark::Point),
            ("19,90", DateOrder::DayFirst, DecimalMark::Comma),
            ("1,234.50", DateOrder::DayFirst, DecimalMark::Point),
            ("25.03.24", DateOrder::DayFirst, DecimalMark::Point),
        ] {
            let (_, mapping) = detected(&format!("Phone;X\n+12025550173;{cell}"), Subject::Contacts, "US");
            assert_eq!((mapping.date_order, mapping.decimal_mark), (order, mark), "{cell}");
        }
    }

    #[test]
    fn without_phones_people_are_recognised_by_their_address() {
        let (_, mapping) = detected("Nombre;Correo\nAna;ana@x.com", Subject::Contacts, "AR");
        assert_eq!(mapping.match_on, MatchOn::Attribute { name: EMAIL.to_owned() });
        assert_eq!(mapping.check(2, Subject::Contacts), Ok(()));
    }
}
