//! Yes and no, in the words people use for them.

use crate::text::fold;

const YES: &[&str] = &[
    "si",
    "sip",
    "sii",
    "s",
    "claro",
    "claro que si",
    "por supuesto",
    "desde luego",
    "dale",
    "vale",
    "ok",
    "okay",
    "okey",
    "de acuerdo",
    "correcto",
    "exacto",
    "perfecto",
    "acepto",
    "afirmativo",
    "asi es",
    "bueno",
    "listo",
    "confirmo",
    "quiero",
    "sim",
    "sim senhor",
    "com certeza",
    "pode ser",
    "pode",
    "claro que sim",
    "isso",
    "aceito",
    "beleza",
    "blz",
    "certo",
    "quero",
    "uhum",
    "yes",
    "y",
    "yep",
    "yeah",
    "yup",
    "sure",
    "of course",
    "right",
    "correct",
    "i do",
    "please",
    "si por favor",
    "sim por favor",
    "yes please",
    "absolutely",
    "definitely",
    "true",
    "verdadero",
    "verdadeiro",
];
const NO: &[&str] = &[
    "no",
    "n",
    "nop",
    "nope",
    "nah",
    "no gracias",
    "claro que no",
    "para nada",
    "negativo",
    "de ninguna manera",
    "nunca",
    "ahora no",
    "todavia no",
    "mejor no",
    "no quiero",
    "no acepto",
    "nao",
    "naum",
    "n obrigado",
    "nao obrigado",
    "nao obrigada",
    "claro que nao",
    "de jeito nenhum",
    "agora nao",
    "ainda nao",
    "nem pensar",
    "nao quero",
    "nao aceito",
    "no thanks",
    "no thank you",
    "not now",
    "not yet",
    "never",
    "of course not",
    "no way",
    "i dont",
    "i don t",
    "false",
    "falso",
    "paso",
];

/// `None` when it is neither, or both.
pub fn read(text: &str) -> Option<bool> {
    let folded = fold(text);
    if folded.is_empty() {
        return by_sign(text);
    }
    if YES.contains(&folded.as_str()) {
        return Some(true);
    }
    if NO.contains(&folded.as_str()) {
        return Some(false);
    }
    // "Sí, el martes" begins with its answer; "no sé" is none.
    let (first, rest) = folded.split_once(' ')?;
    let unsure = ["se", "sei", "lo se", "know", "entiendo", "entendi", "idea", "estoy seguro", "estoy segura"];
    match first {
        "si" | "sim" | "yes" | "claro" | "dale" | "ok" | "vale" if !NO.contains(&rest) => Some(true),
        "no" | "nao" | "nope" if !unsure.iter().any(|word| rest.starts_with(word)) => Some(false),
        _ => None,
    }
}

fn by_sign(text: &str) -> Option<bool> {
    let has = |signs: &[char]| text.contains(signs);
    match (has(&['👍', '✅', '👌', '✔']), has(&['👎', '❌', '✖'])) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_say_yes_and_no_in_many_ways() {
        for (text, expected) in [
            ("Sí!!", Some(true)),
            ("si, el martes", Some(true)),
            ("claro que sí", Some(true)),
            ("Dale", Some(true)),
            ("sim, por favor", Some(true)),
            ("Pode ser", Some(true)),
            ("yeah", Some(true)),
            ("👍🏽", Some(true)),
            ("No, gracias", Some(false)),
            ("claro que no", Some(false)),
            ("não", Some(false)),
            ("nope", Some(false)),
            ("👎", Some(false)),
            ("no sé", None),
            ("não sei", None),
            ("I don't know", None),
            ("tal vez", None),
            ("", None),
            ("👍👎", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
