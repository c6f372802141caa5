//! The words that bound a number, by language.

use crate::entity::Language;
use crate::entity::phrases::Phrases;

/// How a number bounds a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Side {
    More,
    AtLeast,
    Less,
    AtMost,
    Equal,
}

impl Side {
    pub(super) fn included(self) -> Self {
        match self {
            Self::More => Self::AtLeast,
            Self::Less => Self::AtMost,
            other => other,
        }
    }
}

/// What a language brings; phrases are folded words parted by spaces.
pub(super) struct Words {
    /// Stand before the number. Signs are words here too.
    pub before: Phrases<Side>,
    /// "o más": stand after it.
    pub or_more: Phrases<Side>,
    /// "al menos": may stand after it as well as before.
    pub after: &'static [(&'static str, Side)],
    /// What makes a bound count itself when it comes after the number.
    pub or_equal: &'static [&'static str],
    pub between: &'static [(&'static str, &'static [&'static str])],
    pub and: &'static [&'static str],
    pub than: &'static [&'static str],
    pub articles: &'static [&'static str],
    pub before_year: &'static [&'static str],
}

/// The raw material of a language's comparisons.
struct Parts {
    more: &'static [&'static str],
    less: &'static [&'static str],
    /// Between comparative and number: "than", "que", "de".
    than: &'static [&'static str],
    or: &'static [&'static str],
    equal: &'static [&'static str],
    /// After "equal": "to".
    to: &'static [&'static str],
    not: &'static [&'static str],
}

const SIGNS: &[(&str, Side)] = &[
    ("< =", Side::AtMost),
    ("> =", Side::AtLeast),
    ("= <", Side::AtMost),
    ("= >", Side::AtLeast),
    ("≤", Side::AtMost),
    ("≥", Side::AtLeast),
    ("<", Side::Less),
    (">", Side::More),
    ("=", Side::Equal),
];

impl Parts {
    fn before(&self, also: &[(&str, Side)]) -> Vec<(String, Side)> {
        let mut phrases: Vec<(String, Side)> =
            SIGNS.iter().chain(also).map(|(phrase, side)| ((*phrase).to_owned(), *side)).collect();
        for (words, side, opposite) in [(self.more, Side::More, Side::AtMost), (self.less, Side::Less, Side::AtLeast)] {
            for (word, than) in pairs(words, self.than) {
                phrases.push((format!("{word} {than}"), side));
                phrases.extend(self.not.iter().map(|not| (format!("{not} {word} {than}"), opposite)));
                phrases.extend(self.or_equal(word, than).map(|phrase| (phrase, side.included())));
            }
        }
        for equal in self.equal {
            phrases.extend(self.to.iter().map(|to| (format!("{equal} {to}"), Side::Equal)));
        }
        phrases
    }

    /// "mayor o igual que", "mayor que o igual a", "igual o mayor que".
    fn or_equal(&self, word: &str, than: &str) -> impl Iterator<Item = String> {
        pairs(self.or, self.equal).flat_map(move |(or, equal)| {
            let to = self.to.iter().flat_map(move |to| {
                [
                    format!("{word} {or} {equal} {to}"),
                    format!("{word} {than} {or} {equal} {to}"),
                    format!("{equal} {to} {or} {word} {than}"),
                ]
            });
            let plain = [
                format!("{word} {or} {equal} {than}"),
                format!("{word} {than} {or} {equal}"),
                format!("{equal} {or} {word} {than}"),
            ];
            plain.into_iter().chain(to)
        })
    }

    fn or_more(&self) -> Vec<(String, Side)> {
        let sides = [(self.more, Side::AtLeast), (self.less, Side::AtMost)];
        let each = |(words, side): (&'static [&'static str], Side)| words.iter().map(move |word| (*word, side));
        let pairs = sides.into_iter().flat_map(each);
        pairs.flat_map(|(word, side)| self.or.iter().map(move |or| (format!("{or} {word}"), side))).collect()
    }
}

/// Each of the first with each of the second.
fn pairs<'a>(first: &'a [&'a str], second: &'a [&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    first.iter().flat_map(move |one| second.iter().map(move |other| (*one, *other)))
}

pub(super) fn of(language: Language) -> &'static Words {
    static SPANISH: std::sync::LazyLock<Words> = std::sync::LazyLock::new(spanish);
    static PORTUGUESE: std::sync::LazyLock<Words> = std::sync::LazyLock::new(portuguese);
    static ENGLISH: std::sync::LazyLock<Words> = std::sync::LazyLock::new(english);
    match language {
        Language::Spanish => &SPANISH,
        Language::Portuguese => &PORTUGUESE,
        Language::English => &ENGLISH,
    }
}

fn spanish() -> Words {
    let parts = Parts {
        more: &[
            "mas",
            "mayor",
            "mayores",
            "superior",
            "superiores",
            "mas alto",
            "mas alta",
            "mas grande",
            "por encima",
            "arriba",
        ],
        less: &[
            "menos",
            "menor",
            "menores",
            "inferior",
            "inferiores",
            "mas bajo",
            "mas baja",
            "mas chico",
            "mas pequeno",
            "por debajo",
            "debajo",
        ],
        than: &["que", "de", "a", "al", "del"],
        or: &["o", "u"],
        equal: &["igual", "iguales"],
        to: &["a", "al", "que"],
        not: &["no", "no es", "no son", "nada"],
    };
    let also = &[
        ("como maximo", Side::AtMost),
        ("a lo sumo", Side::AtMost),
        ("maximo", Side::AtMost),
        ("hasta", Side::AtMost),
        ("como minimo", Side::AtLeast),
        ("minimo", Side::AtLeast),
        ("por lo menos", Side::AtLeast),
        ("al menos", Side::AtLeast),
        ("equivale a", Side::Equal),
        ("equivalente a", Side::Equal),
        ("igual", Side::Equal),
    ];
    Words {
        before: Phrases::new(parts.before(also)),
        or_more: Phrases::new(parts.or_more()),
        after: &[
            ("como maximo", Side::AtMost),
            ("maximo", Side::AtMost),
            ("a lo sumo", Side::AtMost),
            ("como minimo", Side::AtLeast),
            ("minimo", Side::AtLeast),
            ("por lo menos", Side::AtLeast),
            ("al menos", Side::AtLeast),
        ],
        or_equal: &["o igual a", "o igual", "o iguales"],
        between: &[("entre", &["y", "e", "a"]), ("desde", &["hasta", "a"]), ("de", &["a", "hasta"]), ("del", &["al"])],
        and: &["y", "pero", "e"],
        than: &["que", "de", "a"],
        articles: &["el", "la", "los", "las"],
        before_year: &["en"],
    }
}

fn portuguese() -> Words {
    let parts = Parts {
        more: &["mais", "maior", "maiores", "superior", "superiores", "mais alto", "mais alta", "mais altos", "acima"],
        less: &["menos", "menor", "menores", "inferior", "inferiores", "mais baixo", "mais baixa", "abaixo"],
        than: &["que", "do que", "de", "a", "ao", "da", "do"],
        or: &["ou"],
        equal: &["igual", "iguais"],
        to: &["a", "ao", "que"],
        not: &["nao", "nao e", "nao sao"],
    };
    let also = &[
        ("no maximo", Side::AtMost),
        ("como maximo", Side::AtMost),
        ("ate", Side::AtMost),
        ("no minimo", Side::AtLeast),
        ("como minimo", Side::AtLeast),
        ("pelo menos", Side::AtLeast),
        ("ao menos", Side::AtLeast),
        ("equivale a", Side::Equal),
        ("equivalente a", Side::Equal),
        ("igual", Side::Equal),
    ];
    Words {
        before: Phrases::new(parts.before(also)),
        or_more: Phrases::new(parts.or_more()),
        after: &[
            ("no maximo", Side::AtMost),
            ("como maximo", Side::AtMost),
            ("no minimo", Side::AtLeast),
            ("como minimo", Side::AtLeast),
            ("pelo menos", Side::AtLeast),
            ("ao menos", Side::AtLeast),
        ],
        or_equal: &["ou igual a", "ou igual", "ou iguais"],
        between: &[("entre", &["e", "a"]), ("desde", &["ate", "a"]), ("de", &["a", "ate"])],
        and: &["e", "mas"],
        than: &["que", "do que", "de", "a"],
        articles: &["o", "a", "os", "as"],
        before_year: &["em"],
    }
}

fn english() -> Words {
    let parts = Parts {
        more: &["more", "bigger", "greater", "larger", "higher", "above", "over"],
        less: &["less", "smaller", "lower", "fewer", "below", "under"],
        than: &["than"],
        or: &["or"],
        equal: &["equal", "equals"],
        to: &["to", "than"],
        not: &["no", "not"],
    };
    let also = &[
        ("above", Side::More),
        ("over", Side::More),
        ("exceed", Side::More),
        ("exceeds", Side::More),
        ("exceeding", Side::More),
        ("below", Side::Less),
        ("under", Side::Less),
        ("at most", Side::AtMost),
        ("up to", Side::AtMost),
        ("at least", Side::AtLeast),
        ("at least or equal to", Side::AtLeast),
        ("at most or equal to", Side::AtMost),
        ("equals", Side::Equal),
        ("equal", Side::Equal),
    ];
    Words {
        before: Phrases::new(parts.before(also)),
        or_more: Phrases::new(parts.or_more()),
        after: &[("at most", Side::AtMost), ("at least", Side::AtLeast)],
        or_equal: &["or equal to", "or equal"],
        between: &[("between", &["and", "to"]), ("from", &["to", "until", "through"])],
        and: &["and", "but", "and also"],
        than: &["than"],
        articles: &["the"],
        before_year: &["in"],
    }
}
