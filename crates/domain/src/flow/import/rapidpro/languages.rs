//! Their codes of languages, of three letters or a name, as ours.

const CODES: [(&str, &str); 24] = [
    ("eng", "en"),
    ("spa", "es"),
    ("por", "pt"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("hin", "hi"),
    ("ara", "ar"),
    ("deu", "de"),
    ("ita", "it"),
    ("swa", "sw"),
    ("urd", "ur"),
    ("ben", "bn"),
    ("mar", "mr"),
    ("tam", "ta"),
    ("tel", "te"),
    ("guj", "gu"),
    ("kan", "kn"),
    ("mal", "ml"),
    ("ind", "id"),
    ("english", "en"),
    ("spanish", "es"),
    ("portuguese", "pt"),
    ("hindi", "hi"),
    ("french", "fr"),
];

/// Nothing for what says no language: `und`, `base`.
pub(super) fn code(theirs: &str) -> Option<String> {
    let lower = theirs.trim().to_lowercase();
    if matches!(lower.as_str(), "" | "und" | "base" | "mul") {
        return None;
    }
    let known = CODES.iter().find(|(code, _)| *code == lower).map(|(_, ours)| (*ours).to_owned());
    let is_code = (2..=8).contains(&lower.len()) && lower.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    known.or_else(|| is_code.then_some(lower))
}
