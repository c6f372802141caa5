//! What people type, read as what was asked for: pure tables for Spanish, Portuguese and English.
//!
//! - [`number`]: `12`, `1.234,5`, `doce`, `2 mil`, `somos 4 personas`;
//! - [`date`]: `31/3`, `mañana`, `el viernes`, `15 de marzo`, `in 3 days`;
//! - [`time`]: `17:05`, `5 pm`, `às 15h30`, `cinco y media de la tarde`;
//! - [`yes_no`]: `sí`, `dale`, `claro que no`, `👍`;
//! - [`email`]: an address, alone or in a sentence.
//!
//! Nothing here knows of flows, so that something cleverer can take its place.

pub mod date;
pub mod email;
pub mod number;
pub mod time;
pub mod yes_no;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words in lower case without accents; the signs that numbers, dates and times are written with stay.
pub(crate) fn words(text: &str) -> Vec<String> {
    let kept = |character: char| character.is_alphanumeric() || ":/.,-+".contains(character);
    let plain: String = text
        .nfkd()
        .filter(|character| !is_combining_mark(*character))
        .map(|character| if kept(character) { character } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    plain
        .split_whitespace()
        .map(|word| word.trim_end_matches(['.', ',']).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}
