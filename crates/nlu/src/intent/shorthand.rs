//! What thumbs leave out, written out: *q* is *que*, *vc* is *você*, *pls* is *please*. An encoder that read newspapers has
//! never seen them, and an example that says *porque* should be found by *xq*.

use super::Language;
use super::normalise::words_at;

/// The text in small letters, with shorthand written out as its language means it.
pub fn written_out(text: &str, language: Option<Language>) -> String {
    let text = text.to_lowercase();
    let Some(table) = language.map(table) else { return text };
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    for (start, word) in words_at(&text, |c| c.is_alphanumeric() || c == '\'') {
        let after = text.get(start + word.len()..).unwrap_or_default();
        // The stroke of "c/cartão" belongs to the letter, that of "km/h" to neither.
        let stroke = after.strip_prefix('/').filter(|_| word.len() == 1);
        let short = if stroke.is_some() { format!("{word}/") } else { word.to_owned() };
        let Some(long) = meaning(table, &short) else { continue };
        out.push_str(text.get(kept..start).unwrap_or_default());
        out.push_str(long);
        if stroke.is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
            out.push(' ');
        }
        kept = start + short.len();
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    out
}

fn meaning(table: &[(&str, &'static str)], short: &str) -> Option<&'static str> {
    let at = table.binary_search_by_key(&short, |(short, _)| short).ok()?;
    table.get(at).map(|(_, long)| *long)
}

fn table(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::Es => SPANISH,
        Language::Pt => PORTUGUESE,
        Language::En => ENGLISH,
    }
}

/// In byte order, as the others.
const SPANISH: &[(&str, &str)] = &[
    ("aki", "aquí"),
    ("aora", "ahora"),
    ("bno", "bueno"),
    ("c/", "con"),
    ("cdo", "cuando"),
    ("cel", "celular"),
    ("cmo", "como"),
    ("cnd", "cuando"),
    ("cto", "cuánto"),
    ("d", "de"),
    ("dnd", "dónde"),
    ("dnde", "dónde"),
    ("dsd", "desde"),
    ("finde", "fin de semana"),
    ("grax", "gracias"),
    ("grx", "gracias"),
    ("hrs", "horas"),
    ("hs", "horas"),
    ("hsta", "hasta"),
    ("k", "que"),
    ("ke", "que"),
    ("kiere", "quiere"),
    ("kiero", "quiero"),
    ("msj", "mensaje"),
    ("msje", "mensaje"),
    ("mñn", "mañana"),
    ("mñna", "mañana"),
    ("ntp", "no te preocupes"),
    ("num", "número"),
    ("p/", "para"),
    ("pf", "por favor"),
    ("pfa", "por favor"),
    ("pls", "por favor"),
    ("porfa", "por favor"),
    ("porfi", "por favor"),
    ("porfis", "por favor"),
    ("porq", "porque"),
    ("pq", "porque"),
    ("q", "que"),
    ("qiero", "quiero"),
    ("qndo", "cuando"),
    ("s/", "sin"),
    ("salu2", "saludos"),
    ("sta", "está"),
    ("stoy", "estoy"),
    ("ta", "está"),
    ("tb", "también"),
    ("tbn", "también"),
    ("tel", "teléfono"),
    ("tmb", "también"),
    ("tmbn", "también"),
    ("toy", "estoy"),
    ("wenas", "buenas"),
    ("x", "por"),
    ("xfa", "por favor"),
    ("xfavor", "por favor"),
    ("xk", "porque"),
    ("xq", "porque"),
    ("xque", "porque"),
];

const PORTUGUESE: &[(&str, &str)] = &[
    ("agr", "agora"),
    ("aki", "aqui"),
    ("aq", "aqui"),
    ("blz", "beleza"),
    ("c/", "com"),
    ("cel", "celular"),
    ("cmg", "comigo"),
    ("cmo", "como"),
    ("d", "de"),
    ("dnv", "de novo"),
    ("dps", "depois"),
    ("dq", "do que"),
    ("eh", "é"),
    ("fds", "fim de semana"),
    ("flw", "tchau"),
    ("hj", "hoje"),
    ("hr", "hora"),
    ("hrs", "horas"),
    ("kd", "cadê"),
    ("ksa", "casa"),
    ("msg", "mensagem"),
    ("msm", "mesmo"),
    ("mt", "muito"),
    ("mta", "muita"),
    ("mto", "muito"),
    ("n", "não"),
    ("naum", "não"),
    ("nd", "nada"),
    ("ngm", "ninguém"),
    ("obg", "obrigado"),
    ("oq", "o que"),
    ("p", "para"),
    ("p/", "para"),
    ("pf", "por favor"),
    ("pfv", "por favor"),
    ("pfvr", "por favor"),
    ("porq", "porque"),
    ("pq", "por que"),
    ("pra", "para"),
    ("pro", "para o"),
    ("q", "que"),
    ("qd", "quando"),
    ("qdo", "quando"),
    ("qm", "quem"),
    ("qnd", "quando"),
    ("qndo", "quando"),
    ("qnt", "quanto"),
    ("qnto", "quanto"),
    ("qq", "qualquer"),
    ("qro", "quero"),
    ("qto", "quanto"),
    ("s/", "sem"),
    ("sla", "não sei"),
    ("sqn", "só que não"),
    ("ta", "está"),
    ("tava", "estava"),
    ("tb", "também"),
    ("tbm", "também"),
    ("td", "tudo"),
    ("tds", "todos"),
    ("tel", "telefone"),
    ("to", "estou"),
    ("tá", "está"),
    ("tô", "estou"),
    ("vc", "você"),
    ("vcs", "vocês"),
    ("vlw", "valeu"),
    ("ñ", "não"),
];

const ENGLISH: &[(&str, &str)] = &[
    ("2day", "today"),
    ("2moro", "tomorrow"),
    ("2morrow", "tomorrow"),
    ("2nite", "tonight"),
    ("abt", "about"),
    ("acc", "account"),
    ("acct", "account"),
    ("addr", "address"),
    ("aint", "isn't"),
    ("appt", "appointment"),
    ("arent", "aren't"),
    ("asap", "as soon as possible"),
    ("b4", "before"),
    ("bc", "because"),
    ("bcz", "because"),
    ("cant", "can't"),
    ("couldnt", "couldn't"),
    ("coz", "because"),
    ("cuz", "because"),
    ("didnt", "didn't"),
    ("doesnt", "doesn't"),
    ("dont", "don't"),
    ("dunno", "don't know"),
    ("gimme", "give me"),
    ("gonna", "going to"),
    ("gotta", "have to"),
    ("hasnt", "hasn't"),
    ("havent", "haven't"),
    ("hows", "how is"),
    ("hrs", "hours"),
    ("idk", "i don't know"),
    ("im", "i'm"),
    ("isnt", "isn't"),
    ("ive", "i've"),
    ("lemme", "let me"),
    ("lmk", "let me know"),
    ("mins", "minutes"),
    ("msg", "message"),
    ("n", "and"),
    ("nvm", "never mind"),
    ("pls", "please"),
    ("plz", "please"),
    ("ppl", "people"),
    ("r", "are"),
    ("rn", "right now"),
    ("shouldnt", "shouldn't"),
    ("thats", "that's"),
    ("theres", "there's"),
    ("thru", "through"),
    ("thx", "thanks"),
    ("tmr", "tomorrow"),
    ("tmrw", "tomorrow"),
    ("tnx", "thanks"),
    ("tx", "thanks"),
    ("ty", "thank you"),
    ("u", "you"),
    ("ur", "your"),
    ("w/", "with"),
    ("wanna", "want to"),
    ("wasnt", "wasn't"),
    ("wat", "what"),
    ("wen", "when"),
    ("whats", "what's"),
    ("whens", "when is"),
    ("wheres", "where is"),
    ("wont", "won't"),
    ("wouldnt", "wouldn't"),
    ("wut", "what"),
    ("y", "why"),
    ("youre", "you're"),
    ("yr", "your"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shorthand_is_written_out_in_its_language() {
        let cases = [
            (Language::Es, "q tal, xq no llega?", "que tal, porque no llega?"),
            (Language::Es, "pedido d ayer", "pedido de ayer"),
            (Language::Pt, "Vc tem hj? pago c/cartão", "você tem hoje? pago com cartão"),
            (Language::Pt, "n chegou p/ mim", "não chegou para mim"),
            (Language::En, "u dont ship 2day?", "you don't ship today?"),
            (Language::En, "DON'T", "don't"),
            (Language::En, "km/h w/ 👍", "km/h with 👍"),
            (Language::Es, "", ""),
        ];
        for (language, text, expected) in cases {
            assert_eq!(written_out(text, Some(language)), expected, "{text}");
        }
        assert_eq!(written_out("q vc u", None), "q vc u");
    }

    #[test]
    fn tables_are_in_order() {
        for language in Language::ALL {
            assert!(table(language).is_sorted_by(|a, b| a.0 < b.0), "{language:?}");
        }
    }
}
