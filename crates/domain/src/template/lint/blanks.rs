//! The blanks of headers, bodies and footers: how they are written, and where they stand.

use super::code::Code;
use super::finding::Finding;
use super::place::{Part, Text, texts};
use whatsapp::template::{NewTemplate, ParameterFormat};

/// Words there must be for each blank.
const WORDS_EACH: usize = 2;

/// Double braces in a text, in characters; `name` is what stands between them.
pub(super) struct Braced<'a> {
    pub from: usize,
    pub until: usize,
    pub name: &'a str,
}

/// What stands in double braces, and where braces stand alone.
pub(super) fn scan(text: &str) -> (Vec<Braced<'_>>, Vec<(usize, usize)>) {
    let (mut braced, mut stray) = (Vec::new(), Vec::new());
    let (mut rest, mut at) = (text, 0);
    loop {
        let opening = rest.find("{{");
        let closing = rest.find("}}");
        match (opening, closing) {
            (Some(open), Some(close)) if open < close => {
                let (before, tail) = rest.split_at(open);
                let inner = tail.get(2..close - open).unwrap_or_default();
                let from = at + before.chars().count();
                let until = from + 4 + inner.chars().count();
                braced.push(Braced { from, until, name: inner.trim() });
                rest = tail.get(close - open + 2..).unwrap_or_default();
                at = until;
            }
            (Some(place), None) | (_, Some(place)) => {
                let from = at + rest.get(..place).unwrap_or_default().chars().count();
                stray.push((from, from + 2));
                rest = rest.get(place + 2..).unwrap_or_default();
                at = from + 2;
            }
            (None, None) => return (braced, stray),
        }
    }
}

pub(super) fn lint(template: &NewTemplate) -> Vec<Finding> {
    let named = template.parameter_format == Some(ParameterFormat::Named);
    texts(template).iter().flat_map(|text| lint_text(text, named)).collect()
}

fn lint_text(it: &Text<'_>, named: bool) -> Vec<Finding> {
    let (braced, stray) = scan(it.words);
    let find = |code, range| Finding::new(code, it.place.clone().at(range));
    if it.place.part == Part::Footer {
        let first = braced.first().map(|blank| (blank.from, blank.until)).or_else(|| stray.first().copied());
        return first.map(|range| find(Code::BlankNotAllowed, range)).into_iter().collect();
    }
    let is_word = |name: &str| !name.is_empty() && name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_');
    let mut found: Vec<Finding> = stray.into_iter().map(|range| find(Code::Braces, range)).collect();
    found.extend(braced.iter().filter(|it| !is_word(it.name)).map(|it| find(Code::Braces, (it.from, it.until))));
    if !found.is_empty() {
        return found;
    }
    let wrong = if named { braced.iter().find(|it| !is_name(it.name)) } else { out_of_order(&braced) };
    let code = if named { Code::BlankName } else { Code::BlankNumbers };
    found.extend(wrong.map(|blank| find(code, (blank.from, blank.until))));
    found.extend(side_by_side(it.words, &braced).map(|range| find(Code::AdjacentBlanks, range)));
    if it.place.part == Part::Body && it.place.card.is_none() {
        found.extend(edge(it.words, &braced).map(|range| find(Code::EdgeBlank, range)));
        let words = it.words.split_whitespace().filter(|word| !word.contains("{{")).count();
        let needed = WORDS_EACH * braced.len();
        if words < needed {
            let range = (0, it.words.chars().count());
            found.push(find(Code::TooManyBlanks, range).counted(needed, words));
        }
    }
    found
}

/// Small letters, digits and underscores, and not a number.
fn is_name(name: &str) -> bool {
    let may_stand = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    name.bytes().all(may_stand) && !name.bytes().all(|byte| byte.is_ascii_digit())
}

fn out_of_order<'a, 'b>(braced: &'b [Braced<'a>]) -> Option<&'b Braced<'a>> {
    braced.iter().zip(1_usize..).find(|(blank, number)| blank.name != number.to_string()).map(|(blank, _)| blank)
}

fn side_by_side(text: &str, braced: &[Braced<'_>]) -> Option<(usize, usize)> {
    let signs: Vec<char> = text.chars().collect();
    braced.windows(2).find_map(|pair| {
        let [first, second] = pair else { return None };
        let between = signs.get(first.until..second.from)?;
        between.iter().all(|sign| sign.is_whitespace()).then_some((first.from, second.until))
    })
}

fn edge(text: &str, braced: &[Braced<'_>]) -> Option<(usize, usize)> {
    let signs: Vec<char> = text.chars().collect();
    let is_blank = |range: Option<&[char]>| range.is_some_and(|signs| signs.iter().all(|sign| sign.is_whitespace()));
    let first = braced.first().filter(|blank| is_blank(signs.get(..blank.from)));
    let last = braced.last().filter(|blank| is_blank(signs.get(blank.until..)));
    first.or(last).map(|blank| (blank.from, blank.until))
}
