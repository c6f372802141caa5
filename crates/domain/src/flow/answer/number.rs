//! Numbers in digits, in words, and both together.

use super::words;

/// What each word is worth; `mil` and its like multiply what stands before them.
const UNITS: &[(&str, u32)] = &[
    ("cero", 0),
    ("zero", 0),
    ("un", 1),
    ("uno", 1),
    ("una", 1),
    ("um", 1),
    ("uma", 1),
    ("one", 1),
    ("dos", 2),
    ("dois", 2),
    ("duas", 2),
    ("two", 2),
    ("tres", 3),
    ("three", 3),
    ("cuatro", 4),
    ("quatro", 4),
    ("four", 4),
    ("cinco", 5),
    ("five", 5),
    ("seis", 6),
    ("six", 6),
    ("meia", 6),
    ("siete", 7),
    ("sete", 7),
    ("seven", 7),
    ("ocho", 8),
    ("oito", 8),
    ("eight", 8),
    ("nueve", 9),
    ("nove", 9),
    ("nine", 9),
    ("diez", 10),
    ("dez", 10),
    ("ten", 10),
    ("once", 11),
    ("onze", 11),
    ("eleven", 11),
    ("doce", 12),
    ("doze", 12),
    ("twelve", 12),
    ("trece", 13),
    ("treze", 13),
    ("thirteen", 13),
    ("catorce", 14),
    ("quatorze", 14),
    ("catorze", 14),
    ("fourteen", 14),
    ("quince", 15),
    ("quinze", 15),
    ("fifteen", 15),
    ("dieciseis", 16),
    ("dezesseis", 16),
    ("sixteen", 16),
    ("diecisiete", 17),
    ("dezessete", 17),
    ("seventeen", 17),
    ("dieciocho", 18),
    ("dezoito", 18),
    ("eighteen", 18),
    ("diecinueve", 19),
    ("dezenove", 19),
    ("nineteen", 19),
    ("veinte", 20),
    ("vinte", 20),
    ("twenty", 20),
    ("veintiun", 21),
    ("veintiuno", 21),
    ("veintiuna", 21),
    ("veintidos", 22),
    ("veintitres", 23),
    ("veinticuatro", 24),
    ("veinticinco", 25),
    ("veintiseis", 26),
    ("veintisiete", 27),
    ("veintiocho", 28),
    ("veintinueve", 29),
    ("treinta", 30),
    ("trinta", 30),
    ("thirty", 30),
    ("cuarenta", 40),
    ("quarenta", 40),
    ("forty", 40),
    ("cincuenta", 50),
    ("cinquenta", 50),
    ("fifty", 50),
    ("sesenta", 60),
    ("sessenta", 60),
    ("sixty", 60),
    ("setenta", 70),
    ("seventy", 70),
    ("ochenta", 80),
    ("oitenta", 80),
    ("eighty", 80),
    ("noventa", 90),
    ("ninety", 90),
    ("cien", 100),
    ("ciento", 100),
    ("cem", 100),
    ("cento", 100),
    ("doscientos", 200),
    ("doscientas", 200),
    ("duzentos", 200),
    ("duzentas", 200),
    ("trescientos", 300),
    ("trescientas", 300),
    ("trezentos", 300),
    ("cuatrocientos", 400),
    ("quatrocentos", 400),
    ("quinientos", 500),
    ("quinhentos", 500),
    ("seiscientos", 600),
    ("seiscentos", 600),
    ("setecientos", 700),
    ("setecentos", 700),
    ("ochocientos", 800),
    ("oitocentos", 800),
    ("novecientos", 900),
    ("novecentos", 900),
];
const MULTIPLIERS: &[(&str, u32)] = &[
    ("hundred", 100),
    ("mil", 1_000),
    ("thousand", 1_000),
    ("k", 1_000),
    ("millon", 1_000_000),
    ("millones", 1_000_000),
    ("milhao", 1_000_000),
    ("milhoes", 1_000_000),
    ("million", 1_000_000),
    ("docena", 12),
    ("duzia", 12),
    ("dozen", 12),
];
const CONNECTORS: &[&str] = &["y", "e", "and"];
/// Words around the number: "somos 4 personas por favor".
const WORDS_AROUND: usize = 4;

/// The one number in a short text.
pub fn read(text: &str) -> Option<f64> {
    read_among(text, WORDS_AROUND)
}

/// A text that is a number and nothing else.
pub(super) fn read_alone(text: &str) -> Option<f64> {
    read_among(text, 0)
}

fn read_among(text: &str, most: usize) -> Option<f64> {
    if let Some(number) = digits(text) {
        return Some(number);
    }
    let words = words(&keycaps(text));
    let mut runs: Vec<Vec<&str>> = Vec::new();
    let (mut around, mut open) = (0_usize, false);
    for word in &words {
        let goes_on = open && CONNECTORS.contains(&word.as_str());
        if part(word).is_some() {
            if !open {
                runs.push(Vec::new());
            }
            runs.last_mut()?.push(word);
            open = true;
        } else if !goes_on {
            around += 1;
            open = false;
        }
    }
    let [run] = runs.as_slice() else { return None };
    (around <= most).then(|| add_up(run)).flatten()
}

enum Part {
    Number(f64),
    Times(f64),
}

fn part(word: &str) -> Option<Part> {
    let found =
        |table: &[(&str, u32)]| table.iter().find(|(name, _)| *name == word).map(|(_, value)| f64::from(*value));
    if let Some(times) = found(MULTIPLIERS) {
        return Some(Part::Times(times));
    }
    if let Some(digits) = word.strip_suffix('k').and_then(digits) {
        return Some(Part::Number(digits * 1_000.0));
    }
    found(UNITS).or_else(|| digits(word)).map(Part::Number)
}

/// `dos mil trescientos`: what stands before a multiplier is multiplied, the rest is added. Two numbers in digits side
/// by side are two numbers.
fn add_up(words: &[&str]) -> Option<f64> {
    let (mut total, mut current, mut plain) = (0.0, None::<f64>, 0);
    for word in words {
        match part(word)? {
            Part::Number(number) => {
                plain += usize::from(word.starts_with(|first: char| first.is_ascii_digit()));
                current = Some(current.unwrap_or_default() + number);
            }
            Part::Times(times) => {
                let before = current.take().unwrap_or(1.0) * times;
                if times < 1_000.0 { current = Some(before) } else { total += before }
            }
        }
    }
    (plain <= 1).then(|| total + current.unwrap_or_default())
}

/// The digits of emoji keycaps are followed by marks that `words` would part them at.
fn keycaps(text: &str) -> String {
    text.replace('🔟', "10").chars().filter(|character| !matches!(character, '\u{fe0f}' | '\u{20e3}')).collect()
}

/// Reads `1234.5`, `1.234,5`, `1,234.5`, `€ 12`, `-3`. Of two different signs the last is the decimal one; a lone one
/// before exactly three digits groups thousands, unless a zero stands before it.
fn digits(text: &str) -> Option<f64> {
    let text = text.trim_matches(|character: char| character.is_whitespace() || "€$%R".contains(character));
    let text: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    if text.len() > 30 || !text.chars().all(|character| character.is_ascii_digit() || ".,-+".contains(character)) {
        return None;
    }
    let signs: Vec<(usize, char)> = text.char_indices().filter(|(_, character)| ".,".contains(*character)).collect();
    let decimal = match signs.as_slice() {
        [] => None,
        [(position, _)] => {
            (text.len() - position != 4 || text.trim_start_matches(['-', '+']).starts_with('0')).then_some(*position)
        }
        [.., (_, before), (position, last)] => (before != last).then_some(*position),
    };
    let plain = |(position, character): (usize, char)| match character {
        '.' | ',' if decimal == Some(position) => Some('.'),
        '.' | ',' => None,
        other => Some(other),
    };
    let plain: String = text.char_indices().filter_map(plain).collect();
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A step of a scale: `9`, `nueve`, `9/10`, `4 estrellas`, `⭐⭐⭐⭐`, `🔟`.
pub fn read_rating(text: &str, lowest: i64, highest: i64) -> Option<i64> {
    let stars = text.chars().filter(|character| matches!(character, '⭐' | '★' | '🌟')).count();
    let only_stars = stars > 0 && !text.chars().any(char::is_alphanumeric);
    let number = if only_stars {
        i64::try_from(stars).ok()?
    } else {
        let score = text.split_once('/').filter(|(_, of)| digits(of).is_some()).map_or(text, |(score, _)| score);
        let number = read(score)?;
        #[expect(clippy::cast_possible_truncation, reason = "only for whole numbers of a small scale")]
        let whole = number as i64;
        if number.fract() != 0.0 || number.abs() > 1e6 {
            return None;
        }
        whole
    };
    (lowest..=highest).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("12", Some(12.0)),
            ("-3", Some(-3.0)),
            ("3,5", Some(3.5)),
            ("3.5", Some(3.5)),
            ("1.234", Some(1234.0)),
            ("1,234", Some(1234.0)),
            ("0,125", Some(0.125)),
            ("1.234,5", Some(1234.5)),
            ("1,234.5", Some(1234.5)),
            ("1.234.567", Some(1_234_567.0)),
            ("€ 12,50", Some(12.5)),
            ("R$ 12,50", Some(12.5)),
            ("1 000", Some(1000.0)),
            ("12 euros", Some(12.0)),
            ("doce", Some(12.0)),
            ("Diez", Some(10.0)),
            ("2 mil", Some(2000.0)),
            ("dos mil trescientos", Some(2300.0)),
            ("mil", Some(1000.0)),
            ("treinta y cinco", Some(35.0)),
            ("vinte e cinco", Some(25.0)),
            ("duzentos e trinta", Some(230.0)),
            ("twenty five", Some(25.0)),
            ("three hundred and five", Some(305.0)),
            ("um milhão", Some(1_000_000.0)),
            ("10k", Some(10_000.0)),
            ("somos 4 personas", Some(4.0)),
            ("somos cuatro", Some(4.0)),
            ("5️⃣", Some(5.0)),
            ("entre 3 y 4", None),
            ("calle 12 número 4", None),
            ("", None),
            (".", None),
            ("-", None),
            ("1e9", None),
            ("inf", None),
            ("muchos", None),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn ratings_are_steps_of_their_scale() {
        for (text, expected) in [
            ("10", Some(10)),
            ("diez", Some(10)),
            ("9/10", Some(9)),
            ("🔟", Some(10)),
            ("0", Some(0)),
            ("⭐⭐⭐⭐", Some(4)),
            ("11", None),
            ("7,5", None),
            ("bien", None),
        ] {
            assert_eq!(read_rating(text, 0, 10), expected, "{text}");
        }
    }
}
