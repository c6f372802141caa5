//! Yes and no, also as an emoji; one answer a message.

use super::phrases::Phrases;
use super::reader::{Found, Reader};
use super::value::Value;
use super::{Kind, Language};
use std::sync::LazyLock;

const EMOJI: [(&str, bool); 2] = [("👌|👍|✅|✔|🙌|💯|🆗", true), ("👎|❌|🚫|✋|🙅", false)];
const SPANISH: [(&str, bool); 2] = [
    (
        "si|sip|sipi|sii|siii|claro|claro que si|por supuesto|dale|vale|ok|oka|okey|okay|okis|listo|de una|obvio|correcto|exacto|esta bien|ta bien|de acuerdo|acepto|confirmo|afirmativo|asi es|por favor si|si por favor|si quiero|seguro|va|sale|cierto|verdadero|me parece bien|buenisimo|perfecto|genial",
        true,
    ),
    (
        "no|nop|nope|noo|nooo|para nada|de ninguna manera|nunca|jamas|negativo|no gracias|claro que no|por supuesto que no|no quiero|no acepto|ni loco|ni ahi|falso|incorrecto|tampoco|no esta bien|no estoy de acuerdo",
        false,
    ),
];
const PORTUGUESE: [(&str, bool); 2] = [
    (
        "sim|simm|claro|claro que sim|com certeza|certeza|ok|okay|ta|ta ok|ta bom|ta certo|esta bem|pode ser|pode sim|beleza|blz|isso|isso mesmo|certo|positivo|uhum|aham|aceito|confirmo|concordo|de acordo|verdade|verdadeiro|quero sim|bora|fechado|perfeito",
        true,
    ),
    (
        "nao|nao quero|nao obrigado|nao obrigada|nunca|jamais|de jeito nenhum|de modo nenhum|negativo|claro que nao|nem pensar|falso|errado|discordo|nops|nope|naum|nao concordo",
        false,
    ),
];
const ENGLISH: [(&str, bool); 2] = [
    (
        "yes|yea|yeah|yep|yup|yas|yess|ya|sure|sure thing|ok|okay|okey|k|of course|absolutely|definitely|agree|agreed|i agree|affirmative|certainly|correct|right|true|sounds good|why not|fine|great|yes please|please do|y|confirmed|alright|all right",
        true,
    ),
    (
        "no|nope|nah|nay|never|not ok|not okay|not good|not really|not sure|no way|no thanks|no thank you|of course not|absolutely not|definitely not|disagree|don't agree|do not agree|negative|false|wrong|incorrect|n|not at all|not now|not right",
        false,
    ),
];

fn table(language: Language) -> &'static Phrases<bool> {
    static SPANISH_TABLE: LazyLock<Phrases<bool>> = LazyLock::new(|| build(&SPANISH));
    static PORTUGUESE_TABLE: LazyLock<Phrases<bool>> = LazyLock::new(|| build(&PORTUGUESE));
    static ENGLISH_TABLE: LazyLock<Phrases<bool>> = LazyLock::new(|| build(&ENGLISH));
    match language {
        Language::Spanish => &SPANISH_TABLE,
        Language::Portuguese => &PORTUGUESE_TABLE,
        Language::English => &ENGLISH_TABLE,
    }
}

fn build(rows: &'static [(&'static str, bool); 2]) -> Phrases<bool> {
    Phrases::new(rows.iter().chain(&EMOJI).flat_map(|(words, yes)| words.split('|').map(move |word| (word, *yes))))
}

/// The first answer ("yes, I said no onions" says yes), unless a longer refusal follows: "disagree, it is not ok".
pub(super) fn find(reader: &Reader<'_>, found: &mut Vec<Found>) {
    let mut best: Option<(usize, usize, bool)> = None;
    for at in 0..reader.text.len() {
        let Some((end, yes)) = answer(reader, at) else { continue };
        if best.is_none_or(|(from, to, _)| !yes && end - at > to - from) {
            best = Some((at, end, yes));
        }
    }
    found.extend(best.map(|(from, to, yes)| Found::new(Kind::YesNo, from, to, Value::YesNo { yes })));
}

fn answer(reader: &Reader<'_>, at: usize) -> Option<(usize, bool)> {
    let text = reader.text;
    let (end, yes) = table(reader.language).longest(text, at)?;
    let end = if is_skin_tone(text.word(end)) && text.glued(end) { end + 1 } else { end };
    let whole = reader.begins(at) && reader.ends(end);
    (whole && !is_condition(reader, at, end)).then_some((end, yes))
}

/// "si" without its accent is "if", and "s" or "k" a letter, unless they make up an answer.
fn is_condition(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    let text = reader.text;
    let closes = end >= text.len() || matches!(text.word(end), "," | "." | "!" | ";" | "?" | "…");
    match text.word(at) {
        "si" if text.typed(at).contains(['í', 'Í']) => false,
        "si" | "va" | "sale" | "ta" => end == at + 1 && !(closes || at == 0 && text.len() < 4),
        "y" | "n" | "k" => !(at == 0 && end == text.len()),
        "fine" | "great" | "right" | "isso" | "certo" | "quiero" | "perfecto" | "genial" | "listo" => {
            end == at + 1 && at > 0
        }
        _ => false,
    }
}

fn is_skin_tone(word: &str) -> bool {
    word.chars().next().is_some_and(|first| ('\u{1F3FB}'..='\u{1F3FF}').contains(&first))
}
