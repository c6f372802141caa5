//! A step of a scale, also in stars.

use crate::intent::entity::{BuiltIn, Entities, Given};
use jiff::Zoned;

/// A step of a scale: `9`, `nueve`, `9/10`, `4 estrellas`, `⭐⭐⭐⭐`, `🔟`.
pub fn read(text: &str, lowest: i64, highest: i64) -> Option<i64> {
    let stars = text.chars().filter(|character| matches!(character, '⭐' | '★' | '🌟')).count();
    let only_stars = stars > 0 && !text.chars().any(char::is_alphanumeric);
    let step = if only_stars { i64::try_from(stars).ok()? } else { number(text)? };
    (lowest..=highest).contains(&step).then_some(step)
}

/// The one whole number of a text; of `9/10` the first.
fn number(text: &str) -> Option<i64> {
    let is_number = |text: &str| text.trim().parse::<u32>().is_ok();
    let score = text.split_once('/').filter(|(_, of)| is_number(of)).map_or(text, |(score, _)| score);
    // A number is the same at any moment, in any country.
    let given = Given { now: Zoned::default(), language: String::new(), country: String::new() };
    let named = Entities::default().asked_for(BuiltIn::Number.as_str(), &score.replace('🔟', "10"), &given);
    let [one] = named.as_slice() else { return None };
    one.values.first()?.as_i64()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(read(text, 0, 10), expected, "{text}");
        }
    }
}
