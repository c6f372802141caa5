//! A population from a seed: names, countries, telephone numbers, some user names.

use std::collections::HashMap;

use rand::Rng;
use rand::rngs::SmallRng;

use super::Profile;
use crate::world::{Language, NewCustomer};

struct Country {
    code: &'static str,
    language: Language,
    /// The country code and what mobile numbers start with.
    prefix: &'static str,
    /// The digits that follow.
    digits: u32,
}

const fn country(code: &'static str, language: Language, prefix: &'static str, digits: u32) -> Country {
    Country { code, language, prefix, digits }
}

const COUNTRIES: [Country; 12] = [
    country("ES", Language::Spanish, "346", 8),
    country("MX", Language::Spanish, "52155", 8),
    country("AR", Language::Spanish, "54911", 8),
    country("BR", Language::Portuguese, "55119", 8),
    country("CO", Language::Spanish, "573", 9),
    country("US", Language::English, "141555", 5),
    country("ES", Language::Spanish, "347", 8),
    country("PT", Language::Portuguese, "3519", 8),
    country("CL", Language::Spanish, "569", 8),
    country("GB", Language::English, "447", 9),
    country("PE", Language::Spanish, "519", 8),
    country("BR", Language::Portuguese, "55219", 8),
];

const SPANISH: ([&str; 20], [&str; 14]) = (
    [
        "Lucía",
        "Mateo",
        "Carmen",
        "Diego",
        "Valentina",
        "Javier",
        "Elena",
        "Andrés",
        "Paula",
        "Sergio",
        "Rocío",
        "Álvaro",
        "Camila",
        "Iker",
        "Ximena",
        "Joaquín",
        "Marta",
        "Nicolás",
        "Inés",
        "Tomás",
    ],
    [
        "García",
        "Rodríguez",
        "Fernández",
        "López",
        "Quispe",
        "Muñoz",
        "Romero",
        "Torres",
        "Ibáñez",
        "Navarro",
        "Castro",
        "Ortiz",
        "Peña",
        "Vega",
    ],
);
const PORTUGUESE: ([&str; 12], [&str; 10]) = (
    [
        "João", "Maria", "Thiago", "Beatriz", "Rafael", "Larissa", "Gonçalo", "Inês", "Caio", "Letícia", "Vitória",
        "Matheus",
    ],
    ["Silva", "Souza", "Oliveira", "Conceição", "Pereira", "Araújo", "Ribeiro", "Gomes", "Cardoso", "Teixeira"],
);
const ENGLISH: ([&str; 10], [&str; 8]) = (
    ["Olivia", "Noah", "Grace", "Ethan", "Amelia", "Jack", "Ruby", "Leo", "Hannah", "Owen"],
    ["Smith", "Walker", "Hughes", "Bennett", "Murphy", "Reed", "Cole", "Shaw"],
);

/// So many people, the same for the same dice.
pub(crate) fn population(count: usize, rng: &mut SmallRng) -> Vec<NewCustomer> {
    let mut namesakes: HashMap<Language, usize> = HashMap::new();
    (0..count)
        .filter_map(|n| {
            let country = COUNTRIES.get(n % COUNTRIES.len())?;
            let nth = namesakes.entry(country.language).or_insert_with(|| rng.random_range(0..20));
            *nth += 1;
            person(n, country, *nth, rng)
        })
        .collect()
}

/// First names are taken in turn, so that few people share one.
fn person(n: usize, country: &Country, nth: usize, rng: &mut SmallRng) -> Option<NewCustomer> {
    let (firsts, lasts): (&[&str], &[&str]) = match country.language {
        Language::Spanish => (&SPANISH.0, &SPANISH.1),
        Language::Portuguese => (&PORTUGUESE.0, &PORTUGUESE.1),
        Language::English => (&ENGLISH.0, &ENGLISH.1),
    };
    let first = *firsts.get(nth % firsts.len())?;
    let last = *lasts.get(rng.random_range(0..lasts.len()))?;
    // Every seventh person has taken a user name, which hides the telephone number.
    let username = (n % 7 == 6).then(|| format!("{}.{}{n}", plain(first), plain(last)));
    Some(NewCustomer {
        name: format!("{first} {last}"),
        phone: None,
        country: country.code.to_owned(),
        language: country.language,
        profile: *Profile::LIVELY.get(n % Profile::LIVELY.len())?,
        username,
    })
}

/// A telephone number of that country, as digits.
pub(crate) fn phone_in(country: &str, rng: &mut SmallRng) -> String {
    let known = COUNTRIES.iter().find(|c| c.code == country);
    let (prefix, digits) = known.map_or(("999", 9), |country| (country.prefix, country.digits));
    let number = rng.random_range(0..10_u64.pow(digits));
    format!("{prefix}{number:0width$}", width = digits as usize)
}

fn plain(name: &str) -> String {
    let letter = |c: char| match c {
        'á' | 'Á' | 'ã' | 'â' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'ô' | 'õ' => 'o',
        'ú' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    };
    name.to_lowercase().chars().map(letter).filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn the_same_seed_gives_the_same_people() {
        let people = || population(50, &mut SmallRng::seed_from_u64(7));
        assert_eq!(people(), people());
        assert!(people().iter().any(|person| person.username.is_some()));
        for language in [Language::Spanish, Language::Portuguese, Language::English] {
            assert!(people().iter().any(|person| person.language == language));
        }
    }
}
